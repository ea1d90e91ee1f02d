import { redact } from '#platform/config';

/** A line that says more than this is cut: logs tell what happened, they carry no payloads. */
const LINE_CHARACTERS_MAX = 16_384;
/** What is left of each text in a line that is too long. */
const CUT_CHARACTERS = 1_000;

/** What JSON leaves as it is, and a terminal or a reader of lines may obey: delete, C1, Unicode's separators. */
const OBEYED = /[\u007f-\u009f\u2028\u2029]/g;

/**
 * One line of JSON, whatever the facts are. Where they are too long their texts are cut; where that does
 * not help, or where they cannot be written at all, only `own` is said. No fact replaces one of `own`.
 */
export function jsonLine(own: object, facts: object, error?: Error): string {
  const line = (charactersMax: number) =>
    tryJson(() => ({ ...own, ...facts, ...(error && { error }), ...own }), charactersMax);
  const whole = line(Infinity);
  if (whole === undefined) return bare(own, 'Facts that JSON cannot hold');
  if (whole.length <= LINE_CHARACTERS_MAX) return whole;
  const cut = line(CUT_CHARACTERS);
  return cut !== undefined && cut.length <= LINE_CHARACTERS_MAX
    ? cut
    : bare(own, 'Facts too long for a line');
}

function bare(own: object, message: string): string {
  return tryJson(() => ({ ...own, message }), CUT_CHARACTERS) ?? '{}';
}

function tryJson(facts: () => object, charactersMax: number): string | undefined {
  try {
    const cut = (_key: string, value: unknown) => plain(value, charactersMax);
    return JSON.stringify(facts(), cut).replace(OBEYED, escaped);
  } catch {
    return undefined; // A circle, or a getter that throws: a log line is no reason to fail.
  }
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The error and what caused it, with their stacks. */
function inWords(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\nCaused by: ${inWords(error.cause)}` : own;
}

function plain(value: unknown, charactersMax: number): unknown {
  if (typeof value === 'bigint') return String(value);
  const said = value instanceof Error ? inWords(value) : value;
  if (typeof said !== 'string') return said;
  const bare = redact(said); // Before it is cut: half a secret is not recognised.
  return bare.length > charactersMax ? `${bare.slice(0, charactersMax)}…` : bare;
}
