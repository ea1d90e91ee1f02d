import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadSettings, ServiceSettings } from '#platform/config';
import { AudioDecoder } from '../decode/audio-decoder.js';
import { DecodeSettings } from '../decode/decode.settings.js';
import { Ffmpeg } from '../ffmpeg/ffmpeg.js';
import { FfmpegSettings } from '../ffmpeg/ffmpeg.settings.js';
import { FRAME_BYTES, PROGRAMME_RATE_HZ } from '../mix/mix-plan.js';
import { DecodedSounds } from './decoded-sounds.js';
import { JingleSettings } from './jingle.settings.js';

const SECONDS = 3;
const ONE_WAV_BYTES = SECONDS * PROGRAMME_RATE_HZ * FRAME_BYTES;

/** As the setting's default is: relative to where the process runs. */
let dataDir: string;
let upload: string;
const ffmpeg = new Ffmpeg(new FfmpegSettings());

beforeAll(async () => {
  dataDir = mkdtempSync(join('dist', 'data-'));
  upload = join(dataDir, 'upload');
  await ffmpeg.run({
    args: [...['-f', 'lavfi', '-i', `sine=440:d=${SECONDS}`], ...['-f', 'wav', 'out']],
    inputFiles: {},
    outputFiles: { out: upload },
    limits: { timeMs: 20_000, outputBytes: 10_000_000 },
  });
});
afterAll(async () => {
  await ffmpeg.onApplicationShutdown();
  rmSync(dataDir, { recursive: true });
});
beforeEach(() => {
  rmSync(join(dataDir, 'decoded'), { recursive: true, force: true });
});

function soundsOf(
  decodedBytesMax = 1_000_000_000,
  service: ServiceSettings = { dataDir } as never,
) {
  const decoder = new AudioDecoder(ffmpeg, new DecodeSettings());
  const settings = Object.assign(new JingleSettings(), { decodedBytesMax });
  return new DecodedSounds(decoder, settings, service);
}

const kept = (name: string) => join(dataDir, 'decoded', name);
const source = () => Promise.resolve(upload);

/** Puts a file there that was used last so many minutes ago. */
function leave(name: string, minutes: number, sizeBytes = 1_000): string {
  writeFileSync(kept(name), Buffer.alloc(sizeBytes));
  const at = new Date(Date.now() - minutes * 60_000);
  utimesSync(kept(name), at, at);
  return kept(name);
}

describe('decoded sounds', () => {
  it('are decoded into a data folder that is named by a relative path', async () => {
    for (const service of [
      { dataDir },
      loadSettings(ServiceSettings, { RADIOX_DATA_DIR: dataDir }),
    ])
      expect(
        (await soundsOf(undefined, service as never).decode('a', upload, 60)).facts,
      ).toMatchObject({
        durationS: SECONDS,
      });
  });

  it('lose what a killed process has left, and nothing else for it', async () => {
    const sounds = soundsOf(2.5 * ONE_WAV_BYTES);
    const { wav } = await sounds.decode('a', upload, 60);
    const [young, old] = [leave('b.wav.1.tmp', 50, ONE_WAV_BYTES), leave('c.mp3.tmp', 70)];
    const long = new Date(Date.now() - 3_600_000);
    utimesSync(wav, long, long);

    await sounds.decode('d', upload, 60);

    expect([wav, young, old].map((path) => existsSync(path))).toEqual([true, true, false]);
  });

  it('stay while somebody may be at them, however small the room', async () => {
    const sounds = soundsOf(1_000);
    const first = await sounds.wavOf('a', source, 60);
    const long = leave('z.wav', 20);

    await sounds.wavOf('b', source, 60);

    expect([first, long].map((path) => existsSync(path))).toEqual([true, false]);
  });

  it('are cut where only their beginning is wanted, and whole for others', async () => {
    const sounds = soundsOf();

    const part = await sounds.beginningOf('a', source, 2);

    const framesOf = async (wav: string) => Math.floor((await stat(wav)).size / FRAME_BYTES);
    expect((await framesOf(part)) / PROGRAMME_RATE_HZ).toBeCloseTo(2, 2);
    await expect(sounds.wavOf('a', source, 2)).rejects.toMatchObject({ broken: 'not_too_long' });
    const whole = await sounds.wavOf('a', source, 60);
    expect((await framesOf(whole)) / PROGRAMME_RATE_HZ).toBeCloseTo(SECONDS, 2);
  });
});
