import type { Language } from '#kernel';
import type { UnsupportedClaim } from '../script.js';
import { quotationsIn, splitSentences, withoutQuotations } from '../source/sentences.js';

/** Fewer letters than this prove nothing when a quotation is cut in pieces. */
const PIECE_LETTERS_MIN = 3;
/** A quotation of fewer words is a title or a catchword as often. */
const ATTRIBUTED_WORDS_MIN = 3;
/** So many may be a title where nobody is said to say them. */
const TITLE_WORDS_MAX = 5;
/** Sentences around a quotation in which its speaker may be named. */
const NEAR_SENTENCES = 1;

/**
 * @returns Quotations that are not in the sources word for word, and those that are somebody else's. Punctuation and
 * case are the reader's; an ellipsis or brackets leave words out.
 */
export function unsupportedQuotations(
  own: string,
  sources: readonly string[],
  allowed: readonly string[],
  language: Language,
): UnsupportedClaim[] {
  const known = [...sources, ...allowed].map(bare);
  return quotationsIn(own)
    .filter((quotation) => {
      const pieces = piecesOf(quotation);
      if (pieces.length === 0) return false;
      const at = known.findIndex((source) => holdsAll(source, pieces));
      return at < 0 || isSomebodyElses(own, quotation, pieces, sources, language);
    })
    .map((text) => ({ kind: 'quotation', text }));
}

function piecesOf(quotation: string): string[] {
  const pieces = quotation
    .split(/\[[^\]]*\]|\([^)]*\)|…|\.{3}/u)
    .map(bare)
    .filter((piece) => piece !== '');
  const long = pieces.filter((piece) => piece.length >= PIECE_LETTERS_MIN);
  return long.length > 0 ? long : pieces;
}

function holdsAll(source: string, pieces: readonly string[]): boolean {
  let from = 0;
  for (const piece of pieces) {
    const at = source.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return true;
}

/** The speaker named with the quotation is not named near it in a source, but somebody else is. */
function isSomebodyElses(
  own: string,
  quotation: string,
  pieces: readonly string[],
  sources: readonly string[],
  language: Language,
): boolean {
  // A title or a catchword is nobody's.
  if (quotation.split(/\s+/u).length < ATTRIBUTED_WORDS_MIN) return false;
  const sentence = splitSentences(own, language).find((one) => one.includes(quotation)) ?? own;
  const around = withoutQuotations(sentence);
  if (quotation.split(/\s+/u).length <= TITLE_WORDS_MAX && !SAID.test(around)) return false;
  const named = namesOf(around);
  const whole = sources.join('\n');
  const surnames = named.map(lastOf).filter((name) => whole.toLowerCase().includes(name));
  if (surnames.length === 0) return false;
  const holders = sources.filter((source) => holdsAll(bare(source), pieces));
  return (
    holders.length > 0 &&
    holders.every((source) => {
      const sentences = splitSentences(source, language);
      const at = sentences.findIndex((one) => holdsAll(bare(one), pieces));
      if (at < 0) return false;
      const said = withoutQuotations(sentences[at] ?? '');
      const speakers = namesOf(said).map(lastOf);
      const near = speakers.length > 0 ? said : speakersNear(sentences, at);
      return !surnames.some((name) => near.toLowerCase().includes(name));
    })
  );
}

/** A verb of speech. */
const SAID =
  /(?<!\p{L})(?:sa(?:id|ys?)|told|tells|add(?:s|ed)|warn(?:s|ed)|insist(?:s|ed)|explain(?:s|ed)|called|sag(?:te|t|ten)|erklär\p{L}*|mein(?:te|t)|beton(?:te|t)|warn(?:te|t)|begründ\p{L}*|rief|nann(?:te)|bitte[t]|dit|déclar\p{L}*|affirm\p{L}*|racont\p{L}*|avert\p{L}*|ajout\p{L}*|expliqu\p{L}*|lanc\p{L}*|promet\p{L}*|dice|detto|dichiar\p{L}*|spieg\p{L}*|raccont\p{L}*|replic\p{L}*|afferm\p{L}*|dijo|declar\p{L}*|afirm\p{L}*|explic\p{L}*|cont(?:ó|aba)|proclam\p{L}*|advirt\p{L}*|asegur\p{L}*|señal\p{L}*|según|selon|secondo|laut|according)(?!\p{L})/iu;

/** "She said": who is meant was named before; where nobody was, behind. */
function speakersNear(sentences: readonly string[], at: number): string {
  const before = withoutQuotations(sentences.slice(Math.max(0, at - NEAR_SENTENCES), at).join(' '));
  return namesOf(before).length > 0
    ? before
    : `${before} ${withoutQuotations(sentences[at + 1] ?? '')}`;
}

/** Two or more words written large in a row, or one after a verb of speech; a word of more letters is no name. */
function namesOf(text: string): string[] {
  const rows = [
    ...text.matchAll(/\p{Lu}[\p{L}'’-]{1,40}(?: (?:von |de |di |van )?\p{Lu}[\p{L}'’-]{1,40})+/gu),
  ];
  const single = [
    ...text.matchAll(
      /(?:said|says|told|added|warned|insisted|sagte|sagt|so|erklärte|meinte|betonte|warnte|begründete|rief|dit|déclaré|affirme|raconté|averti|ajouté|expliqué|lancé|lance|explique|detto|dice|dichiarato|spiegato|raccontato|replicato|dijo|declaró|afirmó|explicó|contó|proclamó|advirtió|aseguró|señaló|según|selon|secondo|laut) (?:(?:M\.|Mme|Mr|Mrs|Ms|Frau|Herr|signor|señor)\.? )?(\p{Lu}[\p{L}'’-]{1,40})(?! \p{Lu})/gu,
    ),
  ].map((match) => match[1] ?? '');
  return [...rows.map((match) => match[0]), ...single];
}

function lastOf(name: string): string {
  return (name.split(' ').at(-1) ?? name).toLowerCase().replace(/['’]s?$/u, '');
}

/** Letters and digits only: punctuation and the kind of marks are the reader's. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/ß/gu, 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
