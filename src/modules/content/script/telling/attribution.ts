import type { Language } from '#kernel';
import { NUMBER_LEXICONS } from '../claims/number-lexicon.js';
import { partsOf } from '../claims/number-word.js';
import type { Desk } from './desk.js';
import { capitalised } from '../source/headline.js';
import { grammarOf } from '../languages/grammars.js';
import type { Material } from '../source/material.js';
import type { Candidate } from '../source/pick.js';
import { onePerOutlet, spokenOutlet } from '../source/outlet.js';
import type { Attributions } from '../phrases/hand-overs/hand-overs.js';
import type { Phrase } from '../phrases/phrase.js';
import { quotationsIn, withoutQuotations } from '../source/sentences.js';
import { spokenAge, spokenMoment } from '../source/spoken-age.js';
import { wordsOf } from '../source/stemmer.js';

/** A sentence of more words takes no source at its end as well. */
const SUFFIX_WORDS_MAX = 26;

/** A clause that stands before the sentence it belongs to. */
const EARLY_CLAUSE = /^[^,.:]{3,60}, /u;

/** A sentence as it is said, and the one of the source that it was. */
export interface Told {
  readonly text: string;
  readonly candidate: Candidate;
}

/** @returns The opening of a story with its outlets named once: in a sentence that can take it, before one, or after all. */
export function attributed(
  told: readonly Told[],
  material: Material,
  desk: Desk,
  { isWhole, isLead }: { readonly isWhole: boolean; readonly isLead: boolean },
): readonly Told[] {
  const [first, second] = onePerOutlet(material.articles).map(({ outlet }) =>
    spokenOutlet(outlet, desk.language),
  );
  const all = second === undefined ? desk.book.one : desk.book.two;
  const values: Record<string, string> =
    second === undefined ? { outlet: first ?? '' } : { first: first ?? '', second };
  const naming: Naming = { forms: withoutEcho(all, Object.values(values)), values, desk };
  const { forms } = naming;
  const [opening] = told;
  if (!opening) return told;
  const age =
    spokenAge(opening.candidate.article.publishedAt, desk.request) ??
    (isLead ? momentOf(material, desk) : undefined);
  if (age !== undefined) return withAge(told, age, naming);
  if (opening.candidate.part === 'title') return withTitle(told, naming);
  const canLead = forms.before.length > 0 && startsSmall(opening.text, desk.language);
  const at = told.findIndex(({ text }, index) => index < 2 && takesSuffix(text, desk.language));
  // "According to the Herald, after seventeen years, the club": nobody says two beginnings in a row.
  const isStacked = EARLY_CLAUSE.test(opening.text);
  const readsBadly =
    isStacked ||
    opening.text.includes(':') ||
    grammarOf(desk.language).reporting.test(withoutQuotations(opening.text));
  if (at >= 0 && (readsBadly || !desk.picker.chance(0.25))) return withSuffix(told, at, naming);
  // "The Herald reports:" is read, not said: where the language has a better way, that goes first. A sentence about
  // the source sounds like the end of a story that goes on.
  const isBetterClosed =
    readsBadly || (!canLead && forms.before.length > 0) || desk.picker.chance(0.5);
  if (isBetterClosed && (isWhole || !canLead || readsBadly)) {
    const closed = withSentence(told, naming);
    if (closed) return closed;
  }
  return led(told, canLead && (isStacked || !readsBadly) ? forms.before : forms.lead, naming);
}

/** When its outlets wrote of it, where that is the same for all of them: a show opens with a when. */
function momentOf({ articles }: Material, { request }: Desk): string | undefined {
  const moments = new Set(articles.map(({ publishedAt }) => spokenMoment(publishedAt, request)));
  return moments.size === 1 ? [...moments][0] : undefined;
}

function led(
  told: readonly Told[],
  phrases: readonly Phrase[],
  { values, desk }: Naming,
): readonly Told[] {
  const [opening] = told;
  if (!opening) return told;
  const lead = capitalised(desk.picker.any(phrases, values));
  const text = lead.endsWith(': ') ? afterColon(opening.text, desk.language) : small(opening.text);
  return told.with(0, { ...opening, text: `${lead}${text}` });
}

interface Naming {
  readonly forms: Attributions;
  readonly values: Readonly<Record<string, string>>;
  readonly desk: Desk;
}

/** Letters in which a verb and the name of an outlet sound alike. */
const ECHO_LETTERS = 4;

/** "Meldet die Tagesmeldung", "writes the Daily Writer": another verb, where there is one. */
function withoutEcho(forms: Attributions, outlets: readonly string[]): Attributions {
  const names = outlets.join(' ').toLowerCase();
  const echoes = (phrase: Phrase): boolean =>
    (typeof phrase === 'string' ? phrase : phrase.say)
      .replace(/\{\w+\}/gu, ' ')
      .split(/[^\p{L}]+/u)
      .some((word) => word.length > ECHO_LETTERS && names.includes(word.slice(0, ECHO_LETTERS)));
  const clear = (phrases: readonly Phrase[]): readonly Phrase[] => {
    const others = phrases.filter((phrase) => !echoes(phrase));
    return others.length > 0 ? others : phrases;
  };
  return {
    agedSuffix: clear(forms.agedSuffix),
    agedSentence: clear(forms.agedSentence),
    suffix: clear(forms.suffix),
    before: clear(forms.before),
    lead: clear(forms.lead),
    sentence: clear(forms.sentence),
    title: clear(forms.title),
  };
}

/** News of days ago says so, whatever it opens with. */
function withAge(told: readonly Told[], age: string, { forms, values, desk }: Naming) {
  const aged: Naming = {
    desk,
    values: { ...values, age },
    forms: { ...forms, suffix: forms.agedSuffix, sentence: forms.agedSentence },
  };
  const at = told.findIndex(
    ({ text, candidate }, index) =>
      index < 2 && candidate.part !== 'title' && takesSuffix(text, desk.language),
  );
  if (at >= 0) return withSuffix(told, at, aged);
  const last = told.at(-1);
  if (!last) return told;
  const sentence = capitalised(desk.picker.any(aged.forms.sentence, aged.values));
  return told.with(-1, { ...last, text: `${last.text} ${sentence}` });
}

/** A title is no sentence that could end in "according to": the outlet stands before it or comes with the next one. */
function withTitle(told: readonly Told[], naming: Naming): readonly Told[] {
  const { forms, desk } = naming;
  const [title, next] = told;
  if (!title) return told;
  if (next && takesSuffix(next.text, desk.language)) return withSuffix(told, 1, naming);
  if (title.text.includes(':')) {
    const closed = withSentence(told, naming);
    if (closed) return closed;
  }
  const canLead = forms.before.length > 0 && startsSmall(title.text, desk.language);
  return led(told, canLead ? forms.before : [...forms.title, ...forms.lead], naming);
}

function withSuffix(told: readonly Told[], at: number, { forms, values, desk }: Naming) {
  const chosen = told[at];
  if (!chosen) return told;
  const suffix = desk.picker.any(
    forms.suffix.filter((form) => !chosen.text.includes(startOf(form))),
    values,
  );
  return told.with(at, { ...chosen, text: chosen.text.replace(/[.!]$/u, `${suffix}.`) });
}

/** Behind all that is said in one go, so that it comes between no sentence and the one that leans on it. */
function withSentence(
  told: readonly Told[],
  { forms, values, desk }: Naming,
): readonly Told[] | undefined {
  const sentence = desk.picker.fresh(forms.sentence, values);
  const last = told.at(-1);
  if (sentence === undefined || !last) return undefined;
  return told.with(-1, { ...last, text: `${last.text} ${capitalised(sentence)}` });
}

/** Two clauses that start alike, ", as expected, as the Herald reports", trip a listener. */
function startOf(form: Phrase): string {
  const text = typeof form === 'string' ? form : form.say;
  return `${text.split(' ').slice(0, 2).join(' ').replace(/\{.*/u, '').trimEnd()} `;
}

/** @returns Whether ", as the Herald reports" can end the sentence without a second "said" or a muddle of commas. */
function takesSuffix(text: string, language: Language): boolean {
  if (!/[\p{L}\p{N}%][.]$/u.test(text) || wordsOf(text).length > SUFFIX_WORDS_MAX) return false;
  // Behind another clause it would speak of that clause alone; German hangs it on the whole.
  if (language !== 'de' && /,\s/u.test(text)) return false;
  if (quotationsIn(text).length > 0 || /[:;()–—]/u.test(text)) return false;
  const { reporting } = grammarOf(language);
  return !reporting.test(withoutQuotations(text));
}

/** @returns The text as it goes on after a colon: small where its language and its first word are. */
export function afterColon(text: string, language: Language): string {
  return language === 'en' || language === 'de' || !startsSmall(text, language)
    ? text
    : small(text);
}

/** Its first word is no name and no noun that is written large. */
function startsSmall(text: string, language: Language): boolean {
  const word = /^\p{Lu}[\p{Ll}’']*/u.exec(text)?.[0].toLowerCase();
  if (word === undefined) return false;
  const bare = word.replace(/['’].*$/u, '');
  return (
    grammarOf(language).smallStarts.has(bare) ||
    partsOf(bare, NUMBER_LEXICONS[language]) !== undefined
  );
}

function small(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
