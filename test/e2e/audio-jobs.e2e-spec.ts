import { setTimeout as sleep } from 'node:timers/promises';
import { JobQueue } from '#platform/queue';
import { type RunningApp, startApp, UNHURRIED } from '#test/app';
import { sounding } from '#test/sounding';

interface AudioJob {
  readonly id: string;
  readonly state: string;
  readonly progress: { readonly share: number };
  readonly result: null | {
    readonly file_id: string;
    readonly url: string;
    readonly format: string;
    readonly duration_s: number;
    readonly integrated_lufs: number;
    readonly true_peak_dbtp: number;
    readonly trimmed_silences: ReadonlyArray<{ start_s: number; end_s: number }>;
    readonly warnings: readonly string[];
  };
  readonly error: null | { readonly type: string; readonly detail: string };
}

let running: RunningApp;
let origin: string;
let api: string;

beforeAll(async () => {
  running = await startApp(UNHURRIED);
  await running.app.listen(0, '127.0.0.1');
  origin = await running.app.getUrl();
  api = `${origin}/api/v1`;
});
afterAll(() => running.stop());

function post(path: string, content: object, headers: Record<string, string> = {}) {
  return fetch(`${api}${path}`, {
    method: 'POST',
    headers: { ...running.operator, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(content),
  });
}

function send(steps: object, content: Buffer): Promise<Response> {
  const form = new FormData();
  form.append('steps', JSON.stringify(steps));
  form.append('file', new Blob([new Uint8Array(content)]), 'tone.wav');
  return fetch(`${api}/audio/process`, { method: 'POST', headers: running.operator, body: form });
}

async function read<T>(path: string): Promise<T> {
  return (await (await fetch(`${origin}${path}`, { headers: running.operator })).json()) as T;
}

async function ended(answer: Response): Promise<AudioJob> {
  const accepted = (await answer.json()) as { id: string; links: { self: string } };
  expect([answer.status, accepted]).toMatchObject([202, { id: expect.any(String) }]);
  expect(answer.headers.get('location')).toBe(accepted.links.self);
  for (let tries = 0; tries < 300; tries++) {
    const job = await read<AudioJob>(accepted.links.self);
    if (job.state !== 'queued' && job.state !== 'running') return job;
    await sleep(100);
  }
  throw new Error('It never ended.');
}

const faultsOf = async (answer: Response) => {
  const { errors = [] } = (await answer.json()) as { errors?: Array<{ field: string }> };
  return [answer.status, ...errors.map(({ field }) => field)];
};

const SCRIPT = {
  segments: [
    { speaker: 'marcel', text: 'Good morning from the station. This is a test of the desk.' },
    {
      speaker: 'guest',
      text: 'And this is the answer of somebody else to it.',
      starts_topic: true,
    },
  ],
  voices: [{ speaker: 'guest', voice: 'flite:awb' }],
  format: 'wav',
};

it('speaks a script at the station’s loudness, once for a key, and keeps it in the library', async () => {
  const key = { 'idempotency-key': 'one-script' };
  const first = await post('/audio/generate', SCRIPT, key);
  const again = (await (await post('/audio/generate', SCRIPT, key)).json()) as AudioJob;
  const other = await post('/audio/generate', { ...SCRIPT, format: 'mp3' }, key);
  const job = await ended(first);

  expect([again.id, other.status]).toEqual([job.id, 409]);
  expect(job).toMatchObject({ state: 'completed', progress: { share: 1 }, error: null });
  expect(job.result?.integrated_lufs).toBeCloseTo(-16, 0);
  expect(job.result?.true_peak_dbtp).toBeLessThanOrEqual(-1);
  const file = await fetch(`${origin}${job.result?.url ?? ''}`, { headers: running.operator });
  const wav = Buffer.from(await file.arrayBuffer());
  expect([file.headers.get('content-type'), wav.toString('latin1', 0, 4)]).toEqual([
    'audio/wav',
    'RIFF',
  ]);
  expect((wav.length - 44) / (4 * 44_100)).toBeCloseTo(job.result?.duration_s ?? 0, 1);
}, 60_000);

it('puts jingles and a bed around text where that is asked', async () => {
  const text = 'A short text for the station.\n\nIt has two paragraphs.';
  const plain = await ended(await post('/audio/generate', { text }));
  const full = await ended(await post('/audio/generate', { text, with_music: true }));

  expect([plain.state, full.state]).toEqual(['completed', 'completed']);
  const longerS = (full.result?.duration_s ?? 0) - (plain.result?.duration_s ?? 0);
  expect(longerS).toBeGreaterThan(5); // Intro before the first word, finale after the last.
  expect(full.result?.integrated_lufs).toBeCloseTo(-16, 0);
}, 60_000);

it('normalises, trims and converts what is sent, and tells the silences', async () => {
  // A second of a tone, four of nothing, a second of it again.
  const content = sounding([1, 0, 0, 0, 0, 1]);
  const steps = {
    trim_silence: true,
    normalise: { target_lufs: -20 },
    convert: { format: 'flac' },
  };
  const job = await ended(await send(steps, content));

  expect(job).toMatchObject({ state: 'completed', result: { format: 'flac', warnings: [] } });
  expect(job.result?.duration_s).toBeCloseTo(2.8, 1);
  expect(job.result?.integrated_lufs).toBeCloseTo(-20, 0);
  expect(job.result?.trimmed_silences).toHaveLength(1);
  expect(job.result?.trimmed_silences[0]?.start_s).toBeCloseTo(1.4, 1);
  expect(job.result?.trimmed_silences[0]?.end_s).toBeCloseTo(4.6, 1);
}, 60_000);

it('lays a bed under a file of the library, and leaves the level of what is only converted', async () => {
  const one = await ended(await send({ convert: { format: 'wav' } }, sounding([1, 1, 1, 0, 1])));
  const bedded = await ended(
    await post('/audio/process', {
      file_id: one.result?.file_id,
      steps: { mix_bed: { bed: 'built_in' }, convert: { format: 'wav' } },
    }),
  );

  expect([one.state, bedded.state]).toEqual(['completed', 'completed']);
  expect(bedded.result?.duration_s).toBeCloseTo(5, 1);
  const levels = await Promise.all([one, bedded].map((job) => rmsDbfs(job, 3.2, 3.8)));
  // Silence of the source has the bed in it, well under the tone.
  expect(levels[0]).toBeLessThan(-90);
  expect(levels[1]).toBeGreaterThan(-60);
  // One channel becomes two that are as loud together.
  expect(await rmsDbfs(one, 1.2, 1.8)).toBeCloseTo(20 * Math.log10(0.05), 0);
}, 60_000);

async function rmsDbfs({ result }: AudioJob, fromS: number, toS: number): Promise<number> {
  const answer = await fetch(`${origin}${result?.url ?? ''}`, { headers: running.operator });
  const wav = Buffer.from(await answer.arrayBuffer());
  let sum = 0;
  const [from, to] = [Math.round(fromS * 44_100), Math.round(toS * 44_100)];
  for (let at = from; at < to; at++) sum += (wav.readInt16LE(44 + 4 * at) / 32_768) ** 2;
  return 10 * Math.log10(sum / (to - from) + 1e-12);
}

it('fails with the rule that a file breaks, and keeps what a job needs', async () => {
  const cut = sounding([1]).subarray(0, 44); // A header that promises, and nothing behind it.
  const job = await ended(await send({ master: true }, cut));

  expect(job).toMatchObject({ state: 'failed', result: null });
  expect(job.error).toMatchObject({ type: '/problems/audio/unusable', reason: 'has_sound' });
});

it('cancels with the job of the queue, and keeps its source until then', async () => {
  const queue = running.app.get(JobQueue, { strict: false });
  await queue.setPaused('default', true);
  const answer = await send({ master: true }, sounding([1, 1]));
  const { id } = (await answer.json()) as AudioJob;
  const waiting = await read<AudioJob>(`/api/v1/audio/jobs/${id}`);
  const status = await read<{ queue: { queued: number } }>('/api/v1/audio/status');
  const files = await read<{ items: Array<{ id: string; name: string }> }>(
    '/api/v1/media/files?kind=production&q=tone.wav&limit=1',
  );
  const source = `${api}/media/files/${files.items[0]?.id ?? ''}`;
  const remove = async () =>
    (await fetch(source, { method: 'DELETE', headers: running.operator })).status;
  const kept = await remove();
  await queue.cancel(id);
  await queue.setPaused('default', false);

  expect([waiting.state, status.queue.queued, kept]).toEqual(['queued', 1, 409]);
  expect((await read<AudioJob>(`/api/v1/audio/jobs/${id}`)).state).toBe('cancelled');
  expect(await remove()).toBe(204);
});

it('says nothing of a line between paragraphs', async () => {
  const job = await ended(await post('/audio/generate', { text: 'Hello.\n\n***\n\nWorld.' }));

  expect(job).toMatchObject({ state: 'completed', error: null });
}, 60_000);

it('keeps nothing of a request that is refused', async () => {
  const named = async (name: string) =>
    (await read<{ items: unknown[] }>(`/api/v1/media/files?q=${name}`)).items.length;
  const before = await named('tone.wav');
  const fresh = (n: number) => Buffer.concat([sounding([1]), Buffer.from(`refused ${n}`)]);

  expect(await faultsOf(await send({}, fresh(1)))).toEqual([422, 'steps']);
  expect(await faultsOf(await send({ master: null }, fresh(2)))).toEqual([422, 'steps.master']);
  const deep = JSON.parse('['.repeat(1_500) + ']'.repeat(1_500)) as object;
  expect(await faultsOf(await send(deep, fresh(3)))).toEqual([422, 'body']);
  expect(await faultsOf(await send({ master: true }, Buffer.from('no sound')))).toEqual([
    422,
    'file',
  ]);
  const id = '00000000-0000-4000-8000-000000000000';
  const bed = { mix_bed: { bed: id } };
  expect((await send(bed, fresh(4))).status).toBe(404);
  expect(await named('tone.wav')).toBe(before);
});

it('names every field that is wrong', async () => {
  const ask = async (path: string, content: object) => faultsOf(await post(path, content));

  expect(await ask('/audio/generate', {})).toEqual([422, 'text']);
  expect(await ask('/audio/generate', { text: 'x'.repeat(50_001) })).toEqual([422, 'text']);
  expect(await ask('/audio/generate', { text: 'Hello.', speaker: 'nobody' })).toEqual([
    422,
    'speaker',
  ]);
  const voices = [{ speaker: 'guest', voice: 'flite:none' }];
  expect(
    await ask('/audio/generate', {
      segments: [{ text: '...' }, { text: 'a', speaker: 'x' }],
      voices,
    }),
  ).toEqual([422, 'segments.0.text', 'voices.0.voice', 'segments.1.speaker']);
  expect(await ask('/audio/process', { steps: { master: true } })).toEqual([422, 'file_id']);
  const id = '00000000-0000-4000-8000-000000000000';
  expect(await ask('/audio/process', { show_id: id, steps: { master: true } })).toEqual([404]);
  expect(await ask('/audio/process', { file_id: id, steps: {} })).toEqual([422, 'steps']);
  expect(
    await ask('/audio/process', { file_id: id, steps: { normalise: { target_lufs: 0 }, x: 1 } }),
  ).toEqual([422, 'steps.x', 'steps.normalise.target_lufs']);
  expect(await ask('/audio/process', { file_id: id, steps: null })).toEqual([
    422,
    'steps',
    'steps',
  ]);
  const deep = JSON.parse('['.repeat(2_000) + ']'.repeat(2_000)) as object;
  expect(await ask('/audio/process', { file_id: id, steps: deep })).toEqual([422, 'body']);
});
