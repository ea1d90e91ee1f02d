import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWav } from '../analysis/wav-reader.js';
import { StereoWav } from './stereo-wav.js';

const FRAMES = 1_000;
const FLOAT = 3;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stereo-wav-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A stereo WAV of floats whose left side counts and whose right side is a half. */
function wav({ dataBytes = 8 * FRAMES, channels = 2, rateHz = 44_100, rest = '' } = {}): string {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(FLOAT, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rateHz, 24);
  head.writeUInt16LE(32, 34);
  head.write('data', 36);
  head.writeUInt32LE(dataBytes, 40);
  const sound = Buffer.alloc(8 * FRAMES);
  for (let frame = 0; frame < FRAMES; frame++) {
    sound.writeFloatLE(frame / FRAMES, 8 * frame);
    sound.writeFloatLE(0.5, 8 * frame + 4);
  }
  const file = join(folder, 'sound.wav');
  writeFileSync(file, Buffer.concat([head, sound, Buffer.from(rest)]));
  return file;
}

function heard(file: string): { frames: number; read: number; last: number } {
  const sound = new StereoWav(file);
  const [left, right] = [new Float32Array(2 * FRAMES), new Float32Array(2 * FRAMES)];
  try {
    const read = sound.read(left, right);
    return { frames: sound.frames, read, last: (left[read - 1] ?? 0) + (right[read - 1] ?? 0) };
  } finally {
    sound.close();
  }
}

const WHOLE = { frames: FRAMES, read: FRAMES, last: expect.closeTo(1.499, 4) as number };

it.each([8 * FRAMES, 0, 0xffffffff, 8 * FRAMES + 8_000])(
  'a WAV that says its sound has %i bytes is read to its end, and knows how long it is',
  (dataBytes) => {
    const file = wav({ dataBytes });
    let analysed = 0;

    expect(heard(file)).toEqual(WHOLE);
    expect(readWav(file, (left) => (analysed += left.length)).frames).toBe(FRAMES);
    expect(analysed).toBe(FRAMES);
  },
);

it('what follows the sound is not played', () => {
  const file = wav({ rest: `LIST${'x'.repeat(800)}` });

  expect(heard(file)).toEqual(WHOLE);
  expect(readWav(file, () => undefined).frames).toBe(FRAMES);
});

it.each([
  ['one channel', { channels: 1 }],
  ['another rate', { rateHz: 48_000 }],
])('a WAV of %s is refused', (_name, facts) => {
  expect(() => new StereoWav(wav(facts))).toThrow('not a stereo WAV at 44.1 kHz');
});

it('what is no WAV is refused', () => {
  const file = join(folder, 'page.html');
  writeFileSync(file, '<html>'.repeat(100));

  expect(() => new StereoWav(file)).toThrow('not a WAV');
  expect(() => readWav(file, () => undefined)).toThrow(RangeError);
});
