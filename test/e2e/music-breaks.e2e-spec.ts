import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningApp, startApp, UNHURRIED } from '#test/app';
import { sounding } from '#test/sounding';

interface Show {
  readonly id: string;
  readonly status: string;
  readonly metadata: {
    readonly audio_duration: number;
    readonly loudness: { readonly integrated_lufs: number; readonly true_peak_dbtp: number };
    readonly warnings: readonly string[];
  };
}
interface Chapters {
  readonly chapters: ReadonlyArray<{ title: string; startTime: number; endTime?: number }>;
}

const TONE_S = 8;
const NO_MUSIC = 'There is no music in the library for the music breaks.';

let running: RunningApp;
let api: string;

beforeAll(async () => {
  running = await startApp(UNHURRIED);
  await running.app.listen(0, '127.0.0.1');
  api = `${await running.app.getUrl()}/api/v1`;
});
afterAll(() => running.stop());

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${api}${path}`, {
    ...init,
    headers: { ...running.operator, ...(init.headers as Record<string, string>) },
  });

async function made(wish: object): Promise<Show> {
  const answer = await ask('/shows/generate', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ feeds: 'sample', seed: 7, include_music: true, ...wish }),
  });
  expect(answer.status).toBe(202);
  const { id } = (await answer.json()) as Show;
  for (let tries = 0; tries < 600; tries++) {
    const show = (await (await ask(`/shows/${id}`)).json()) as Show;
    if (['completed', 'failed', 'cancelled'].includes(show.status)) return show;
    await sleep(100);
  }
  throw new Error('The show was never finished.');
}

it('says where there is no music, and plays what was uploaded between topics', async () => {
  const without = await made({ duration_minutes: 1, dry_run: true });
  const form = new FormData();
  form.append('kind', 'music');
  const tone = sounding(Array.from({ length: TONE_S }, () => 1 as const));
  form.append('file', new Blob([new Uint8Array(tone)]), 'Long Tone.wav');
  expect((await ask('/media/upload', { method: 'POST', body: form })).status).toBe(201);
  const show = await made({ duration_minutes: 1 });
  const file = await ask(`/shows/${show.id}/files/chapters.json`);
  const { chapters } = (await file.json()) as Chapters;
  const at = chapters.findIndex(({ title }) => title === 'Long Tone');

  expect(without.metadata.warnings).toContain(NO_MUSIC);
  expect([show.status, show.metadata.warnings.includes(NO_MUSIC)]).toEqual(['completed', false]);
  expect(at).toBeGreaterThan(0);
  const [here, next] = chapters.slice(at);
  expect((next?.startTime ?? 0) - (here?.startTime ?? 0)).toBeCloseTo(TONE_S, 0);
  expect(Math.abs(show.metadata.audio_duration - 60)).toBeLessThan(6);
  expect(Math.abs(show.metadata.loudness.integrated_lufs + 16)).toBeLessThan(0.5);
  expect(show.metadata.loudness.true_peak_dbtp).toBeLessThanOrEqual(-1);
}, 90_000);
