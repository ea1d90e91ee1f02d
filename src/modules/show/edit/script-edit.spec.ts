import { InvalidInput } from '#kernel';
import { spokenText } from '#modules/audio';
import type { Script, Segment } from '#modules/content';
import { edited, type ScriptChange } from './script-edit.js';

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
const speaker = (id: string) => ({ id, charactersPerSecond: 10 }) as never;
const limits = {
  speakers: [speaker('marcel'), speaker('jarvis')],
  articleIds: new Set(['a1']),
  spoken: (text: string) => spokenText(text, 'en'),
};
const texts = (changes: ScriptChange[]) =>
  edited(script, changes, limits).segments.map(({ text }) => text);

describe('an edit', () => {
  it('changes words and speaker, and nothing else', () => {
    const after = edited(script, [{ op: 'change', n: 3, text: 'It is on time now.' }], limits);

    expect(after.segments[2]).toMatchObject({ text: 'It is on time now.', speakerId: 'jarvis' });
    expect(after.segments[2]?.estimatedSeconds).toBe(1.8);
    expect(after.segments.toSpliced(2, 1)).toEqual(script.segments.toSpliced(2, 1));
  });

  it('counts by the script that was read, whatever the order of the changes', () => {
    const changes: ScriptChange[] = [
      { op: 'delete', n: 1 },
      { op: 'move', n: 4, after: 0 },
      { op: 'insert', after: 3, text: 'Wait for it.', speaker: 'marcel' },
      { op: 'change', n: 2, text: 'The tram has come.' },
    ];

    const expected = ['The lake is warm.', 'The tram has come.', 'It is late.', 'Wait for it.'];
    expect(texts(changes)).toEqual(expected);
    expect(texts(changes.toReversed())).toEqual(expected);
  });

  it('lets what goes on after a segment speak of the same sources', () => {
    const [, , inserted] = edited(
      script,
      [{ op: 'insert', after: 2, text: 'More of it.', speaker: 'jarvis' }],
      limits,
    ).segments;

    expect(inserted).toMatchObject({ sources: ['a1'], storyId: 'one', startsTopic: false });
  });

  it('hands bridge and chapter on when the first segment of a topic goes', () => {
    const [, next] = edited(script, [{ op: 'delete', n: 2 }], limits).segments;

    expect(next).toMatchObject({ text: 'It is late.', startsTopic: true, chapter: 'Tram' });
  });

  it.each<[string, ScriptChange, string[]]>([
    [
      'hands them on when it is moved away, and keeps them where another topic is before it',
      { op: 'move', n: 2, after: 4 },
      ['Welcome', 'It is late. Tram', 'Lake', 'The tram comes. Tram'],
    ],
    [
      'has them no more when it is moved behind others of its topic',
      { op: 'move', n: 2, after: 3 },
      ['Welcome', 'It is late. Tram', 'The tram comes.', 'Lake'],
    ],
    [
      'keeps them when it is moved to where it is',
      { op: 'move', n: 2, after: 1 },
      ['Welcome', 'The tram comes. Tram', 'It is late.', 'Lake'],
    ],
  ])('of the first segment of a topic %s', (_what, change, expected) => {
    const { segments } = edited(script, [change], limits);

    const said = segments.map(({ text, chapter }) =>
      chapter === 'Welcome' || chapter === 'Lake' ? chapter : `${text} ${chapter ?? ''}`.trim(),
    );
    expect(said).toEqual(expected);
    const topics = segments.filter(({ startsTopic }) => startsTopic).map(({ chapter }) => chapter);
    expect(topics).toEqual(
      segments.flatMap(({ chapter = 'Welcome' }) => (chapter === 'Welcome' ? [] : [chapter])),
    );
  });

  it('forgets a story of which nothing is told any more', () => {
    expect(edited(script, [{ op: 'delete', n: 4 }], limits).storyIds).toEqual(['one']);
  });

  it.each<[string, ScriptChange[]]>([
    ['changes.0.n', [{ op: 'change', n: 5, text: 'x' }]],
    ['changes.0.after', [{ op: 'insert', after: 5, text: 'x', speaker: 'marcel' }]],
    ['changes.0.speaker', [{ op: 'change', n: 1, speaker: 'bob' }]],
    [
      'changes.0.sources.0',
      [{ op: 'insert', after: 1, text: 'x', speaker: 'marcel', sources: ['?'] }],
    ],
    [
      'changes.1.n',
      [
        { op: 'delete', n: 1 },
        { op: 'change', n: 1, text: 'x' },
      ],
    ],
    [
      'changes.1.n',
      [
        { op: 'delete', n: 1 },
        { op: 'move', n: 1, after: 2 },
      ],
    ],
    ['changes.0.text', [{ op: 'change', n: 2, text: 'Привет, Цюрих' }]],
    ['changes.0.text', [{ op: 'insert', after: 2, text: '你好', speaker: 'marcel' }]],
    ['changes', [1, 2, 3, 4].map((n): ScriptChange => ({ op: 'delete', n }))],
  ])('refuses a wrong %s', (field, changes) => {
    expect(() => texts(changes)).toThrow(InvalidInput);
    expect(() => texts(changes)).toThrow(field);
  });
});
