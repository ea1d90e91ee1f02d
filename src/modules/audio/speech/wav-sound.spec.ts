import { wavSound } from './wav-sound.js';

/** @param dataBytes What the header says of the size of the sound. */
function wav(
  samples: readonly number[],
  { channels = 1, rateHz = 16_000, kind = 1, bits = 16, dataBytes = -1 } = {},
) {
  const sound = Buffer.alloc(2 * samples.length);
  samples.forEach((value, at) => sound.writeInt16LE(value, 2 * at));
  const head = Buffer.alloc(44 + 10);
  head.write('RIFF', 0);
  head.write('WAVE', 8);
  head.write('LIST', 12); // A chunk nobody asked for, of odd size.
  head.writeUInt32LE(1, 16);
  head.write('fmt ', 22);
  head.writeUInt32LE(16, 26);
  head.writeUInt16LE(kind, 30);
  head.writeUInt16LE(channels, 32);
  head.writeUInt32LE(rateHz, 34);
  head.writeUInt16LE(bits, 44);
  head.write('data', 46);
  head.writeUInt32LE(dataBytes < 0 ? sound.length : dataBytes, 50);
  return Buffer.concat([head, sound]);
}

describe('a WAV file', () => {
  it('gives its sound and its rate', () => {
    expect(wavSound(wav([1, -2, 3]))).toEqual({
      pcm: Int16Array.from([1, -2, 3]),
      sampleRateHz: 16_000,
    });
  });

  it.each([0, 0xffffffff, 9_999])(
    'that says its sound has %i bytes is read to its end',
    (dataBytes) => {
      expect(wavSound(wav([1, 2, 3, 4], { dataBytes }))?.pcm).toHaveLength(4);
    },
  );

  it('of two channels becomes one', () => {
    expect(wavSound(wav([10, 20, -10, -20], { channels: 2 }))?.pcm).toEqual(
      Int16Array.from([15, -15]),
    );
  });

  it.each([
    ['another coding', { kind: 6 }],
    ['24 bits', { bits: 24 }],
    ['no channels', { channels: 0 }],
    ['an impossible rate', { rateHz: 1 }],
  ])('of %s is refused', (_name, facts) => {
    expect(wavSound(wav([1, 2], facts))).toBeUndefined();
  });

  it.each([Buffer.alloc(0), Buffer.from('RIFF'), Buffer.from('<html>'.repeat(20))])(
    'is no %#',
    (bytes) => {
      expect(wavSound(bytes)).toBeUndefined();
    },
  );
});
