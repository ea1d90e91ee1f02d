import { type Language, LANGUAGES } from '#kernel';
import { newsroomRequest } from '#test/newsroom-stories';
import { BuiltInScriptWriter } from '../built-in.script-writer.js';
import { allowedFor, allowedWords } from './allowed-words.js';
import { checkClaims } from './check-claims.js';

/** Marks in the built-in writer's show, whose every sentence comes from its sources. */
async function marksIn(language: Language, minutes: number): Promise<string[]> {
  const request = await newsroomRequest(language, minutes);
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
