import type { Script, ScriptRequest, Segment } from '#modules/content';
import { Rewording } from './rewording.js';

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
const scriptOf = (segments: Segment[], warnings: string[] = []): Script => ({
  title: 'News',
  language: 'en',
  segments,
  storyIds: ['one'],
  warnings,
  writer: 'model',
});
const LEAD = 'The tram comes to the lake.';
const DETAILS = 'It runs every ten minutes.';
const script = scriptOf([segment(LEAD), segment(DETAILS)]);
const request = { seed: '7', subject: 'show-1', stories: [], newsCount: 3 } as never;
const { signal } = new AbortController();

function desk(answer: Script, isPaid: boolean) {
  const asked: ScriptRequest[] = [];
  const write = (wish: ScriptRequest) => {
    asked.push(wish);
    return Promise.resolve(answer);
  };
  return { asked, rewording: new Rewording({ isPaid, write } as never) };
}

describe('other words', () => {
  it('for the details of a story are details, whatever the length of its beginning', async () => {
    const other = scriptOf([segment('A tram is at the lake now.'), segment('Ten minutes.')]);
    const { rewording } = desk(other, false);

    const details = await rewording.reword(script, 1, request, signal);
    const lead = await rewording.reword(script, 0, request, signal);

    expect(details.segment.text).toBe('Ten minutes.');
    expect(lead.segment.text).toBe('A tram is at the lake now.');
  });

  it('are asked for once where they cost money, which is on the account of the show', async () => {
    const { asked, rewording } = desk(script, true);

    await expect(rewording.reword(script, 1, request, signal)).rejects.toThrow('no other words');
    await expect(rewording.reword(script, 1, request, signal)).rejects.toThrow('no other words');

    expect(asked).toHaveLength(2);
    expect(asked[0]).toMatchObject({ subject: 'show-1' });
    expect(asked[0]?.item).toMatch(/^segment 2 /);
    expect(asked[1]?.item).not.toBe(asked[0]?.item);
  });

  it('are tried for with several seeds where they cost nothing', async () => {
    const { asked, rewording } = desk(script, false);

    await expect(rewording.reword(script, 1, request, signal)).rejects.toThrow('no other words');

    expect(new Set(asked.map(({ seed }) => seed)).size).toBe(6);
  });

  it('come with what the writer warns of, but not with how long its few words are', async () => {
    const because = 'The script was written by built-in, because model could not: it failed.';
    const length = 'The sources hold 3 of the 5 minutes asked for.';
    const other = scriptOf([segment('A tram.'), segment('Ten minutes or so.')], [because, length]);
    const { rewording } = desk(other, false);

    const { warnings } = await rewording.reword(script, 1, request, signal);

    expect(warnings).toContain(because);
  });
});
