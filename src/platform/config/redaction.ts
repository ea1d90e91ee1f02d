/** Shorter secrets are refused at the start: masking them would mask half of every log line. */
export const SECRET_CHARACTERS_MIN = 6;
/** A password inside an address is not ours to refuse; a shorter one is masked within an address only. */
const PASSWORD_CHARACTERS_MIN = 8;
/** Secrets change while a process runs; the oldest are forgotten. */
const KNOWN_MAX = 1_000;

const MASK = '***';
/** Who connects, in any address: `scheme://user:password@`. */
const CREDENTIALS = /:\/\/[^\s/@"'<>\\]{1,1000}@/g;

const known = new Set<string>();
let pattern: RegExp | undefined;

/** Masks this value from now on in every text that leaves the process through `redact`. */
export function hide(secret: string): void {
  for (const form of formsOf(secret)) {
    known.delete(form);
    known.add(form);
  }
  for (const oldest of known) {
    if (known.size <= KNOWN_MAX) break;
    known.delete(oldest);
  }
  // Longest first: where one secret begins another, no rest of the longer one is left over.
  const longestFirst = [...known].sort((a, b) => b.length - a.length);
  pattern = known.size > 0 ? new RegExp(longestFirst.map(escaped).join('|'), 'g') : undefined;
}

/** The text without the value of any known secret and without the credentials of any address. */
export function redact(text: string): string {
  const bare = pattern ? text.replace(pattern, MASK) : text;
  return bare.includes('://') ? bare.replace(CREDENTIALS, `://${MASK}@`) : bare;
}

/** A copy, by way of JSON, with every text in it redacted. */
export function redacted<T>(value: T): T {
  const plain = (_key: string, one: unknown) => (typeof one === 'string' ? redact(one) : one);
  return JSON.parse(JSON.stringify(value, plain)) as T;
}

/** The secret as it stands, as it stands in a URL and in JSON, and the password in it if it is an address. */
function formsOf(secret: string): string[] {
  const forms = secret.length < SECRET_CHARACTERS_MIN ? [] : asWritten(secret);
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^:@/]*:(.*)@/is.exec(secret)?.[1] ?? '';
  if (password.length < PASSWORD_CHARACTERS_MIN) return forms;
  return [...forms, ...asWritten(password), ...asWritten(decoded(password))];
}

function asWritten(text: string): string[] {
  return [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A percent sign that stands for itself.
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
