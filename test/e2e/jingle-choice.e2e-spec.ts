import { setTimeout as sleep } from 'node:timers/promises';
import { SoundSources } from '#modules/audio';
import { type RunningApp, startApp } from '#test/app';

interface Jingle {
  readonly id: string;
  readonly status: string;
  readonly uses: number;
}
interface Show {
  readonly id: string;
  readonly status: string;
  readonly metadata: { readonly audio_duration: number };
}

const RATE_HZ = 44_100;
const INTRO_HZ = 1_237;
const BED_HZ = 3_011;

/** Stereo WAV, 16 bits. */
function tone(hz: number, seconds: number): Buffer {
  const wav = Buffer.alloc(44 + 4 * RATE_HZ * seconds);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(2, 22);
  wav.writeUInt32LE(RATE_HZ, 24);
  wav.writeUInt32LE(4 * RATE_HZ, 28);
  wav.writeUInt16LE(4, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(wav.length - 44, 40);
  for (let i = 0; i < RATE_HZ * seconds; i++) {
    const value = Math.round(9_000 * Math.sin((2 * Math.PI * hz * i) / RATE_HZ));
    wav.writeInt16LE(value, 44 + 4 * i);
    wav.writeInt16LE(value, 46 + 4 * i);
  }
  return wav;
}

/** How much of a pitch is in a second of a show, amplitude of full scale (Goertzel, 1958). */
function amountOf(hz: number, wav: Buffer, fromS: number): number {
  const data = wav.indexOf('data', 12, 'latin1') + 8;
  const turn = 2 * Math.cos((2 * Math.PI * hz) / RATE_HZ);
  let [a, b] = [0, 0];
  for (let i = 0; i < RATE_HZ; i++) {
    const sample = wav.readInt16LE(data + 4 * (Math.floor(fromS * RATE_HZ) + i)) / 32_768;
    [a, b] = [sample + turn * a - b, a];
  }
  return (2 * Math.sqrt(Math.max(0, a * a + b * b - turn * a * b))) / RATE_HZ;
}

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);

describe('jingles that the station chooses', () => {
  let running: RunningApp;
  let intro: Jingle;
  let bed: Jingle;

  const ask = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', url: string, payload?: object) =>
    running.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { ...running.operator, ...(method === 'PUT' && { 'if-match': '*' }) },
      ...(payload && { payload }),
    });
  const until = async <T extends { status: string }>(url: string, ends: readonly string[]) => {
    const endMs = performance.now() + 60_000;
    while (performance.now() < endMs) {
      const one = (await ask('GET', url)).json<T>();
      if (ends.includes(one.status)) return one;
      await sleep(100);
    }
    throw new Error(`${url} does not end.`);
  };
  const uploaded = async (kind: string, sound: Buffer) => {
    const kept = await running.app.inject({
      method: 'POST',
      url: `/api/v1/media/jingles?kind=${kind}&name=Tone`,
      headers: { ...running.operator, 'content-type': 'audio/wav' },
      payload: sound,
    });
    return until<Jingle>(`/media/jingles/${kept.json<Jingle>().id}`, ['ready', 'failed']);
  };
  const made = async (): Promise<Buffer> => {
    const body = { duration_minutes: 1, feeds: 'sample', seed: 1, export_format: 'wav' };
    const { id } = (await ask('POST', '/shows/generate', body)).json<Show>();
    const show = await until<Show>(`/shows/${id}`, ['completed', 'failed', 'cancelled']);
    expect(show.status).toBe('completed');
    const sound = await running.app.get(SoundSources, { strict: false }).ofShow(id);
    expect(sound.durationS).toBe(show.metadata.audio_duration);
    const file = /\/files\/([^"\/]+\.wav)"/u.exec(JSON.stringify(show))?.[1] ?? '';
    return (await ask('GET', `/shows/${id}/files/${file}`)).rawPayload;
  };

  beforeAll(async () => {
    running = await startApp({ AUDIO_JINGLES: 'built_in' });
    intro = await uploaded('intro', tone(INTRO_HZ, 14));
    bed = await uploaded('bed', tone(BED_HZ, 10));
  }, 60_000);
  afterAll(() => running.stop());

  it('must be there, be ready, and be of the place', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const wrong = await ask('PUT', '/audio/timeline', {
      intro_jingle: bed.id,
      bed_jingle: nobody,
      outro_jingle: 'loud',
    });
    const missing = await ask('PUT', '/audio/timeline', {
      intro_jingle: bed.id,
      bed_jingle: nobody,
    });

    expect([wrong.statusCode, missing.statusCode]).toEqual([422, 422]);
    expect(wrong.body).toContain('outro_jingle');
    expect(missing.json<{ errors: object[] }>().errors).toMatchObject([
      { field: 'intro_jingle', rule: expect.stringContaining('of kind intro') },
      { field: 'bed_jingle', rule: expect.stringContaining('There is no jingle') },
    ]);
  });

  it('are heard in a show, counted, and kept while they are named', async () => {
    const plain = await made();
    const chosen = { intro_jingle: intro.id, bed_jingle: bed.id, bridge_jingle: 'built_in' };
    const put = await ask('PUT', '/audio/timeline', chosen);
    const show = await made();

    expect(put.json()).toMatchObject({ ...chosen, outro_jingle: null, intro_s: 3 });
    // The intro at full level from the start, the bed under the middle, at its low level.
    expect(amountOf(INTRO_HZ, show, 0)).toBeGreaterThan(0.05);
    expect(amountOf(INTRO_HZ, plain, 0)).toBeLessThan(0.005);
    const bedAt = [15, 20, 25, 30].map((at) => amountOf(BED_HZ, show, at));
    const plainAt = [15, 20, 25, 30].map((at) => amountOf(BED_HZ, plain, at));
    expect(sum(bedAt)).toBeGreaterThan(2 * sum(plainAt));
    expect(Math.max(...bedAt)).toBeLessThan(0.05);
    for (const { id } of [intro, bed])
      expect((await ask('GET', `/media/jingles/${id}`)).json<Jingle>().uses).toBe(1);

    const refused = await ask('DELETE', `/media/jingles/${bed.id}`);
    expect([refused.statusCode, refused.json()]).toEqual([
      409,
      expect.objectContaining({ used_by: ['the timeline of the station, as its bed'] }),
    ]);
    await ask('PUT', '/audio/timeline', {});
    expect((await ask('DELETE', `/media/jingles/${bed.id}`)).statusCode).toBe(204);
  }, 120_000);
});
