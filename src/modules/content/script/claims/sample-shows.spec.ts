import { type Language, LANGUAGES } from '#kernel';
import { newsroomRequest } from '#test/newsroom-stories';
import { BuiltInScriptWriter } from '../built-in.script-writer.js';
import type { ScriptRequest } from '../script.js';
import { allowedFor, allowedWords } from './allowed-words.js';
import { checkClaims } from './check-claims.js';

/** Marks in the built-in writer's show, whose every sentence comes from its sources. */
async function marksIn(
  language: Language,
  minutes: number,
  wish: Partial<ScriptRequest> = {},
): Promise<string[]> {
  const request = await newsroomRequest(language, minutes, wish);
  const script = await new BuiltInScriptWriter().write(request, new AbortController().signal);
  const articles = new Map(
    request.stories.flatMap((story) => story.articles.map((article) => [article.id, article])),
  );
  const allowed = allowedWords(request);
  return script.segments.flatMap((segment) => {
    const sources = segment.sources.flatMap((id) => articles.get(id) ?? []);
    const held = { sources, language, allowed: allowedFor(segment, allowed), onAir: request };
    return checkClaims(segment, held).map(
      ({ kind, text }) => `${segment.segmentType} ${kind} "${text}": ${segment.text}`,
    );
  });
}

it.each([...LANGUAGES])(
  'marks nothing in the sample show of the built-in writer in %s',
  async (language) => {
    expect(await marksIn(language, 10)).toEqual([]);
  },
  20_000,
);

it.each([...LANGUAGES])(
  'marks no word of the house the morning after, whichever it chooses, in %s',
  async (language) => {
    const { now } = await newsroomRequest(language, 1);
    const morning = new Date(now.getTime() + 20 * 3_600_000);
    const seeds = Array.from({ length: 16 }, (_one, seed) => String(seed));
    const styles = ['energetic', 'casual', 'professional', 'local'] as const;
    const marks = await Promise.all(
      seeds.map((seed, at) =>
        marksIn(language, 3, { now: morning, seed, showStyle: styles[at % 4] ?? 'local' }),
      ),
    );

    expect(marks.flat()).toEqual([]);
  },
  20_000,
);
