import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UNHURRIED } from '#test/app';
import { freshDatabase } from '#test/database';
import { sounding } from '#test/sounding';
import { type Station, startStation } from '#test/station';

interface AudioJob {
  readonly state: string;
  readonly progress: { readonly share: number } | null;
  readonly result: null | { readonly url: string; readonly duration_s: number };
}
interface Files {
  readonly items: ReadonlyArray<{ name: string; size_bytes: number }>;
}

const DONE_MS_MAX = 60_000;
/** Sentences enough for some seconds of speaking, none like another. */
const LINES = Array.from(
  { length: 24 },
  (_, n) => `This is line ${n} of the long text. It was written for a station that is killed.`,
);

let station: Station;

beforeEach(async () => {
  station = await startStation({ ...UNHURRIED, DATABASE_URL: await freshDatabase() });
}, 30_000);
afterEach(() => station.stop());

const authorization = () => ({ authorization: `Bearer ${station.key}` });

async function read<T>(path: string): Promise<T> {
  return (await (await fetch(`${station.url}${path}`, { headers: authorization() })).json()) as T;
}

async function jobOnceIt(isSo: (job: AudioJob) => boolean, path: string): Promise<AudioJob> {
  const bound = AbortSignal.timeout(DONE_MS_MAX);
  for (;;) {
    const job = await read<AudioJob>(path);
    if (isSo(job)) return job;
    bound.throwIfAborted();
    await sleep(20);
  }
}

const accepted = async (answer: Response) =>
  ((await answer.json()) as { links: { self: string } }).links.self;

const generate = async () =>
  accepted(
    await fetch(`${station.url}/api/v1/audio/generate`, {
      method: 'POST',
      headers: { ...authorization(), 'content-type': 'application/json' },
      body: JSON.stringify({ text: LINES.join('\n\n'), with_music: true, format: 'wav' }),
    }),
  );

async function trim(): Promise<string> {
  const form = new FormData();
  form.append('steps', JSON.stringify({ trim_silence: true, master: true }));
  const minutes = sounding(Array.from({ length: 90 }, (_, second) => (second % 9 < 6 ? 1 : 0)));
  form.append('file', new Blob([new Uint8Array(minutes)]), 'long.wav');
  const method = { method: 'POST', headers: authorization(), body: form };
  return accepted(await fetch(`${station.url}/api/v1/audio/process`, method));
}

/** Which file each take is: one that is spoken again is another file. */
async function takes(): Promise<ReadonlyMap<string, number>> {
  const folder = join(station.dataDir, 'takes');
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const wavs = names.filter((name) => name.endsWith('.wav'));
  const found = await Promise.all(wavs.map(async (name) => stat(join(folder, name))));
  return new Map(wavs.map((name, at) => [name, found[at]?.ino ?? 0]));
}

const isBehind =
  (share: number) =>
  ({ state, progress }: AudioJob): boolean =>
    state === 'running' && (progress?.share ?? -1) >= share;
const isOver = ({ state }: AudioJob): boolean => state !== 'queued' && state !== 'running';

async function results(): Promise<Files['items']> {
  const { items } = await read<Files>('/api/v1/media/files?kind=production');
  return items.filter(({ name }) => name !== 'long.wav'); // What was sent is kept too.
}

it('does every audio job once, though it is killed while they speak, decode and mix', async () => {
  const paths = await Promise.all([generate(), trim()]);
  await Promise.all([jobOnceIt(isBehind(0.2), paths[0]), jobOnceIt(isBehind(0), paths[1])]);
  const spoken = [await takes()];
  station = await station.killAndStart();
  const early = await results();
  await jobOnceIt(isBehind(0.7), paths[0]);
  spoken.push(await takes());
  station = await station.killAndStart();
  const jobs = await Promise.all(paths.map((path) => jobOnceIt(isOver, path)));
  const [after, made] = [await takes(), await results()];
  const sizes = jobs.map(async ({ result }) => {
    const sound = await fetch(`${station.url}${result?.url ?? ''}`, { headers: authorization() });
    return (await sound.arrayBuffer()).byteLength;
  });

  expect(early).toEqual([]);
  expect(jobs.map(({ state }) => state)).toEqual(['completed', 'completed']);
  const bySize = (one: number, other: number) => one - other;
  expect((await Promise.all(sizes)).toSorted(bySize)).toEqual(
    made.map((one) => one.size_bytes).toSorted(bySize),
  );
  expect(spoken[1]?.size).toBeGreaterThan(spoken[0]?.size ?? 0);
  const isAnother = ([name, inode]: [string, number]) => after.get(name) !== inode;
  expect(spoken.flatMap((some) => [...some]).filter(isAnother)).toEqual([]);
  expect(await readdir(join(station.dataDir, 'work'))).toEqual([]);
}, 120_000);
