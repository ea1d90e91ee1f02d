import type { Placed } from './api-description.ts';
import type { Answer } from './exchange.ts';

/** What a field of a request means to a station, whatever else its schema allows. */
const MEANINGS: Readonly<Record<string, readonly unknown[]>> = {
  channel: ['zurich', 'basel', 'bern'],
  duration_minutes: [1, 2],
  primary_speaker: ['marcel', 'jarvis'],
  secondary_speaker: ['jarvis', 'brad'],
  'speakers[]': ['marcel', 'jarvis', 'lucy', 'brad'],
  preset_name: ['zurich', 'basel', 'tech'],
  speaker: ['marcel', 'jarvis', 'guest'],
  voice: ['flite:slt', 'espeak:de-f1'],
  bed: ['built_in'],
  origin: ['https://one.invalid', 'https://two.invalid'],
  generation_schedule: ['0 6 * * 1-5', '*/5 * * * *'],
  feeds: ['sample', []],
  languages: [['en'], ['en', 'de']],
  component: ['cache', 'audio'],
  action: ['health_check', 'trim'],
  generation_time_zone: ['Europe/Zurich', 'America/New_York', 'channel'],
  'if-match': ['*', '"v1"'],
  'segments/n': [1, 2],
  'versions/v': [1, 2],
  'versions/n': [1, 2],
  'versions/version': [1, 2],
  'by-role/role': ['host', 'weather'],
  'by-language/language': ['en', 'de'],
  url: ['https://one.invalid/rss', 'https://two.invalid/atom', 'https://three.invalid/feed.json'],
  'channels[]': ['zurich', 'basel', 'bern'],
  'news_sources[]': ['nasa', 'esa'],
  'words/word': ['Zug', 'Wi-Fi'],
  cron: ['0 6 * * 1-5', '*/5 * * * *'],
  preset: ['zurich', 'basel', 'tech'],
  time_zone: ['Europe/Zurich', 'America/New_York'],
  published_at: ['2026-05-20T06:00:00Z', '2026-05-20'],
  from: ['2026-05-18T06:00:00Z', '2026-05-19T06:00:00Z'],
  to: ['2026-05-20T06:00:00Z', '2026-05-21T06:00:00Z'],
  expires_at: ['2099-05-20T06:00:00Z', '2099-05-20'],
  settings: [{ CONTENT_NO_REPEAT_DAYS: 5 }, { CONTENT_NO_REPEAT_DAYS: 6 }],
  intro_jingle: [null, 'auto', 'built_in'],
  bed_jingle: [null, 'auto', 'built_in'],
  outro_jingle: [null, 'auto', 'built_in'],
  bridge_jingle: [null, 'auto', 'built_in'],
  ipa: ['tsuːk', 'ˈwaɪfaɪ'],
  respelling: ['tsook', 'why fie'],
};
/** Among those that stood there before are the fuzzer's own: it must not lock itself out. */
const OWN = new Set(['keys/id']);
const KEPT_MAX = 60;
/** What another name of the same thing is called in answers. */
const ID_FIELDS = ['id', 'name', 'preset_name', 'key_id'];

/** What the fuzzer has learned of the station from its answers. */
export class Knowledge {
  /** By field: values of things that stood there before, and of those that the fuzzer made. */
  readonly #seen = new Map<string, Set<unknown>>();
  readonly #made = new Map<string, Set<unknown>>();

  /** Files by the show that has them. */
  readonly files: Array<{ readonly id: string; readonly name: string }> = [];

  /** Values that the station knows for a field. What would be changed or removed, the fuzzer made itself. */
  of(field: string, isForChange: boolean): readonly unknown[] {
    const made = [...(this.#made.get(field) ?? [])];
    if (!field.includes('/')) return MEANINGS[field] ?? [];
    if (isForChange || OWN.has(field)) return made;
    return [...made, ...(this.#seen.get(field) ?? []), ...(MEANINGS[field] ?? [])];
  }

  /** Remembers the ids of an answer for the paths that ask for them. */
  learn({ method, path }: Placed, { status, headers, body }: Answer): void {
    if (status >= 300 || !headers['content-type']?.includes('json')) return;
    let read: unknown;
    try {
      read = JSON.parse(body.toString());
    } catch {
      return; // What is no JSON is told as a fault elsewhere.
    }
    const parts = path.split('/').filter((part) => !part.startsWith('{'));
    const isMade = method === 'post' && status !== 200;
    const last = path.endsWith('/batch') ? 'show-batches' : parts.at(-1);
    const named = path.endsWith('/generate') ? parts.at(-2) : last;
    const isAudioJob = /\/audio\/(generate|process)$/.test(path);
    const thing = isAudioJob ? 'jobs' : path.endsWith('/media/upload') ? 'files' : named;
    const things = (read as { items?: unknown[] } | null)?.items ?? [read];
    for (const one of things.slice(0, KEPT_MAX)) this.#keep(thing ?? '', one, isMade);
    this.#keepFiles(read);
  }

  #keep(thing: string, one: unknown, isMade: boolean): void {
    if (typeof one !== 'object' || one === null) return;
    for (const name of ID_FIELDS) {
      const value = (one as Record<string, unknown>)[name];
      if (typeof value !== 'string') continue;
      const field = name === 'preset_name' ? 'name' : name;
      const into = isMade ? this.#made : this.#seen;
      add(into, `${thing}/${field}`, value);
      if (thing === 'shows') add(this.#seen, 'dashboard/id', value);
    }
  }

  #keepFiles(read: unknown): void {
    const { id, files } = (read ?? {}) as { id?: string; files?: Array<{ name: string }> };
    if (id === undefined || !Array.isArray(files) || this.files.length > 0) return;
    this.files.push(...files.map(({ name }) => ({ id, name })));
  }
}

function add(into: Map<string, Set<unknown>>, field: string, value: unknown): void {
  const values = into.get(field) ?? new Set();
  if (values.size < KEPT_MAX) into.set(field, values.add(value));
}
