import type { Measure, Weight } from './scene.js';

export interface Box {
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface TitleLimits extends Box {
  readonly linesMax: number;
  readonly sizeMaxPx: number;
  /** Long words are broken, then the end is cut off, before a title gets smaller than this. */
  readonly sizeMinPx: number;
  /** Distance of baselines in font sizes. */
  readonly leading: number;
}

export interface FittedTitle {
  readonly sizePx: number;
  readonly lines: readonly string[];
}

const TITLE_WEIGHT: Weight = 800;
/** Parts of a word that is too long for a line. */
const WORD_PART_CHARACTERS_MIN = 4;
/** Letters have to grow by this factor for one more line. */
const WORTH_A_LINE = 1.12;
const ELLIPSIS = '…';

/** Sets a title as large as its box allows, in lines of about equal length. */
export function fitTitle(title: string, limits: TitleLimits, measure: Measure): FittedTitle {
  const width = (text: string) => measure(text, TITLE_WEIGHT);
  const widest = limits.widthPx / limits.sizeMinPx;
  const words = title
    .split(/\s+/u)
    .filter(Boolean)
    .flatMap((word) => (width(word) > widest ? parts(word, widest, width) : [word]));
  for (let count = words.length; count > 0; count--) {
    const kept = words.slice(0, count);
    if (count < words.length) kept[count - 1] = cutOff(kept[count - 1] ?? '');
    const best = largest(kept, limits, width);
    if (best.sizePx >= limits.sizeMinPx) return best;
  }
  return { sizePx: limits.sizeMinPx, lines: [] };
}

/** One line, cut off between words where it is too long. @returns Nothing when not even two words fit. */
export function fitLine(
  text: string,
  widthPx: number,
  sizePx: number,
  weight: Weight,
  measure: Measure,
): string | undefined {
  const fits = (line: string) => measure(line, weight) * sizePx <= widthPx;
  if (fits(text)) return text;
  const words = text.split(' ');
  for (let count = words.length - 1; count > 1; count--) {
    const line = cutOff(words.slice(0, count).join(' '));
    if (fits(line)) return line;
  }
  return undefined;
}

/** Characters that Inter draws. Others (emoji, other scripts) would come from a system font, or as boxes. */
export function drawable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{Script=Latin}\p{Nd}\p{Zs}!-/:-@[-`{-~¡-¿‐-‧‰-›€™−×÷]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A short line never ends in a comma, a dash or an opening bracket before its ellipsis. */
function cutOff(text: string): string {
  return `${text.replace(/[\s,;:.!?–—(„“«"'-]+$/u, '')}${ELLIPSIS}`;
}

function largest(
  words: readonly string[],
  { linesMax, widthPx, heightPx, sizeMaxPx, leading }: TitleLimits,
  width: (text: string) => number,
): FittedTitle {
  let best: FittedTitle = { sizePx: 0, lines: [] };
  for (let count = 1; count <= Math.min(linesMax, words.length); count++) {
    const lines = balanced(words, count, width);
    const widest = Math.max(...lines.map(width));
    // One line needs the height of its letters only; each further one a whole line.
    const heightInSizes = 1 + (lines.length - 1) * leading;
    const sizePx = Math.floor(Math.min(sizeMaxPx, widthPx / widest, heightPx / heightInSizes));
    if (sizePx > best.sizePx * WORTH_A_LINE) best = { sizePx, lines };
  }
  return best;
}

/** At most `count` lines, the longest as short as can be. */
function balanced(
  words: readonly string[],
  count: number,
  width: (text: string) => number,
): string[] {
  let low = Math.max(...words.map(width));
  let high = width(words.join(' '));
  let best = wrapped(words, high, width);
  for (let step = 0; step < 24; step++) {
    const middle = (low + high) / 2;
    const lines = wrapped(words, middle, width);
    if (lines.length <= count) {
      best = lines;
      high = middle;
    } else low = middle;
  }
  const narrow = wrapped(words, low, width);
  return narrow.length <= count ? narrow : best.length <= count ? best : [words.join(' ')];
}

function wrapped(
  words: readonly string[],
  widest: number,
  width: (text: string) => number,
): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && width(longer) <= widest + 1e-9) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A long word in parts with hyphens, each as long as fits. */
function parts(word: string, widest: number, width: (text: string) => number): string[] {
  const letters = Array.from(word);
  const found: string[] = [];
  while (width(letters.join('')) > widest && letters.length > WORD_PART_CHARACTERS_MIN) {
    let count = letters.length - 1;
    while (
      count > WORD_PART_CHARACTERS_MIN &&
      width(`${letters.slice(0, count).join('')}-`) > widest
    )
      count -= 1;
    const part = letters.splice(0, count).join('');
    found.push(part.endsWith('-') ? part : `${part}-`);
  }
  return [...found, letters.join('')];
}
