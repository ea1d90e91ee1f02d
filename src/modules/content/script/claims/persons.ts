import type { Language } from '#kernel';
import { grammarOf } from '../languages/grammars.js';
import { isCommonNoun } from './german-nouns.js';
import { mentionsIn } from './known-names.js';
import { stem } from '../source/stemmer.js';
import { folded } from './name-index.js';
import type { Reading } from './quantities.js';
import { nearness, contentNear, surroundingsOf } from './surroundings.js';

/** Who is told of a deed has next to none of its words near the name, and another person has many. */
const OWN_MAX = 0.75;
const LEAD_MIN = 1;
const FULL_NAME =
  /(?<![\p{L}\p{N}.’'-])(\p{Lu}[\p{L}’'-]+(?: (?:(?:von|van|de|di|del|della|da|dos|el|al|ten|la|le|du) )*\p{Lu}[\p{L}’'-]+){1,5})(?![\p{L}\p{N}-])/gu;
/** A thing, or a part of another name. */
const ARTICLE_BEFORE =
  /(?:^|[\s(])(?:the|a|an|der|die|das|den|dem|des|im|am|zum|zur|vom|beim|le|la|les|du|des|au|aux|il|lo|i|gli|del|della|dello|dei|al|alla|dal|dalla|nel|nella|sul|sulla|el|los|las|un|una|une|eine?[nmrs]?|in|en|auf|nach|at|near)\s$/iu;

interface Person {
  readonly surname: string;
  /** Where the surname stands in the line. */
  readonly at: number;
}

/**
 * @returns Names of persons in a text whom the sources have, and tell something else of: near their name stands next to
 * nothing of what the text says of them, and near the name of another person most of it.
 */
export function deedsOfOthers(
  own: Reading,
  sources: readonly Reading[],
  language: Language,
): string[] {
  const known = sources.map((source) => ({ source, people: peopleIn(source.line, language) }));
  const surnames = new Set(known.flatMap(({ people }) => people.map(({ surname }) => surname)));
  if (surnames.size < 2) return [];
  const words = surroundingsOf(own, language);
  const said = peopleSaid(own.line, surnames);
  const named = new Set(said.map(({ surname }) => surname));
  // A name is always near itself.
  const ownWords = new Set(
    [...own.line.matchAll(FULL_NAME)]
      .flatMap(([, name = '']) => name.split(' ').slice(-2))
      .concat(said.map(({ text }) => text))
      .map((word) => stem(folded(word), language)),
  );
  const found = said.flatMap(({ surname, at, text }) => {
    const told = contentNear(at, words).filter((stem) => !ownWords.has(stem));
    const near = (who: (name: string) => boolean): number =>
      Math.max(
        0,
        ...known.flatMap(({ source, people }) =>
          people
            .filter((person) => who(person.surname))
            .map((person) => nearness(told, person.at, surroundingsOf(source, language))),
        ),
      );
    const mine = near((name) => name === surname);
    const theirs = near((name) => !named.has(name));
    return mine <= OWN_MAX && theirs - mine >= LEAD_MIN ? [text] : [];
  });
  return [...new Set(found)];
}

/** Every place of the surname of whoever is once named in full. */
function peopleIn(line: string, language: Language): Person[] {
  const surnames = new Set<string>();
  for (const match of line.matchAll(FULL_NAME)) {
    const [, name = ''] = match;
    if (!isPerson(name, line.slice(0, match.index), language)) continue;
    surnames.add(folded(name.split(' ').at(-1) ?? '').replace(/['’]s$/u, ''));
  }
  return peopleSaid(line, surnames);
}

function isPerson(name: string, before: string, language: Language): boolean {
  const { stopWords, months, weekdays } = grammarOf(language);
  // Offices stand before the name.
  const words = name
    .split(' ')
    .filter((word) => /^\p{Lu}/u.test(word))
    .slice(-2);
  if (ARTICLE_BEFORE.test(before.slice(-10)) || mentionsIn(words.join(' ')).length > 0)
    return false;
  return words.every((word) => {
    const lower = word.toLowerCase();
    return (
      !stopWords.has(lower) &&
      !months.includes(lower) &&
      !weekdays.includes(lower) &&
      !(language === 'de' && isCommonNoun(word)) &&
      !/^\p{Lu}+$/u.test(word)
    );
  });
}

function peopleSaid(
  line: string,
  surnames: ReadonlySet<string>,
): Array<Person & { readonly text: string }> {
  return [...line.matchAll(/(?<![\p{L}\p{N}’'-])\p{Lu}[\p{L}’'-]+/gu)].flatMap((match) => {
    const surname = folded(match[0]).replace(/['’]s$/u, '');
    return surnames.has(surname) ? [{ surname, at: match.index, text: match[0] }] : [];
  });
}
