import { LANGUAGES } from '#kernel';
import { newsroomRequest } from '#test/newsroom-stories';
import { BuiltInScriptWriter } from '../built-in.script-writer.js';
import { phraseBookOf } from '../phrases/phrase-books.js';
import type { StyleName } from '../script.js';

const { signal } = new AbortController();
const STYLES: readonly StyleName[] = ['fresh_morning', 'professional_afternoon', 'late_night'];

it.each(LANGUAGES)('says where the sources are before it says goodbye, in %s', async (language) => {
  const sources = phraseBookOf(language).signOffSources.map((phrase) =>
    typeof phrase === 'string' ? phrase : phrase.say,
  );
  for (const style of STYLES) {
    const request = await newsroomRequest(language, 5, { style });
    const { segments } = await new BuiltInScriptWriter().write(request, signal);
    const bye = segments.find(({ segmentType }) => segmentType === 'sign_off')?.text;

    expect(bye).toMatch(
      new RegExp(`${request.stationName}.*\\. (?:${sources.join('|')}) .+[.!]$`, 'u'),
    );
  }
});
