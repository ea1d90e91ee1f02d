import { DEFAULT_TIMELINE } from '#modules/audio';
import type { Script, Segment } from '#modules/content';
import { fitToMinutes } from './fit-to-minutes.js';

const segment = (text: string): Segment => ({
  segmentType: 'story',
  speakerId: 'marcel',
  text,
  sources: [],
  storyId: text,
  startsTopic: true,
  estimatedSeconds: 9,
  expendability: 30,
  unsupportedClaims: [],
});

const scriptOf = (count: number): Script => ({
  title: 'Show',
  language: 'en',
  segments: Array.from({ length: count }, (_, at) => segment(`story ${at}`)),
  storyIds: [],
  warnings: [],
  writer: 'built-in',
});

/** Writes as many stories of nine seconds as the speech has room for, as a writer does who knows of no pauses. */
async function fitted(start: number, targetS: number) {
  const asked: number[] = [];
  const script = await fitToMinutes(scriptOf(start), {
    targetS,
    timeline: DEFAULT_TIMELINE,
    music: [],
    secondsOf: ({ estimatedSeconds }) => estimatedSeconds,
    fit: async (_script, _seconds, speechS) => {
      asked.push(speechS);
      return scriptOf(Math.round(speechS / 9));
    },
  });
  return { count: script.segments.length, asked };
}

/** What a whole show of so many stories lasts, by the way the fitting is asked for the rest. */
async function lengthOf(count: number): Promise<number> {
  const { asked } = await fitted(count, 10_000);
  return 10_000 - (asked[0] ?? 0) + count * 9;
}

it('counts the pauses that a story more brings with it', async () => {
  const four = await lengthOf(4);
  const six = await lengthOf(6);
  expect(six - four).toBeGreaterThan(2 * 9);

  // Room for six stories, and the pauses of two: with those of six there is room for fewer.
  const { count, asked } = await fitted(2, six - 8);

  expect(asked.length).toBeGreaterThan(1);
  expect(Math.abs((await lengthOf(count)) - (six - 8))).toBeLessThanOrEqual(9);
});

it('leaves a script alone that is as long as it should be', async () => {
  const { count, asked } = await fitted(5, await lengthOf(5));

  expect(asked).toEqual([]);
  expect(count).toBe(5);
});

it('stops where nothing is left to add, and keeps what that warns of', async () => {
  let rounds = 0;
  const script = await fitToMinutes(scriptOf(2), {
    targetS: 600,
    timeline: DEFAULT_TIMELINE,
    music: [],
    secondsOf: ({ estimatedSeconds }) => estimatedSeconds,
    fit: async (one) => {
      rounds++;
      return { ...one, warnings: ['shorter'] };
    },
  });

  expect(rounds).toBe(1);
  expect(script.segments).toHaveLength(2);
  expect(script.warnings).toEqual(['shorter']);
});
