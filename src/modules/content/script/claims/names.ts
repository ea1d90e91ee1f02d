import type { Language } from '#kernel';
import { grammarOf } from '../languages/grammars.js';
import { withoutQuotations } from '../source/sentences.js';
import { stem } from '../source/stemmer.js';
import { withoutFeasts } from './feasts.js';
import { NUMBER_LEXICONS } from './number-lexicon.js';
import { partsOf } from './number-word.js';
import { isCommonNoun, isRole } from './german-nouns.js';
import { isFirstName, mentionsIn } from './known-names.js';
import { bare, folded, type NameIndex, type Token, tokensOf } from './name-index.js';

/** Words of office and of every day that are written large before or in names and are no part of them. */
const TITLES =
  /^(?:captain|president|presidents|minister|prime|secretary|chancellor|dr|doctor|professor|prof|mr|mrs|ms|miss|coach|director|mayor|farmer|councillor|senator|governor|general|judge|chief|head|trainer|trainerin|präsident|präsidentin|bundespräsident|bundespräsidentin|stadtrat|direktor|direktorin|herr|frau|monsieur|madame|mme|mlle|messieurs|président|présidente|ministre|conseiller|conseillère|directeur|directrice|maire|entraîneur|signor|signora|sig|dott|presidente|ministro|ministra|sindaco|direttore|direttrice|onorevole|señor|señora|sr|sra|don|doña|alcalde|alcaldesa|consejero|consejera|king|queen|pope|sir|lady|roi|reine|pape|re|regina|papa|rey|reina|saint|st|sankt|san|santa|government|parliament|council|court|state|federal|city|canton|gouvernement|parlement|conseil|tribunal|état|etat|confédération|ville|governo|parlamento|consiglio|tribunale|stato|confederazione|città|cantone|gobierno|congreso|senado|tribunal|estado|ciudad|i|ai|internet|ja|nein|paese|paesi|año|años|chf|eur|usd|gbp|ok|tv|komma)$/iu;

/** @returns The names of a text that no source holds. */
export function unknownNames(text: string, index: NameIndex, language: Language): string[] {
  const said = withoutFeasts(withoutQuotations(text), language).replace(/\s+/gu, ' ');
  const unknown: string[] = [];
  const tokens = tokensOf(said, language);
  const spans = new Map<string, ReturnType<typeof mentionsIn>>();
  for (const { sentence } of tokens) {
    if (spans.has(sentence)) continue;
    const mentions = mentionsIn(sentence);
    spans.set(sentence, mentions);
    for (const { family, text: name } of mentions)
      if (!index.families.has(family) && !isInWords(name, index)) unknown.push(name);
  }
  tokens.forEach((token, at) => {
    if (!token.isCapital) return;
    const before = tokens[at - 1];
    const after = tokens[at + 1];
    if (isMixedPair(before, token, index)) {
      unknown.push(`${before?.word ?? ''} ${token.word}`);
      return;
    }
    const end = token.at + token.word.length;
    if (spans.get(token.sentence)?.some((one) => one.at < end && one.end > token.at)) return;
    if (!looksLikeName(token, before, after, language, index)) return;
    if (!isKnown(token.word, index, language)) unknown.push(token.word);
  });
  if (language === 'de') unknown.push(...swappedPlaces(tokens, index));
  return joinedNames(text, unknown);
}

/** All words of a well-known name stand in the sources: it may mean something else there. */
function isInWords(name: string, { words }: NameIndex): boolean {
  return name.split(/[^\p{L}\p{N}]+/u).every((word) => word === '' || words.has(folded(word)));
}

const PLACE = /^(\p{Lu}\p{L}{3,}?)(platz|see|strasse|gasse|allee|brücke|tal|berg|bahnhof)$/u;
/** Places of any town. */
const COMMON_PLACES =
  /^(?:Arbeits|Park|Spiel|Sport|Stell|Studien|Lehr|Ausbildungs|Camping|Sitz|Steh|Bau|Markt|Dorf|Haupt|Bade|Stau|Eisenbahn|Fuss|Tief|Detail|Kapi|Spi|Hospi|Quar)/u;

/** "Hasselbachplatz" where the sources know another place of the kind, and not this one. */
function swappedPlaces(tokens: readonly Token[], { words }: NameIndex): string[] {
  return tokens.flatMap(({ word }) => {
    const [, head = '', kind = ''] = PLACE.exec(word.replace(/ß/gu, 'ss')) ?? [];
    if (head === '' || COMMON_PLACES.test(head) || words.has(folded(word))) return [];
    const isKnownHead = words.has(folded(head)) || words.has(folded(head.replace(/s$/u, '')));
    const hasOther = [...words].some((one) => one.endsWith(folded(kind)) && one !== kind);
    const hasKind = kind === 'see' && words.has('see');
    return !isKnownHead && (hasOther || hasKind) ? [word] : [];
  });
}

/** Two known names that no source puts together: the first name of one, the surname of another. */
function isMixedPair(before: Token | undefined, token: Token, index: NameIndex): boolean {
  if (!before?.isCapital || !token.joined || TITLES.test(before.word) || isRole(before.word))
    return false;
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
  index: NameIndex,
): boolean {
  const { stopWords, weekdays, months } = grammarOf(language);
  const lower = token.word.toLowerCase();
  if (
    stopWords.has(lower) ||
    weekdays.includes(lower) ||
    months.includes(lower) ||
    TITLES.test(token.word) ||
    token.word.length < 2 ||
    isNumberWord(lower, language) ||
    /^[IVX]{2,}e?$/u.test(token.word)
  )
    return false;
  const nextIsCapital =
    after?.isCapital === true && after.joined && !stopWords.has(after.word.toLowerCase());
  const previousIsCapital =
    before?.isCapital === true && token.joined && !stopWords.has(before.word.toLowerCase());
  if (isFirstName(token.word) && (!token.startsSentence || nextIsCapital)) return true;
  if (language === 'de')
    return looksLikeGermanName(token, before, after, { previousIsCapital, nextIsCapital, index });
  if (!token.startsSentence) return true;
  return (
    nextIsCapital ||
    (SPEECH.test(after?.word ?? '') &&
      // "Within a month", "Ieri a Nairobi": a verb in French alone.
      (language === 'fr' || after?.word !== 'a') &&
      !/(?:s|ing|ly|ed|ment|tion)$/u.test(lower))
  );
}

/** "Charles the Third", "nineteen-year-old": numbers are checked as such. */
function isNumberWord(word: string, language: Language): boolean {
  const [first = '', ...rest] = word.split('-');
  return (
    (rest.length > 0 && isNumberWord(first, language)) ||
    /^(?:ottocento|novecento|settecento|seicento|cinquecento|quattrocento|trecento)$/u.test(word) ||
    partsOf(word.replace(/['’]s$/u, ''), NUMBER_LEXICONS[language]) !== undefined
  );
}

const SPEECH =
  /^(?:said|says|told|has|had|will|won|wins|announced|confirmed|warned|called|promised|scored|plays|leads|a|ha|va|dit|affirme|déclare|explique|annonce|confirme|promet|et|and|dice|afferma|spiega|annuncia|conferma|promette|dijo|afirma|explica|anuncia|confirma|promete|marcó|y|e)$/u;
const PLACE_PREPOSITION =
  /^(?:in|aus|nach|bei|von|gegen|für|zwischen|und|mit|um|über|durch|via|ob|laut|so)$/u;
const GERMAN_SPEECH =
  /^(?:sagte|sagt|erklärte|erklärt|meinte|meint|schrieb|teilte|betonte|betont|warnte|warnt|sagten|gewinnt|gewann|siegte|kündigte|bestätigte|bestätigt|versprach|verspricht|lobte|lobt|traf|trifft|erhöhte|hat|will)$/u;
const GERMAN_ARTICLE =
  /^(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|kein|keine|keinen|diese|dieser|dieses|diesen|diesem|jede|jeder|jedes|ihr|ihre|ihren|ihrer|sein|seine|seinen|seiner|alle|viele|mehr|weniger|einige|zum|zur|im|am|beim|vom|ins|ans|unser|unsere|welche|welcher|mehrere|wenige|keinerlei)$/iu;

/** "Verraten hat das Alter", "Wahrscheinlich hat": participles and adverbs stand in front as well. */
const GERMAN_NO_NAME =
  /^(?:(?:ver|ge|be|er|ent|zer|auf|aus|ein|an|ab|vor|zu)\p{Ll}+(?:en|t)|\p{L}+(?:lich|ig|isch|weise|mals|dings|stens|lings|wärts|sam|los)|gestern|vorgestern|heute|morgen|übermorgen|ans|aufs|ins|fürs|ums|durchs|übers|hinterm|unterm|überm|inzwischen|mittlerweile|immerhin|trotzdem|dagegen|zudem|bisher|zuvor|danach|dafür|dabei|dort|nun|jetzt|hier)$/iu;
const GERMAN_DAYS = /^(?:gestern|vorgestern|heute|morgen|übermorgen)$/iu;

const HOUSES =
  /^(?:\p{L}*verlag|Firma|Familie|Gemeinde|Hotel|Restaurant|Konzern|\p{L}*klub|\p{L}*club)$/iu;

interface Around {
  readonly previousIsCapital: boolean;
  readonly nextIsCapital: boolean;
  readonly index: NameIndex;
}

/** German writes every noun large: a name shows by its neighbours. */
function looksLikeGermanName(
  token: Token,
  before: Token | undefined,
  after: Token | undefined,
  { previousIsCapital, nextIsCapital, index }: Around,
): boolean {
  const followsFirstName = before !== undefined && token.joined && isFirstName(before.word);
  if (followsFirstName) return true;
  if (isCommonNoun(token.word) || isRole(token.word) || GERMAN_DAYS.test(token.word)) return false;
  const hasArticle = GERMAN_ARTICLE.test(before?.word ?? '');
  // "Verlag Muster", where no article makes one noun of both.
  if (previousIsCapital && before && HOUSES.test(before.word)) return true;
  // "Trainer Petrovic", "Familie Muster": what follows an office is a name.
  if (previousIsCapital && before && (isRole(before.word) || TITLES.test(before.word))) return true;
  if (previousIsCapital || nextIsCapital) {
    const other = nextIsCapital ? after : before;
    // A noun beside a name that the sources hold is a noun.
    if (other && !hasArticle && isHeldWord(other.word, index))
      return !token.startsSentence && !nextIsCapital;
    return !hasArticle || nextIsCapital;
  }
  if (token.startsSentence)
    return GERMAN_SPEECH.test(after?.word ?? '') && !hasArticle && !GERMAN_NO_NAME.test(token.word);
  if (hasArticle || before === undefined) return false;
  // "Mit Auflagen", "für Pendlerinnen": a plural, not a place.
  if (/^(?:mit|für|gegen|über|durch|um|ohne)$/u.test(before.word) && /en$/u.test(token.word))
    return false;
  return (
    PLACE_PREPOSITION.test(before.word) ||
    GERMAN_SPEECH.test(before.word) ||
    (after?.joined === true && GERMAN_SPEECH.test(after.word)) ||
    /[A-ZÄÖÜ].*[A-ZÄÖÜ]/u.test(token.word)
  );
}

function isHeldWord(word: string, { words }: NameIndex): boolean {
  const key = folded(word);
  return words.has(key) || words.has(bare(key)) || words.has(key.replace(/s$/u, ''));
}

const NAME_ENDING = /^(?:s|es|er|ers|ern|erin|erinnen|n|en|e)$/u;

function isKnown(word: string, index: NameIndex, language: Language): boolean {
  const key = folded(word);
  const forms = [key, bare(key)];
  // An elided article, a genitive; in Romance languages and in English names have no other endings.
  if (language === 'de') forms.push(key.replace(/e?s$/u, ''), key.replace(/n$/u, ''));
  if (language === 'en') forms.push(key.replace(/s$/u, ''), key.replace(/es$/u, ''));
  if (forms.some((form) => form.length > 1 && index.words.has(form))) return true;
  const isNameLike = language !== 'de' && language !== 'en';
  if (!isNameLike && index.stems.has(stem(key, language))) return true;
  if (
    key.includes('-') &&
    key.split('-').every((part) => part.length < 3 || isPartKnown(part, index, language))
  )
    return true;
  if (language !== 'de') return isDemonym(key, index, language) || hasDemonym(key, index, language);
  // "Winterthurer" for "Winterthur".
  return key.length >= 6 && [...endings(key)].some((known) => index.words.has(known));
}

/** What makes a place into its people, accents left out. */
const DEMONYM_ENDINGS: Readonly<Record<Exclude<Language, 'de'>, RegExp>> = {
  en: /(?:i?an|ean|ese|ish)s?$/u,
  fr: /(?:(?:i|e)?en(?:ne)?|aise?|oise?|aine?)s?$/u,
  it: /(?:es[ei]|an[oaie]|in[oaie])$/u,
  es: /(?:es(?:as?|es)?|an[oa]s?|en[oa]s?)$/u,
};
const PLACE_LETTERS_MIN = 4;

/** "Lyonnais" for "Lyon", "Cuneese" for "Cuneo". */
function isDemonym(key: string, { words }: NameIndex, language: Exclude<Language, 'de'>): boolean {
  const place = key.replace(DEMONYM_ENDINGS[language], '');
  if (place === key || place.length < PLACE_LETTERS_MIN) return false;
  const single = place.replace(/(\p{L})\1$/u, '$1');
  return [place, single].some((one) =>
    ['', 'a', 'e', 'i', 'o', 'u', 'y'].some((vowel) => words.has(one + vowel)),
  );
}

/** "Irlanda" where the sources have "irlandesas". */
function hasDemonym(key: string, { words }: NameIndex, language: Exclude<Language, 'de'>): boolean {
  const place = key.replace(/[aeiouy]$/u, '');
  if (place.length <= PLACE_LETTERS_MIN) return false;
  for (const word of words)
    if (
      word.length > place.length + 1 &&
      word.startsWith(place) &&
      word.replace(DEMONYM_ENDINGS[language], '') === place
    )
      return true;
  return false;
}

function isPartKnown(part: string, index: NameIndex, language: Language): boolean {
  return index.words.has(part) || (language === 'de' && isCommonNoun(part));
}

function* endings(key: string): Generator<string> {
  for (let cut = 1; cut <= 7 && key.length - cut >= 4; cut++)
    if (NAME_ENDING.test(key.slice(-cut))) yield key.slice(0, -cut);
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
