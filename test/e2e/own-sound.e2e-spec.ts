import { setTimeout as sleep } from 'node:timers/promises';
import { SoundSources } from '#modules/audio';
import { MediaLibrary } from '#modules/media';
import { type RunningApp, startApp } from '#test/app';

interface Job {
  readonly id: string;
  readonly state: string;
  readonly links: { readonly self: string };
  readonly error: unknown;
  readonly result: { readonly file_id: string; readonly duration_s: number } | null;
}

const STEPS = { normalise: { target_lufs: -20 } };

async function ask(running: RunningApp, url: string, payload?: object) {
  const { app, operator: headers } = running;
  const method = payload ? 'POST' : 'GET';
  return app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) });
}

async function ended(running: RunningApp, url: string): Promise<Job> {
  for (;;) {
    const job = (await ask(running, url)).json<Job>();
    if (['completed', 'failed', 'cancelled'].includes(job.state)) return job;
    await sleep(100);
  }
}

describe('sound of the station, longer than what strangers may send', () => {
  let running: RunningApp;

  beforeAll(async () => {
    running = await startApp({ AUDIO_DECODE_SECONDS_MAX: '4', AUDIO_DECODE_MS_MAX: '5000' });
  });
  afterAll(() => running.stop());

  const worked = async (source: object) => {
    const answer = await ask(running, '/audio/process', { ...source, steps: STEPS });
    expect([answer.statusCode, answer.body]).toEqual([202, expect.any(String)]);
    return ended(running, `/audio/jobs/${answer.json<Job>().id}`);
  };

  it('is worked on: what a job has made, and a show', async () => {
    const text = 'This is a text that takes more than four seconds to say, slowly and with care.';
    const said = (await ask(running, '/audio/generate', { text })).json<Job>();
    const first = await ended(running, `/audio/jobs/${said.id}`);

    const job = await worked({ file_id: first.result?.file_id });

    expect([job.state, job.error]).toEqual(['completed', null]);
    expect(job.result?.duration_s).toBeGreaterThan(4);
    const durationS = job.result?.duration_s ?? 0;
    const path = await running.app
      .get(MediaLibrary, { strict: false })
      .pathOf(job.result?.file_id ?? '');
    const sources = running.app.get(SoundSources, { strict: false });
    sources.registerShows(() => Promise.resolve({ path, name: 'long', durationS }));
    const show = await worked({ show_id: '00000000-0000-4000-8000-000000000000' });
    expect([show.state, show.error]).toEqual(['completed', null]);
    expect(show.result?.duration_s).toBeCloseTo(durationS, 0);
  }, 60_000);
});

it.each([
  ['the built-in ffmpeg', 'wasm', 2_000, 503, 'audio/too-long-for-wasm'],
  ['no ffmpeg at all', 'none', 60, 503, 'audio/ffmpeg-missing'],
  ['a file of 4 GiB', 'auto', 13_000, 422, 'request/invalid-input'],
])(
  'is refused at once where it is too much for %s',
  async (_what, ffmpeg, durationS, status, type) => {
    const running = await startApp({ AUDIO_FFMPEG: ffmpeg });
    const sources = running.app.get(SoundSources, { strict: false });
    sources.registerShows(() => Promise.resolve({ path: '/dev/null', name: 'long', durationS }));
    const show_id = '00000000-0000-4000-8000-000000000000';

    const answer = await ask(running, '/audio/process', { show_id, steps: STEPS });
    await running.stop();

    expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([
      status,
      `/problems/${type}`,
    ]);
  },
  20_000,
);
