import type { Language } from '#kernel';
import { grammarOf } from '../languages/grammars.js';

const CLOSERS = '"”“»«’\')]';

/** Starts of German sentences that follow a number with a stop: "auf Platz 3. Das Team". */
const GERMAN_STARTS =
  /^["„«]?(?:Der|Die|Das|Den|Dem|Ein|Eine|Im|In|Am|An|Auf|Aus|Bei|Mit|Nach|Es|Er|Sie|Zu|Zum|Zur|Für|Wer|Wie|Was|Dies|Auch|Damit|Doch|Zudem|Bis|Seit|Vor|Nun|Dort|Danach)\s/u;

/**
 * Splits plain text into sentences; a blank line or line break always ends one. Stops in abbreviations, initials,
 * ordinals and numbers end none, and a quotation stays whole with the words that say whose it is.
 */
export function splitSentences(text: string, language: Language): string[] {
  return text
    .split(/\s*\n\s*/u)
    .filter((paragraph) => paragraph.trim() !== '')
    .flatMap((paragraph) => splitParagraph(paragraph.trim().replace(/\s+/gu, ' '), language));
}

function splitParagraph(text: string, language: Language): string[] {
  const whole = cut(text, language, true);
  // A quotation mark that never closes would swallow the rest of the paragraph.
  return whole.length === 1 || whole.every(hasBalancedQuotes) ? whole : cut(text, language, false);
}

function cut(text: string, language: Language, minding: boolean): string[] {
  const sentences: string[] = [];
  const quotes = new QuoteDepth();
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (minding) quotes.see(char, text.charAt(at - 1));
    if (!/[.!?…]/u.test(char)) continue;
    let end = at + 1;
    while (end < text.length && /[.!?…]/u.test(text.charAt(end))) end += 1;
    while (
      end < text.length &&
      CLOSERS.includes(text.charAt(end)) &&
      text.charAt(end - 1) !== ' '
    ) {
      if (minding) quotes.see(text.charAt(end), text.charAt(end - 1));
      end += 1;
    }
    if (quotes.isOpen && text.startsWith(' »', end)) {
      quotes.see('»', ' ');
      end += 2;
    }
    at = end - 1;
    if (quotes.isOpen || !endsSentence(text, start, end, language)) continue;
    sentences.push(text.slice(start, end).trim());
    start = end;
  }
  const rest = text.slice(start).trim();
  if (rest !== '') sentences.push(rest);
  return sentences;
}

function endsSentence(text: string, start: number, end: number, language: Language): boolean {
  if (end >= text.length) return true;
  if (text.charAt(end) !== ' ') return false;
  const next = text.slice(end).trimStart();
  if (!/^(?:[-–—]\s)?["“„«»'‘¿¡([]*\s?[\p{Lu}\p{N}]/u.test(next)) return false;
  const before = text.slice(start, end);
  if (!/[^.!?…]\.$/u.test(before)) return true;
  return !endsInAbbreviation(before, next, language);
}

function endsInAbbreviation(before: string, next: string, language: Language): boolean {
  const { abbreviations, months } = grammarOf(language);
  const word = /(\S+)\.$/u.exec(before)?.[1]?.replace(/^["“„«»'‘([]+/u, '') ?? '';
  const lower = word.toLowerCase();
  const twoWords = /(\S+ \S+)\.$/u.exec(before)?.[1]?.toLowerCase() ?? '';
  if (abbreviations.includes(lower) || abbreviations.includes(twoWords)) {
    // "at 5 p.m. The" and "etc. Die" end a sentence as often as not: a new start decides.
    return !(
      /^(?:a\.m|p\.m|etc|usw|u\.s|u\.k|u\.n|ecc|inc|ltd|co|corp|m|st|no|fig|art)$/u.test(lower) &&
      startsAnew(next, language, lower)
    );
  }
  // An initial; behind a figure a unit: "entre 3 h et 6 h.".
  if (/^\p{L}$/u.test(word)) return !/\d \p{Ll}\.$/u.test(before);
  if (/^(?:\p{Lu}\.)+\p{Lu}$/u.test(word)) return !startsAnew(next, language, lower);
  if (language === 'de' && /^\d{1,2}$/u.test(word)) {
    const follower = /^[\p{L}]+/u.exec(next)?.[0]?.toLowerCase() ?? '';
    return months.includes(follower) || !GERMAN_STARTS.test(next);
  }
  return false;
}

function startsAnew(next: string, language: Language, abbreviation: string): boolean {
  const word = /^["“„«]?([\p{L}]+)/u.exec(next)?.[1] ?? '';
  if (abbreviation === 'st' || abbreviation === 'no' || abbreviation === 'm') return false;
  return (
    grammarOf(language).smallStarts.has(word.toLowerCase()) ||
    grammarOf(language).stopWords.has(word.toLowerCase())
  );
}

/** @returns Whether every quotation and bracket that opens in the text closes in it. */
export function hasBalancedQuotes(text: string): boolean {
  const quotes = new QuoteDepth();
  for (let at = 0; at < text.length; at++) quotes.see(text.charAt(at), text.charAt(at - 1));
  return !quotes.isOpen && !quotes.isBroken && balancedBrackets(text);
}

function balancedBrackets(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '(' || char === '[') depth += 1;
    if (char === ')' || char === ']') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Follows quotation marks of all five languages through a text. */
class QuoteDepth {
  #closer = '';
  #broken = false;

  get isOpen(): boolean {
    return this.#closer !== '';
  }

  /** A mark closed what was never opened. */
  get isBroken(): boolean {
    return this.#broken;
  }

  see(char: string, previous: string): void {
    if (!/["“”„«»]/u.test(char)) return;
    if (this.#closer.includes(char)) {
      this.#closer = '';
      return;
    }
    if (this.#closer !== '') return; // A quotation inside a quotation.
    const opens: Readonly<Record<string, string>> = {
      '„': '“”"',
      '“': '”"',
      '«': '»',
      '»': '«',
      '"': '"',
    };
    const closer = opens[char];
    const atStart = previous === '' || /[\s([—–-]/u.test(previous);
    if (closer === undefined || !atStart) this.#broken = true;
    else this.#closer = closer;
  }
}

/** @returns What stands between quotation marks, without the marks. */
export function quotationsIn(text: string): string[] {
  return [...text.matchAll(/„([^“”"]+)[“”"]|“([^”"]+)[”"]|«([^»]+)»|»([^«]+)«|"([^"]+)"/gu)].map(
    (match) =>
      (
        (match.slice(1) as (string | undefined)[]).find((group) => group !== undefined) ?? ''
      ).trim(),
  );
}

/** @returns The text with every quotation taken out. */
export function withoutQuotations(text: string): string {
  return text.replace(/„[^“”"]+[“”"]|“[^”"]+[”"]|«[^»]+»|»[^«]+«|"[^"]+"/gu, ' ');
}
