import { plainText as cleanedText, withoutBoilerplate } from '../feed/document/clean.js';
import { unsupportedQuotations } from './claims/quotations.js';
import { readAnswer } from './model/model-answer.js';
import { isBoilerplate, sentencesWithGaps } from './source/clean-text.js';

/** Of what takes no longer than its length: these texts are many times as long as any article. */
const LIMIT_MS = 1_000;

const within = (work: () => unknown) => {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
};

describe('a text of strangers is judged in a time that grows with its length', () => {
  it.each([
    ['tags that never end', '<a'.repeat(100_000)],
    ['scripts that never end', '<script '.repeat(20_000)],
    ['white space', `a${'\n'.repeat(100_000)}b`],
    ['wide spaces', `a${'\u3000'.repeat(100_000)}b`],
    ['digits', `+1${'1'.repeat(100)}²`],
  ])('as news: %s', (_what, text) => {
    expect(within(() => sentencesWithGaps(text, 'en'))).toBeLessThan(LIMIT_MS);
    expect(within(() => withoutBoilerplate(cleanedText(text)))).toBeLessThan(LIMIT_MS);
  });

  it.each(['podcast ', 'kommentar ', 'the post ', 'abo ', 'aktualisiert ', 'a, '])(
    'as boilerplate: "%s" again and again',
    (word) => {
      expect(within(() => isBoilerplate(word.repeat(20_000)))).toBeLessThan(LIMIT_MS);
      expect(within(() => withoutBoilerplate(word.repeat(20_000)))).toBeLessThan(LIMIT_MS);
    },
  );

  it.each([
    ['capitals', 'A'.repeat(100_000)],
    ['capitals and marks', "A'".repeat(50_000)],
    ['names', 'Aa '.repeat(30_000)],
  ])('as the speaker of a quotation: %s', (_what, text) => {
    const own = `"This is what was said" ${text}`;

    expect(within(() => unsupportedQuotations(own, [own], [], 'en'))).toBeLessThan(LIMIT_MS);
  });

  it.each([
    ['a fence that never closes', `\`\`\`${' '.repeat(200_000)}`],
    ['commas', ', '.repeat(200_000)],
    ['brackets', '[{'.repeat(200_000)],
  ])('as an answer: %s', (_what, text) => {
    expect(within(() => readAnswer(text, new Map()))).toBeLessThan(LIMIT_MS);
  });
});
