import { ADDRESSED_ORDERS, ADDRESSEE, ASIDES, CODE, ORDERS } from './order-patterns.js';
import { holdsBlob, mixesAlphabets, spellsOut, unmasked, unpacked } from './unmasked.js';

/**
 * What a sentence is to a reader who may obey: an `order` (and what follows belongs to it), an `aside` that
 * speaks to somebody and tells nothing, or nothing of the kind.
 */
export type Address = 'order' | 'aside';

/** Somebody tells that others were told to: news about orders. Only orders themselves come without it. */
const REPORTED =
  /\b(?:was|were|been|be|had|told|asked|urged|tricked|made|got|instructed|ordered|heard|claimed|said|says|according|researchers?|users?|court|study|aufgefordert|sagte|laut|berichtet|gericht|forscher\p{L}*|selon|a dit|a déclaré|tribunal|secondo|ha detto|según|dijo)\b/u;
const TO_FORGET =
  /\b(?:ignore|disregard|forget|ignorier\p{L}*|oublier|ignorer|ignorare|ignorar)\b/u;

/** A sentence of more characters is judged by its parts; patterns would take long. */
const CHARACTERS_MAX = 1_200;

/** Judgements kept at most: briefing, judging and writing meet the same sentences. */
const KEPT_MAX = 20_000;
const kept = new Map<string, Address | undefined>();

/** @returns How a sentence of a feed, or of a script, addresses its reader; undefined where it only tells. */
export function addressOf(sentence: string): Address | undefined {
  if (kept.has(sentence)) return kept.get(sentence);
  const address = judged(sentence);
  if (kept.size >= KEPT_MAX) kept.clear();
  if (sentence.length <= CHARACTERS_MAX) kept.set(sentence, address);
  return address;
}

function judged(sentence: string): Address | undefined {
  const parts = sentence.match(new RegExp(`[\\s\\S]{1,${CHARACTERS_MAX}}`, 'gu')) ?? [];
  const addresses = parts.map(addressOfPart);
  return addresses.find((address) => address === 'order') ?? addresses.find(Boolean);
}

function addressOfPart(text: string): Address | undefined {
  if (spellsOut(text) || mixesAlphabets(text)) return 'order';
  if (unpacked(text).some((hidden) => addressOfPart(hidden) !== undefined)) return 'order';
  const said = unmasked(text);
  const orders = ADDRESSEE.test(said) ? [...ORDERS, ...ADDRESSED_ORDERS] : ORDERS;
  if (orders.some((pattern) => pattern.test(said))) return isReport(said) ? 'aside' : 'order';
  if (ASIDES.some((pattern) => pattern.test(said)) || CODE.test(text) || holdsBlob(text))
    return 'aside';
  return undefined;
}

/** @returns Whether a text names somebody who reads for others: a machine, a host. */
export function namesReader(text: string): boolean {
  return ADDRESSEE.test(unmasked(text));
}

/** "Users told the chatbot to ignore all previous instructions": dropped to be safe, but the story goes on. */
function isReport(said: string): boolean {
  return (
    TO_FORGET.test(said) &&
    REPORTED.test(said) &&
    !/^\W*(?:ignore|disregard|forget|please|ignorier|vergiss|oublie|ignora)/u.test(said) &&
    !/["“„«:]/u.test(said)
  );
}
