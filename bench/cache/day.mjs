// A made-up day of one station: what its pages, apps and producers ask for, hour by hour.
import { randomOf, zipfOf } from './traces.mjs';

const HOUR_MS = 3_600_000;
/** Requests of each hour: a quiet night, a peak at breakfast, one in the evening. */
const RHYTHM = [
  20, 12, 8, 6, 10, 40, 110, 170, 160, 110, 90, 95, 120, 100, 85, 85, 100, 140, 160, 130, 100, 80,
  60, 35,
];
const REQUESTS_PER_UNIT = 300;
const PRESETS = 12;
const SPEAKERS = 8;
const FEEDS = 33;
const CHANNELS = 6;
const LANGUAGES = 5;
/** Older shows are in the archive and still asked for now and then. */
const ARCHIVE = 5_000;
const SHOW_EVERY_MS = 600_000;

/** What is asked for, how often of 100 requests, and how long it is fresh, seconds. */
const KINDS = [
  { share: 6, ttl: 300, of: (r) => ({ space: 'presets', key: 'all', tags: ['preset'] }) },
  {
    share: 14,
    ttl: 300,
    of: (r) => ({ space: 'presets', key: `one:${r.int(PRESETS)}`, tags: ['preset'] }),
  },
  { share: 5, ttl: 300, of: (r) => ({ space: 'speakers', key: 'all', tags: ['speaker'] }) },
  {
    share: 9,
    ttl: 300,
    of: (r) => ({ space: 'speakers', key: `one:${r.int(SPEAKERS)}`, tags: ['speaker'] }),
  },
  { share: 6, ttl: 600, of: (r) => ({ space: 'feeds', key: `items:${r.int(FEEDS)}`, tags: [] }) },
  {
    share: 14,
    ttl: 120,
    of: (r) => ({ space: 'stories', key: `${r.zipf(CHANNELS)}:${r.zipf(LANGUAGES)}`, tags: [] }),
  },
  {
    share: 16,
    ttl: 60,
    of: (r) => ({ space: 'showlist', key: `page:${r.zipf(20)}`, tags: ['shows'] }),
  },
  {
    share: 30,
    ttl: 3_600,
    of: (r, newest) => {
      const id = Math.max(0, newest - r.zipf(ARCHIVE, 1.05));
      return { space: 'shows', key: `show:${id}`, tags: [`show:${id}`] };
    },
  },
];

/** The requests and changes of a day in order: {atMs, request} or {atMs, invalidate}. */
export function* day(seed = 5) {
  const random = randomOf(seed);
  const zipfs = new Map();
  const r = {
    int: (n) => Math.floor(random() * n),
    zipf: (n, exponent = 1) => {
      const id = `${n}/${exponent}`;
      if (!zipfs.has(id)) zipfs.set(id, zipfOf(n, exponent, random));
      return zipfs.get(id)();
    },
  };
  let newest = ARCHIVE;
  let nextShowMs = SHOW_EVERY_MS;
  for (const [hour, units] of RHYTHM.entries()) {
    const requests = units * REQUESTS_PER_UNIT;
    for (let at = 0; at < requests; at++) {
      const atMs = hour * HOUR_MS + (at / requests) * HOUR_MS;
      if (atMs >= nextShowMs) {
        nextShowMs += SHOW_EVERY_MS;
        newest++;
        yield { atMs, invalidate: ['shows', `show:${newest}`] };
      }
      if (random() < 0.0001) yield { atMs, invalidate: [random() < 0.7 ? 'preset' : 'speaker'] };
      yield { atMs, request: request(r, newest) };
    }
  }
}

function request(r, newest) {
  let left = r.int(100);
  for (const { share, ttl, of } of KINDS) {
    if (left < share) return { ...of(r, newest), ttl };
    left -= share;
  }
  throw new Error('The shares do not make 100.');
}
