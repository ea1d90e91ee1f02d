import type { Script, Segment } from '#modules/content';
import { compareScripts, compareWords } from './compare-scripts.js';

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
const script: Script = {
  title: 'News',
  language: 'en',
  segments: [
    segment('Good morning.', { segmentType: 'greeting', sources: [], chapter: 'Welcome' }),
    segment('The tram comes.', { startsTopic: true, chapter: 'Tram' }),
    segment('It is late.', { speakerId: 'jarvis' }),
    segment('The lake is warm.', { startsTopic: true, chapter: 'Lake', storyId: 'two' }),
  ],
  storyIds: ['one', 'two'],
  warnings: [],
  writer: 'built-in',
};
describe('two versions side by side', () => {
  it('tell what was added, removed and changed, with its words', () => {
    const [, tram, ...others] = script.segments as [Segment, Segment, ...Segment[]];
    const segments = [
      { ...tram, text: 'The new tram comes.' },
      ...others,
      segment('Good bye.', { speakerId: 'jarvis' }),
    ];
    const later = { ...script, segments };

    const found = compareScripts(script, later);

    expect(found.map(({ state, fromN, toN }) => [state, fromN, toN])).toEqual([
      ['removed', 1, null],
      ['changed', 2, 1],
      ['same', 3, 2],
      ['same', 4, 3],
      ['added', null, 4],
    ]);
    expect(found[1]?.words).toEqual([
      { state: 'same', text: 'The' },
      { state: 'added', text: 'new' },
      { state: 'same', text: 'tram comes.' },
    ]);
  });

  it('are the same where nothing differs', () => {
    expect(compareScripts(script, script).every(({ state }) => state === 'same')).toBe(true);
  });

  it('do not compare texts that would take for ever word by word', () => {
    const long = (word: string) => `${word} `.repeat(2000).trim();

    expect(compareWords(`${long('one')} end`, `${long('other')} END`)).toHaveLength(2);
  });

  it('compare only what differs: one word of a long text is one word', () => {
    const long = 'word '.repeat(2000);

    expect(compareWords(long, `new ${long}`)[0]).toEqual({ state: 'added', text: 'new' });
  });

  const words = (from: number, count: number) =>
    Array.from({ length: count }, (_one, at) => `w${(from + at * 7).toString(36)}`).join(' ');
  const scriptOf = (texts: readonly string[]): Script => ({
    ...script,
    segments: texts.map((text) => segment(text)),
  });
  const many = (count: number, textOf: (at: number) => string) =>
    scriptOf(Array.from({ length: count }, (_one, at) => textOf(at)));

  it.each<[string, Script, Script]>([
    [
      '600 segments, all of them rewritten',
      many(600, (at) => words(at * 1000, 60)),
      many(600, (at) => words(at * 1000 + 600_001, 60)),
    ],
    [
      '400 segments of 950 words, all of them changed',
      many(400, (at) => words(at, 950)),
      many(400, (at) =>
        words(at + 3, 950)
          .split(' ')
          .toReversed()
          .join(' '),
      ),
    ],
    [
      '1,000 segments of 5,000 characters that differ in the last one',
      many(1000, (at) => `${'a '.repeat(2480)} ${at}`),
      many(1000, (at) => `${'a '.repeat(2480)} ${at + 1000}`),
    ],
  ])('take no longer than the event loop can wait: %s', (_what, from, to) => {
    const cpuMs = () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    };
    const tries = [1, 2, 3].map(() => {
      const started = cpuMs();
      compareScripts(from, to);
      return cpuMs() - started;
    });

    expect(Math.min(...tries)).toBeLessThan(100);
  });
});
