import type { Script, Segment } from '#modules/content';
import { StrictClaims } from './strict-claims.js';

const segment = (text: string, more: Partial<Segment> = {}): Segment => ({
  segmentType: 'story',
  speakerId: 'marcel',
  text,
  sources: ['a1'],
  storyId: 'one',
  startsTopic: false,
  estimatedSeconds: 3,
  expendability: 1,
  unsupportedClaims: [],
  ...more,
});
const STORY = segment('The tram comes.');
const { signal } = new AbortController();

/** Marks the texts that it is given as claims, wherever they stand. */
const settled = async (greeting: string, marked: string[], left: string[] = marked) => {
  const claims = (texts: string[], text: string) =>
    texts
      .filter((one) => text.includes(one))
      .map((one) => ({ kind: 'quotation' as const, text: one }));
  const script: Script = {
    title: 'News',
    language: 'en',
    segments: [
      segment(greeting, {
        segmentType: 'greeting',
        unsupportedClaims: marked.map((text) => ({ kind: 'quotation' as const, text })),
      }),
      STORY,
    ].map((one, at) => (at === 0 ? withoutStory(one) : one)),
    storyIds: ['one'],
    warnings: [],
    writer: 'model',
  };
  const check = (one: Script) =>
    Promise.resolve({
      ...one,
      segments: one.segments.map((each) => ({
        ...each,
        unsupportedClaims: claims(left, each.text),
      })),
    });
  const strict = new StrictClaims({ check } as never, {} as never);
  const { segments } = await strict.drop(script, {} as never, signal);
  return segments.map(({ text, unsupportedClaims }) => [text, unsupportedClaims.length]);
};

function withoutStory({ storyId: _none, ...rest }: Segment): Segment {
  return rest;
}

describe('a greeting with a claim that no source holds', () => {
  it('loses the sentence with it', async () => {
    expect(await settled('Good morning. Anna said "It is over." Welcome.', ['It is over'])).toEqual(
      [
        ['Good morning. Welcome.', 0],
        [STORY.text, 0],
      ],
    );
  });

  it('loses a quotation whole that has sentences of its own', async () => {
    const text = 'Good morning. Anna said: "It is over. We are done." Welcome to RadioX.';

    expect(await settled(text, ['It is over. We are done.'])).toEqual([
      ['Good morning. Welcome to RadioX.', 0],
      [STORY.text, 0],
    ]);
  });

  it('goes whole where the claim goes over the end of a sentence', async () => {
    expect(await settled('Good morning. It is over. We are done.', ['over. We are'])).toEqual([
      [STORY.text, 0],
    ]);
  });

  it('goes whole where what is left still claims something', async () => {
    const text = 'Good morning from the moon. Anna said "It is over."';

    expect(await settled(text, ['It is over'], ['the moon'])).toEqual([[STORY.text, 0]]);
  });
});
