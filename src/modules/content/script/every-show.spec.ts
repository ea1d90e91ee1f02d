import { LANGUAGES } from '#kernel';
import { JARVIS, LUCY, MARCEL, newsroomRequest } from '#test/newsroom-stories';
import { sentencesOf } from '#test/script-writer.contract';
import { BuiltInScriptWriter } from './built-in.script-writer.js';
import { partOf, TOP_STORIES } from './plan/running-order.js';
import { openingOf } from './telling/openings.js';
import type { Script, ScriptRequest } from './script.js';

const { signal } = new AbortController();
const writer = new BuiltInScriptWriter();

const STYLES = ['fresh_morning', 'professional_afternoon', 'chill_evening', 'late_night'] as const;
const SHOW_STYLES = ['balanced', 'energetic', 'professional', 'casual'] as const;

function repeated(items: readonly string[]): string[] {
  return items.filter((item, at) => items.indexOf(item) !== at);
}

/** What may stand at the end of a show, or at its start, whatever it is about. */
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

describe.each(LANGUAGES)('every show in %s', (language) => {
  const shows: Array<{ request: ScriptRequest; script: Script }> = [];

  beforeAll(async () => {
    for (const [at, minutes] of [1, 2, 5, 30].entries()) {
      for (const seed of ['one', 'two']) {
        const request = await newsroomRequest(language, minutes, {
          seed,
          style: STYLES[(at + seed.length) % 4] ?? 'fresh_morning',
          showStyle: SHOW_STYLES[at] ?? 'local',
          ...(seed === 'two' && {
            speakers: [MARCEL, JARVIS, LUCY],
            weather: {
              city: 'Aarau',
              temperatureC: 0.6,
              condition: 'pluie',
              highC: 9,
              lowC: -4,
              source: 'Open-Meteo',
            },
            bitcoin: { usd: 97_251, change24hPercent: 2.14, source: 'CoinGecko' },
          }),
        });
        shows.push({ request, script: await writer.write(request, signal) });
      }
    }
  });

  it('has no two segments that begin with the same three words', () => {
    const alike = shows.map(({ script }) =>
      repeated(script.segments.map(({ text }) => openingOf(text))),
    );

    expect(alike.flat()).toEqual([]);
  });

  it('says no sentence twice', () => {
    const twice = shows.map(({ script }) => repeated(sentencesOf(script).map(letters)));

    expect(twice.flat()).toEqual([]);
  });

  it('starts every sentence large and leaves no sign that nobody can say', () => {
    const odd = shows
      .flatMap(({ script }) => sentencesOf(script))
      .filter((sentence) =>
        /^\p{Ll}|\s[,.;](?!\p{N})|,[,.]| {2}|\(\s|[{}#@…]|\.\./u.test(sentence),
      );

    expect(odd).toEqual([]);
  });

  it('tells several stories, even in a minute', () => {
    for (const { script } of shows) expect(script.storyIds.length).toBeGreaterThan(1);
  });

  it('keeps the parts of a bulletin together behind the top stories, with those added later', async () => {
    const quicker = await Promise.all(
      shows.map(async ({ script, request }) => {
        const measured = script.segments.map(({ estimatedSeconds }) => estimatedSeconds * 0.7);
        return { request, script: await writer.fit(script, measured, request, signal) };
      }),
    );

    const parts = [...shows, ...quicker].map(({ script, request }) => {
      const told = script.segments.filter(({ segmentType }) => segmentType === 'story');
      return [...new Set(told.flatMap(({ storyId }) => storyId ?? []))]
        .slice(TOP_STORIES)
        .flatMap((id) => request.stories.find((story) => story.id === id) ?? [])
        .map(({ category }) => partOf(category));
    });

    expect(parts).toEqual(parts.map((numbers) => numbers.toSorted((a, b) => a - b)));
    expect(parts.flat().length).toBeGreaterThan(10);
  });

  it('looks back on stories in the order in which they were told, and not on the one just told', () => {
    const places = shows.flatMap(({ script, request }) => {
      const review = script.segments.find(({ segmentType }) => segmentType === 'look_back');
      const told = [...new Set(script.segments.flatMap(({ storyId }) => storyId ?? []))];
      const storyOf = (source: string): string | undefined =>
        request.stories.find(({ articles }) => articles.some(({ id }) => id === source))?.id;
      const order = told.filter(
        (id) => request.stories.find((story) => story.id === id)?.category !== 'traffic',
      );
      return review
        ? [review.sources.map((source) => order.length - 1 - order.indexOf(storyOf(source) ?? ''))]
        : [];
    });

    expect(places.length).toBeGreaterThan(0);
    expect(places).toEqual(places.map((fromEnd) => fromEnd.toSorted((a, b) => b - a)));
    expect(places.flat().filter((fromEnd) => fromEnd === 0)).toEqual([]);
  });

  it('lets both hosts speak where there is time', () => {
    for (const { script, request } of shows.filter(
      ({ request: { speechSecondsTarget } }) => speechSecondsTarget > 150,
    ))
      for (const { id } of request.speakers.slice(0, 2))
        expect(script.segments.filter(({ speakerId }) => speakerId === id).length).toBeGreaterThan(
          2,
        );
  });
});
