import { LANGUAGES } from '../../src/kernel/index.js';
import { allowedFor, allowedWords } from '../../src/modules/content/script/claims/allowed-words.js';
import { checkClaims } from '../../src/modules/content/script/claims/check-claims.js';
import { outletName } from '../../src/modules/content/script/source/outlet.js';
import type {
  Script,
  ScriptRequest,
  ScriptWriter,
} from '../../src/modules/content/script/script.js';
import { splitSentences } from '../../src/modules/content/script/source/sentences.js';
import { newsroomRequest } from './newsroom-stories.js';

const signal = new AbortController().signal;

/** What must never be heard, in any language. */
const NEVER =
  /\bundefined\b|\bnull\b|\[object|\{|\}|https?:|www\.|\S@\S|…|\.\.|<|>|&(?:amp|quot|nbsp);|read more|click here|weiterlesen|lire la suite|sample text|•|\|/iu;

/** @returns Every sentence of a script in the order it is heard. */
export function sentencesOf(script: Script): string[] {
  return script.segments.flatMap(({ text }) => splitSentences(text, script.language));
}

/** @returns Seconds of a script by its own estimate. */
export function secondsOf(script: Script): number {
  return script.segments.reduce((sum, { estimatedSeconds }) => sum + estimatedSeconds, 0);
}

/** What every writer of scripts promises, whoever or whatever it is. */
export function obeysScriptWriterContract(createWriter: () => ScriptWriter): void {
  describe.each(LANGUAGES)('a script in %s', (language) => {
    let request: ScriptRequest;
    let script: Script;

    beforeAll(async () => {
      request = await newsroomRequest(language, 5);
      script = await createWriter().write(request, signal);
    });

    it('greets first and signs off last', () => {
      expect(script.segments.at(0)?.segmentType).toBe('greeting');
      expect(script.segments.at(-1)?.segmentType).toBe('sign_off');
    });

    it('names the station and the hosts, and says of a sample that its stories are invented', () => {
      const [greeting] = script.segments;

      expect(greeting?.text).toContain(request.stationName);
      for (const { name } of request.speakers) expect(greeting?.text).toContain(name);
      expect(greeting?.text).toMatch(/invented|erfunden|inventé|inventat|inventad/u);
    });

    it('fills the seconds within ten percent', () => {
      expect(Math.abs(secondsOf(script) - request.speechSecondsTarget)).toBeLessThan(30);
    });

    it('says no sentence twice', () => {
      const bare = sentencesOf(script).map((text) =>
        text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
      );

      expect(bare.filter((text, index) => bare.indexOf(text) !== index)).toEqual([]);
    });

    it('says nothing that is for the eye only', () => {
      expect(script.segments.map(({ text }) => text).filter((text) => NEVER.test(text))).toEqual(
        [],
      );
    });

    it('cites an article for every word of news', () => {
      const news = script.segments.filter(({ segmentType }) =>
        ['story', 'headlines', 'traffic', 'look_back'].includes(segmentType),
      );

      expect(news.filter(({ sources }) => sources.length === 0)).toEqual([]);
    });

    it('names the outlet of each story exactly once', () => {
      for (const storyId of script.storyIds) {
        const segments = script.segments.filter((segment) => segment.storyId === storyId);
        const text = segments.map((segment) => segment.text).join(' ');
        const story = request.stories.find(({ id }) => id === storyId);
        const own = story?.articles.filter((article) => article.language.startsWith(language));
        // A story that is translated names one of those it comes from.
        const articles = own?.length ? own : story?.articles;
        const outlets = new Set(articles?.map(({ outlet }) => outletName(outlet)));
        const said = [...outlets].map((outlet) => text.split(outlet).length - 1);

        expect({ storyId, most: Math.max(...said) }).toEqual({ storyId, most: 1 });
      }
    });

    it('claims nothing that its sources do not hold', () => {
      const articles = new Map(
        request.stories.flatMap((story) => story.articles).map((article) => [article.id, article]),
      );
      const allowed = allowedWords(request);
      const claims = script.segments.flatMap((segment) => {
        const sources = segment.sources.flatMap((id) => articles.get(id) ?? []);
        const own = { sources, language, allowed: allowedFor(segment, allowed), onAir: request };
        return checkClaims(segment, own);
      });

      expect(claims).toEqual([]);
    });

    it('leaves a script alone that has the right length', async () => {
      const measured = script.segments.map(
        ({ estimatedSeconds }) =>
          estimatedSeconds * (request.speechSecondsTarget / secondsOf(script)),
      );

      const fitted = await createWriter().fit(script, measured, request, signal);

      expect(fitted.segments).toEqual(script.segments);
    });
  });

  it.each([0.85, 0.93, 1.07, 1.2])(
    'fits a script whose takes last %d times as long as expected',
    async (pace) => {
      const request = await newsroomRequest('en', 5);
      const script = await createWriter().write(request, signal);
      const measured = script.segments.map(({ estimatedSeconds }) => estimatedSeconds * pace);

      const fitted = await createWriter().fit(script, measured, request, signal);

      const before = new Set(script.segments.map(({ text }) => text));
      const kept = fitted.segments.filter(({ text }) => before.has(text));
      expect(kept.length).toBeGreaterThan(script.segments.length * 0.6);
      expect(Math.abs(secondsOf(fitted) * pace - request.speechSecondsTarget)).toBeLessThan(
        request.speechSecondsTarget * 0.03,
      );
      const told = new Set(fitted.segments.flatMap(({ storyId }) => storyId ?? []));
      expect([...told]).toEqual(fitted.storyIds);
    },
  );
}
