import { type Language, LANGUAGES } from '#kernel';
import { anArticle } from '#test/article';
import { type ClaimSet, type LabelledClaim, labelledClaims } from '#test/claim-sets';
import { newsroomRequest } from '#test/newsroom-stories';
import type { Article } from '../../story/story.js';
import { type Allowed, allowedFor, allowedWords } from './allowed-words.js';
import { checkClaims } from './check-claims.js';

/**
 * In the second set half of the plants are true words in the wrong place, in the third and fourth a third of them, which a
 * reader of words alone can only find where the words around them say so.
 */
const BOUNDS = {
  first: { ofAKindMin: 10, recallMin: 0.95, falseAlarmsMax: 0.05 },
  second: { ofAKindMin: 10, recallMin: 0.85, falseAlarmsMax: 0.1 },
  third: { ofAKindMin: 10, recallMin: 0.68, falseAlarmsMax: 0.06 },
  fourth: { ofAKindMin: 6, recallMin: 0.78, falseAlarmsMax: 0.06 },
  fifth: { ofAKindMin: 10, recallMin: 0.68, falseAlarmsMax: 0.11 },
} as const;
const SETS = Object.keys(BOUNDS) as ClaimSet[];

/** An article is read once, whatever is held against it, as in a show. */
const articles = new Map<LabelledClaim['source'], Article>();

function articleOf(source: LabelledClaim['source'], language: Language): Article {
  const known = articles.get(source);
  if (known) return known;
  const { body, publishedAt } = source;
  const fresh = anArticle({ id: 'a', outlet: 'Limmat Herald', body, language, publishedAt });
  articles.set(source, fresh);
  return fresh;
}

/** The marks a labelled claim gets among the stories of a whole show, as one line. */
function marksOf({ text, source }: LabelledClaim, language: Language, allowed: Allowed): string {
  const article = articleOf(source, language);
  const own = allowedFor({ segmentType: 'story', sources: [article.id] }, allowed);
  const onAir = { now: source.publishedAt, timeZone: 'UTC' };
  const marks = checkClaims({ text }, { sources: [article], language, allowed: own, onAir });
  return marks.map((mark) => `${mark.kind} "${mark.text}"`).join(', ');
}

const EACH = SETS.flatMap((set) => LANGUAGES.map((language) => [set, language] as const));

describe.each(EACH)('labelled claims, %s set, in %s', (set, language) => {
  const { ofAKindMin, recallMin, falseAlarmsMax } = BOUNDS[set];
  const claims = labelledClaims(language, set);
  const plants = claims.filter(({ label }) => label !== 'true');
  const truths = claims.filter(({ label }) => label === 'true');

  let allowed: Allowed;
  beforeAll(async () => {
    allowed = allowedWords(await newsroomRequest(language, 10));
  });

  it('has at least forty of each, and some of each kind of plant', () => {
    expect(truths.length).toBeGreaterThanOrEqual(40);
    for (const kind of ['name', 'number', 'date', 'quotation'])
      expect(plants.filter(({ label }) => label === kind).length).toBeGreaterThanOrEqual(
        ofAKindMin,
      );
  });

  it('finds planted falsehoods', () => {
    const missed = plants
      .filter((claim) => marksOf(claim, language, allowed) === '')
      .map(({ text }) => text);

    // The list shows what was missed where the share does not hold.
    if (missed.length > plants.length * (1 - recallMin)) expect(missed).toEqual([]);
    expect(missed.length / plants.length).toBeLessThanOrEqual(1 - recallMin);
  });

  it('lets true paraphrases pass', () => {
    const alarms = truths.flatMap((claim) => {
      const marks = marksOf(claim, language, allowed);
      return marks === '' ? [] : [`${claim.text} -> ${marks}`];
    });

    if (alarms.length > truths.length * falseAlarmsMax) expect(alarms).toEqual([]);
    expect(alarms.length / truths.length).toBeLessThanOrEqual(falseAlarmsMax);
  });
});
