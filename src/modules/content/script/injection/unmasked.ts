/** Letters of other alphabets that look like Latin ones. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  ...pairs('аеорсухіјѕԁһӏкмтвн', 'aeopcyxijsdhlkmtbh'),
  ...pairs('АВЕКМНОРСТУХІЈЅ', 'ABEKMHOPCTYXIJS'),
  ...pairs('αεικνορτυχ', 'aeikvoptux'),
  ...pairs('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'),
};

/** Signs nobody sees: zero widths, directions, soft hyphens, variation selectors, the tags of plane 14. */
const INVISIBLE =
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0]|[\u{E0000}-\u{E01EF}]/gu;
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu;
const LATIN = /\p{Script=Latin}/u;
const LOOKING_LATIN = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
const LOOKING_LATIN_ALL = /[\p{Script=Cyrillic}\p{Script=Greek}]/gu;

/** @returns The text without what nobody sees: comments, tags, invisible and control characters. */
export function visible(text: string): string {
  return text
    .replace(/<!--[\s\S]*?(?:-->|$)/gu, ' ')
    .replace(/<(script|style|template|noscript)\b[\s\S]*?(?:<\/\1\s*>|$)/giu, ' ')
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .normalize('NFC');
}

/** @returns The text as a reader takes it in, in lower case: no disguise by other alphabets, widths or spacing. */
export function unmasked(text: string): string {
  return visible(text)
    .normalize('NFKC')
    .replace(LOOKING_LATIN_ALL, (letter) => LOOKALIKES[letter] ?? letter)
    .toLowerCase()
    .replace(/[’`´]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim();
}

/** @returns Whether a word of the text mixes alphabets, as only a disguise does. */
export function mixesAlphabets(text: string): boolean {
  return (visible(text).match(/\p{L}{3,}/gu) ?? []).some(
    (word) => LATIN.test(word) && LOOKING_LATIN.test(word),
  );
}

/** Long enough to hold an order, short enough for a name. */
const BLOB =
  /(?<![\w+/=-])(?:[A-Za-z0-9+/]{20,4000}={0,2}|(?:[0-9a-f]{2}[\s:]?){12,2000})(?![\w+/=-])/gu;

/** @returns What packed parts of a text say (base64, hexadecimal); empty where nothing readable is packed. */
export function unpacked(text: string): string[] {
  return (text.match(BLOB) ?? []).flatMap((blob) => {
    const isHex = /^(?:[0-9a-f]{2}[\s:]?)+$/u.test(blob);
    const bytes = Buffer.from(blob.replace(/[\s:]/gu, ''), isHex ? 'hex' : 'base64');
    const said = bytes.toString('utf8');
    const readable = said.match(/[\p{L}\p{N}\s.,:;!?'"()-]/gu)?.length ?? 0;
    return said.length >= 8 && readable / said.length > 0.9 ? [said] : [];
  });
}

/** @returns Whether the text holds a packed blob, readable or not: nobody can say it. */
export function holdsBlob(text: string): boolean {
  return (text.match(BLOB) ?? []).some(
    (blob) =>
      /^(?:[0-9a-f]{2}[\s:]?)+$/u.test(blob) ||
      (/\d/u.test(blob) && /\p{Lu}/u.test(blob) && /\p{Ll}/u.test(blob)) ||
      blob.endsWith('='),
  );
}

const ALPHABETS =
  'alfa|alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|x-?ray|yankee|zulu';
/** Four in a row are no street of a poet. */
const SPELLED: readonly RegExp[] = [
  /(?<![\p{L}\p{N}])(?:\p{L}[\s.,·*_-]{1,3}){4,}\p{L}(?![\p{L}\p{N}])/u,
  new RegExp(`(?<!\\p{L})(?:(?:${ALPHABETS})[\\s,.-]+){3,}(?:${ALPHABETS})(?!\\p{L})`, 'iu'),
];

/** @returns Whether a word is spelled out letter by letter, or by the radio alphabet. */
export function spellsOut(text: string): boolean {
  return SPELLED.some((pattern) => pattern.test(text));
}

function pairs(from: string, to: string): Record<string, string> {
  const letters = Array.from(to);
  return Object.fromEntries(
    Array.from(from, (letter, index) => [letter, letters[index] ?? letter]),
  );
}
