import {
  type FeedServer,
  type Newsroom,
  openNewsroom,
  rssOf,
  startFeedServer,
} from '#test/feed-server';
import { type HostileServer, startCanary, startHostileServer } from '#test/hostile-feeds';
import { LoopWork } from '#test/loop-work';
import { NewsDesk } from './news-desk.js';

const HOST = '127.0.0.3';
const GOOD = ['Aarau', 'Bern', 'Chur', 'Davos', 'Emmen'];
/** How long a show waits for stragglers, and some time for its own work. */
const COLLECTED_MS_MAX = 5_000;

let good: FeedServer;
let hostile: HostileServer;
let canary: Awaited<ReturnType<typeof startCanary>>;
let room: Newsroom;

beforeAll(async () => {
  canary = await startCanary();
  good = await startFeedServer(HOST);
  hostile = await startHostileServer(canary.port);
  room = await openNewsroom(1_000_000, HOST);
  for (const name of GOOD)
    good.answers.set(`/${name}`, (_request, response) => response.end(rssOf(name)));
});

afterAll(async () => {
  await room.stop();
  await hostile.stop();
  await good.stop();
  await canary.stop();
});

describe('a hundred hostile feeds among five good ones', () => {
  it('take nothing from those, keep nobody waiting, and reach nothing inside', async () => {
    const work = new LoopWork();
    const startedMs = performance.now();

    const { articles, reports } = await new NewsDesk(
      room.reader,
      room.register,
      room.stored,
      room.settings,
    ).collect({
      feeds: [
        ...hostile.paths.map((path) => `${hostile.base}${path}`),
        ...GOOD.map((name) => `${good.base}/${name}`),
      ],
      channel: 'zurich',
      language: 'en',
      now: new Date(),
      signal: new AbortController().signal,
    });

    const tookMs = performance.now() - startedMs;
    const turnP99Ms = work.end(99);
    expect(hostile.paths.length).toBeGreaterThanOrEqual(100);
    expect(reports).toHaveLength(hostile.paths.length + GOOD.length);
    expect(articles.map(({ title }) => title)).toEqual(
      expect.arrayContaining(GOOD.map((name) => `${name} opens a bridge`)),
    );
    expect(canary.reached).toEqual([]);
    expect(turnP99Ms).toBeLessThan(200);
    expect(tookMs).toBeLessThan(COLLECTED_MS_MAX);
    for (const { state, reason } of reports)
      if (state === 'failed') expect(reason).toMatch(/^[A-Z1].{5,300}\.?$/s);
    for (const { link, title, publishedAt } of articles) {
      expect(link).toMatch(/^(https?:\/\/|$)/);
      expect(title).not.toMatch(/root:|ignore all/i);
      expect(publishedAt?.getTime() ?? 0).toBeLessThan(Date.now() + 48 * 3600_000);
    }
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
