import { SeededRandom } from '#kernel';
import { PALETTES, paletteOf } from './palette.js';
import { contrast, mix } from './scene.js';

const all = Object.values(PALETTES).flat();

it.each(all.map((palette) => [palette.name, palette] as const))(
  '%s keeps every text readable',
  (_name, { ground, onGround, onSky, sky, accent }) => {
    expect(contrast(onGround, ground)).toBeGreaterThan(12);
    expect(contrast(accent, ground)).toBeGreaterThan(4.5);
    for (const share of [0, 0.5, 1]) {
      // The title reaches half way down the sky.
      expect(contrast(onSky, mix(sky[0], sky[1], share))).toBeGreaterThan(5.5);
    }
  },
);

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

it('picks the same palette for the same seed', () => {
  const name = (seed: string) => paletteOf('late_night', new SeededRandom(seed)).name;

  expect(name('7')).toBe(name('7'));
  expect(new Set(Array.from({ length: 20 }, (_, i) => name(String(i)))).size).toBe(3);
});
