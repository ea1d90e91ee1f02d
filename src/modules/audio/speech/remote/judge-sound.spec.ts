import { SeededRandom } from '#kernel';
import { faultOfSound } from './judge-sound.js';

const RATE_HZ = 16_000;
const TEXT = { characters: 60, rate: 1 };
const random = new SeededRandom('noise');
const tone = (seconds: number, peak = 9_000) => ({
  pcm: Int16Array.from({ length: seconds * RATE_HZ }, (_, at) => peak * Math.sin(at / 10)),
  sampleRateHz: RATE_HZ,
});

describe('the sound of a provider', () => {
  it('may be sixty characters of speech', () => {
    expect(faultOfSound(tone(4), TEXT)).toBeUndefined();
  });

  it.each([
    ['nothing', tone(0), /no sound/u],
    ['a second of them', tone(1), /cut off/u],
    ['a minute', tone(60), /too long/u],
    ['silence', tone(4, 100), /silent/u],
    [
      'noise',
      {
        pcm: Int16Array.from({ length: 4 * RATE_HZ }, () => 40_000 * (random.next() - 0.5)),
        sampleRateHz: RATE_HZ,
      },
      /noise/u,
    ],
  ])('of %s is not', (_name, sound, says) => {
    expect(faultOfSound(sound, TEXT)).toMatch(says);
  });

  it('that was asked for twice as fast may be half as long', () => {
    expect(faultOfSound(tone(1), { characters: 60, rate: 2 })).toBeUndefined();
  });
});
