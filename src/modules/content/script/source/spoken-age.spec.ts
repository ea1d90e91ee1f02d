import type { Language } from '#kernel';
import { newsroomRequest } from '#test/newsroom-stories';
import { BuiltInScriptWriter } from '../built-in.script-writer.js';
import { spokenMoment } from './spoken-age.js';

const published = new Date('2026-05-20T05:30:00Z'); // Half past seven in Zurich.

async function at(language: Language, now: string) {
  return { ...(await newsroomRequest(language, 5)), now: new Date(now) };
}

it.each<[Language, string, string, string | undefined]>([
  ['en', 'in the evening', '2026-05-20T17:00:00Z', 'this morning'],
  ['de', 'in the evening', '2026-05-20T17:00:00Z', 'heute Morgen'],
  ['fr', 'the next morning', '2026-05-21T05:00:00Z', undefined],
  ['it', 'the same morning', '2026-05-20T09:00:00Z', undefined],
  ['es', 'before five hours are over', '2026-05-20T10:20:00Z', undefined],
  ['es', 'two days later', '2026-05-22T05:00:00Z', undefined],
])('says in %s, %s, when a report is of', async (language, _when, now, moment) => {
  expect(spokenMoment(published, await at(language, now))).toBe(moment);
});

it('says it of the story that opens the show, and of no other', async () => {
  const request = await at('fr', '2026-05-20T18:00:00Z');

  const { segments } = await new BuiltInScriptWriter().write(request, new AbortController().signal);

  const stories = segments.filter(({ segmentType }) => segmentType === 'story');
  const dated = stories.filter(({ text }) => /(?:rapportait|écrivait)[^.]* ce matin/u.test(text));
  expect(dated).toEqual([stories[0]]);
  expect(dated[0]?.unsupportedClaims).toEqual([]);
});
