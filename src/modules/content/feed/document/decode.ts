import { constants, gunzipSync, inflateSync } from 'node:zlib';

/** How far into a document its own word about its encoding may stand. */
const SNIFF_BYTES = 2048;
/** Of a document that is packed and does not say so, after unpacking. */
const UNPACKED_BYTES_MAX = 15_728_640;

/**
 * The text of a document, whatever it says of itself. Order of trust: byte order mark, the pattern of zeros
 * of UTF-16 and UTF-32, valid UTF-8 that is not plain ASCII (labels lie, valid multi-byte UTF-8 does not
 * happen by chance), HTTP charset, XML prolog or HTML meta, then windows-1252 as the WHATWG Encoding
 * Standard does. A label under which the text makes no sense is passed over.
 */
export function decode(document: Uint8Array, contentType = ''): string {
  const bytes = unpacked(document);
  const plain = unicodeOf(bytes);
  if (plain !== undefined) return plain;
  const labels = labelsOf(bytes, contentType);
  const utf8 = strictUtf8(bytes);
  if (utf8 !== undefined)
    return (labels.includes('iso-2022-jp') && decodeAs(bytes, 'iso-2022-jp')) || utf8;
  for (const label of labels) {
    if (/^utf-?8$/.test(label)) continue;
    const text = decodeAs(bytes, label);
    if (text !== undefined && isSense(text)) return text;
  }
  return mostlyUtf8(bytes) ?? decodeAs(bytes, 'windows-1252') ?? '';
}

/** What the document is said to be in, the most trusted first. */
function labelsOf(bytes: Uint8Array, contentType: string): string[] {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, SNIFF_BYTES));
  const http = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1];
  const own = [
    /<\?xml[^>]*encoding\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1],
    /<meta[^>]*charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1],
  ];
  // Servers say latin-1 of everything; the document knows better.
  const order = /^(iso-8859-1|us-ascii|windows-1252|latin-?1)$/i.test(http ?? '')
    ? [...own, http]
    : [http, ...own];
  return order.flatMap((label) => (label === undefined ? [] : standardLabel(label)));
}

/** Names that the Encoding Standard does not know, as others use them. */
function standardLabel(label: string): string {
  const plain = label.toLowerCase().replaceAll('_', '-');
  const page = /^(?:x-)?(?:cp|win(?:dows)?|ms|ibm)-?(125\d|874)$/.exec(plain)?.[1];
  if (page) return `windows-${page}`;
  const iso = /^(?:iso-?)?8859-?(\d{1,2})$/.exec(plain)?.[1];
  if (iso) return `iso-8859-${iso}`;
  return OTHER_LABELS[plain] ?? plain;
}

const OTHER_LABELS: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  'shift-jis': 'shift_jis',
  sjis: 'shift_jis',
  cp936: 'gb18030',
  ms936: 'gb18030',
  'euc-cn': 'gb18030',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  cp950: 'big5',
  eucjp: 'euc-jp',
  'x-euc': 'euc-jp',
  'latin-1': 'iso-8859-1',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  'mac-roman': 'macintosh',
  macroman: 'macintosh',
};

/** Text by its byte order mark, or by the zeros beside its first "<". */
function unicodeOf(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return utf32(bytes.subarray(4), true);
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return utf32(bytes.subarray(4), false);
  if (a === 0xef && b === 0xbb && c === 0xbf) return decodedUtf8(bytes.subarray(3));
  if (a === 0xff && b === 0xfe) return decodeAs(bytes, 'utf-16le');
  if (a === 0xfe && b === 0xff) return decodeAs(bytes, 'utf-16be');
  if (isMark(a) && b === 0 && c === 0 && d === 0) return utf32(bytes, true);
  if (a === 0 && b === 0 && c === 0 && isMark(d)) return utf32(bytes, false);
  if (isMark(a) && b === 0 && c !== 0 && d === 0) return decodeAs(bytes, 'utf-16le');
  if (a === 0 && isMark(b) && c === 0 && d !== 0) return decodeAs(bytes, 'utf-16be');
  return undefined;
}

/** Some tools mark what they then write in another encoding. */
function decodedUtf8(bytes: Uint8Array): string {
  return strictUtf8(bytes) ?? mostlyUtf8(bytes) ?? decodeAs(bytes, 'windows-1252') ?? '';
}

/** "<" or "{". */
function isMark(byte: number | undefined): boolean {
  return byte === 0x3c || byte === 0x7b;
}

/** UTF-32 has no decoder in the Encoding Standard. */
function utf32(bytes: Uint8Array, isLittleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.byteLength; at += 4) {
    const point = view.getUint32(at, isLittleEndian);
    parts.push(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');
  }
  return parts.join('');
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // Not UTF-8: the labels are asked next.
  }
}

/** UTF-8 with a broken character here and there (a truncated body): far more are whole. */
function mostlyUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = count(text, /\ufffd/g);
  const whole = count(text, /[\u0080-\ufffc]/g);
  return broken * 4 <= whole ? text.replaceAll('\ufffd', '') : undefined;
}

/** One character in a hundred that cannot be read at most. */
function isSense(text: string): boolean {
  return count(text, /\ufffd/g) * 100 <= text.length && /[<{]/.test(text);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function decodeAs(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return undefined; // A label nobody knows.
  }
}

/** By its first two bytes (RFC 1950, RFC 1952): no text begins with them. */
export function packingOf([a = 0, b = 0]: Uint8Array): 'gzip' | 'zlib' | undefined {
  if (a === 0x1f && b === 0x8b) return 'gzip';
  return (a & 0x0f) === 8 && a >> 4 <= 7 && (a * 256 + b) % 31 === 0 ? 'zlib' : undefined;
}

/** What servers packed without saying so, or twice. */
function unpacked(bytes: Uint8Array): Uint8Array {
  const options = { maxOutputLength: UNPACKED_BYTES_MAX, finishFlush: constants.Z_SYNC_FLUSH };
  const packing = packingOf(bytes);
  if (!packing || bytes.length < 8) return bytes;
  try {
    return packing === 'gzip' ? gunzipSync(bytes, options) : inflateSync(bytes, options);
  } catch {
    return bytes; // Not packed after all, or a bomb: nothing reads as a feed then.
  }
}
