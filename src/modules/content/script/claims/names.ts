import type { Language } from '#kernel';
import { grammarOf } from '../languages/grammars.js';
import { splitSentences, withoutQuotations } from '../sentences.js';
import { stem } from '../stemmer.js';

/** Names of one people in several forms: a source that says one supports the others. */
const KIN: readonly (readonly string[])[] = [
  [
    'swiss',
    'switzerland',
    'schweiz',
    'schweizer',
    'suisse',
    'svizzera',
    'svizzero',
    'suiza',
    'suizo',
  ],
  ['uk', 'britain', 'british', 'grossbritannien', 'britisch'],
  ['us', 'usa', 'america', 'american', 'amerika', 'washington'],
  ['french', 'france', 'frankreich', 'französisch'],
  ['dutch', 'netherlands', 'niederlande'],
  ['spanish', 'spain', 'spanien'],
  ['danish', 'denmark'],
  ['polish', 'poland'],
  ['greek', 'greece'],
  ['eu', 'european', 'europe', 'europa'],
];

/** Words of office that stand before a name and are no part of it. */
const TITLES =
  /^(?:captain|president|minister|dr|doctor|professor|prof|mr|mrs|ms|coach|director|mayor|farmer|trainer|trainerin|präsident|präsidentin|stadtrat|direktor|direktorin|monsieur|madame|signor|signora|señor|señora|king|queen|pope|sir|lady|saint|st)$/iu;

interface Token {
  readonly word: string;
  readonly isCapital: boolean;
  readonly startsSentence: boolean;
  /** Nothing but a space lies between it and the one before. */
  readonly joined: boolean;
}

/** What sources say, prepared for looking names up. */
export interface NameIndex {
  readonly words: ReadonlySet<string>;
  readonly lowerCase: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
  /** First and last words of the names of two words. */
  readonly firsts: ReadonlySet<string>;
  readonly lasts: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
}

/** @returns An index of the words of a text. */
export function indexNames(text: string, language: Language): NameIndex {
  const tokens = tokensOf(text, language);
  const words = new Set<string>();
  const lowerCase = new Set<string>();
  const pairs = new Set<string>();
  const firsts = new Set<string>();
  const lasts = new Set<string>();
  const stems = new Set<string>();
  tokens.forEach((token, index) => {
    const key = folded(token.word);
    words.add(key);
    for (const part of key.split('-')) words.add(part);
    stems.add(stem(key, language));
    if (!token.isCapital) lowerCase.add(key);
    const before = tokens[index - 1];
    if (!before || !token.joined) return;
    const first = bare(folded(before.word));
    pairs.add(`${first} ${bare(key)}`);
    if (!before.isCapital || !token.isCapital) return;
    firsts.add(first);
    lasts.add(bare(key));
  });
  return { words, lowerCase, pairs, firsts, lasts, stems };
}

/** @returns The names of a text that no source holds. */
export function unknownNames(text: string, index: NameIndex, language: Language): string[] {
  const unknown: string[] = [];
  const tokens = tokensOf(withoutQuotations(text).replace(/\s+/gu, ' '), language);
  tokens.forEach((token, at) => {
    if (!token.isCapital) return;
    const before = tokens[at - 1];
    const after = tokens[at + 1];
    if (!looksLikeName(token, before, after, language)) return;
    if (!isKnown(token.word, index, language)) unknown.push(token.word);
    else if (isMixedPair(before, token, index)) unknown.push(`${before?.word ?? ''} ${token.word}`);
  });
  return joinedNames(text, unknown);
}

/** Two known names that no source puts together: the first name of one, the surname of another. */
function isMixedPair(before: Token | undefined, token: Token, index: NameIndex): boolean {
  if (!before?.isCapital || !token.joined || TITLES.test(before.word)) return false;
  const [left, right] = [bare(folded(before.word)), bare(folded(token.word))];
  if (!index.firsts.has(left) || !index.lasts.has(right)) return false;
  if (index.lowerCase.has(left) || index.lowerCase.has(right) || /\d/u.test(right)) return false;
  return (
    !index.pairs.has(`${left} ${right}`) &&
    /^\p{L}+$/u.test(left) &&
    left.length > 2 &&
    right.length > 2
  );
}

function looksLikeName(
  token: Token,
  before: Token | undefined,
  after: Token | undefined,
  language: Language,
): boolean {
  const { stopWords, weekdays, months } = grammarOf(language);
  const lower = token.word.toLowerCase();
  if (
    stopWords.has(lower) ||
    weekdays.includes(lower) ||
    months.includes(lower) ||
    token.word.length < 2
  )
    return false;
  const nextIsCapital =
    after?.isCapital === true && after.joined && !stopWords.has(after.word.toLowerCase());
  const previousIsCapital =
    before?.isCapital === true && token.joined && !stopWords.has(before.word.toLowerCase());
  if (language === 'de')
    return looksLikeGermanName(token, before, after, previousIsCapital, nextIsCapital);
  if (!token.startsSentence) return true;
  return (
    nextIsCapital ||
    (/^(?:said|says|told|has|had|will|won|wins|a|ha|va|dijo|dice|dit|et|and|y|e)$/u.test(
      after?.word ?? '',
    ) &&
      !/(?:s|ing|ly|ed|ment|tion)$/u.test(lower))
  );
}

const PLACE_PREPOSITION = /^(?:in|aus|nach|bei|von|gegen|für|zwischen|und|mit|um)$/u;
const GERMAN_SPEECH =
  /^(?:sagte|sagt|erklärte|meinte|schrieb|teilte|betonte|warnte|sagten|gewinnt|gewann|siegte|kündigte|hat|will)$/u;
/** Endings of German nouns that are rarely names. */
const NOUN_ENDING =
  /(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|ion|ionen|tät|täten|nis|nisse|tum|ling|chen|lein|mus|enz|anz|eur|eure|ismus|ment|mente|erin|erinnen|zeit|zeiten|jahr|jahre|jahren|tag|tage|tagen|woche|wochen|stunde|stunden|minute|minuten|prozent|franken|euro|dollar|meter|metern|kilometer|uhr|grad|menschen|personen|leute|leuten|fahrgäste|gäste|arbeit|arbeiten|geld|haus|häuser|zahl|zahlen|angaben|person|teil|teile|teilen|hälfte|drittel|viertel|ende|anfang|mitte|folge|folgen|grund|gründe|gründen|weg|wege|wasser|strom|kraft|platz|plätze|strasse|strassen|bau|bauten|kosten|stellen|anbieter|unternehmen|firma|firmen|behörden|polizei|stadt|kanton|regierung|schweizer|sport|wirtschaft)$/iu;

/** German writes every noun large: a name shows by its neighbours. */
function looksLikeGermanName(
  token: Token,
  before: Token | undefined,
  after: Token | undefined,
  previousIsCapital: boolean,
  nextIsCapital: boolean,
): boolean {
  if (NOUN_ENDING.test(token.word)) return false;
  const article =
    /^(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|kein|keine|diese|dieser|dieses|diesen|diesem|jede|jeder|jedes|ihr|ihre|ihren|ihrer|sein|seine|seinen|seiner|alle|viele|mehr|weniger|einige|zum|zur|im|am|beim|vom|ins|ans)$/iu.test(
      before?.word ?? '',
    );
  if (previousIsCapital || nextIsCapital) return true;
  if (token.startsSentence) return GERMAN_SPEECH.test(after?.word ?? '') && !article;
  if (article || before === undefined) return false;
  return (
    PLACE_PREPOSITION.test(before.word) ||
    GERMAN_SPEECH.test(before.word) ||
    (after?.joined === true && GERMAN_SPEECH.test(after.word)) ||
    /[A-ZÄÖÜ].*[A-ZÄÖÜ]/u.test(token.word)
  );
}

function isKnown(word: string, index: NameIndex, language: Language): boolean {
  const key = folded(word);
  const forms = [key, bare(key), key.replace(/e?s$/u, ''), key.replace(/n$/u, '')];
  if (forms.some((form) => form.length > 1 && index.words.has(form))) return true;
  if (index.stems.has(stem(key, language))) return true;
  if (key.includes('-') && key.split('-').every((part) => part.length < 3 || index.words.has(part)))
    return true;
  const kin = KIN.find((family) => family.includes(bare(key)));
  if (kin?.some((form) => index.words.has(form))) return true;
  // "Winterthurer" for "Winterthur", "Kompositionen" for "Komposition".
  return (
    key.length >= 6 &&
    [...index.words].some(
      (known) =>
        known.length >= 5 &&
        Math.abs(known.length - key.length) <= 3 &&
        (known.startsWith(key) || key.startsWith(known)),
    )
  );
}

function tokensOf(text: string, language: Language): Token[] {
  return splitSentences(text, language).flatMap((sentence) => {
    const matches = [...sentence.matchAll(/[\p{L}\p{N}]+(?:[-’'.&][\p{L}\p{N}]+)*/gu)];
    return matches.map((match, index): Token => {
      const elided =
        language === 'fr' || language === 'it'
          ? match[0].replace(
              /^(?:\p{L}|qu|dell|nell|all|dall|sull|un|quell|jusqu|lorsqu|puisqu)['’](?=\p{L})/iu,
              '',
            )
          : match[0];
      const previous = matches[index - 1];
      const gap =
        previous === undefined
          ? ''
          : sentence.slice(previous.index + previous[0].length, match.index);
      const afterColon =
        /[:–—]\s["“„«]?$/u.test(sentence.slice(0, match.index)) ||
        /^["“„«»'‘¿¡(\s]*$/u.test(sentence.slice(0, match.index));
      return {
        word: elided,
        isCapital: /^\p{Lu}/u.test(elided),
        startsSentence: afterColon,
        joined: gap === ' ' && elided === match[0],
      };
    });
  });
}

function folded(word: string): string {
  return word
    .toLowerCase()
    .replace(/ß/gu, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/’/gu, "'");
}

function bare(word: string): string {
  return word.replace(/'s$|'$/u, '');
}

/** "Peter" and "Muster" next to each other are one name. */
function joinedNames(text: string, names: readonly string[]): string[] {
  const joined: string[] = [];
  for (const name of names) {
    const last = joined.at(-1);
    if (last !== undefined && text.includes(`${last} ${name}`))
      joined[joined.length - 1] = `${last} ${name}`;
    else joined.push(name);
  }
  return [...new Set(joined)];
}
