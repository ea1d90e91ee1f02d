/** How far into a document its own word about its encoding may stand. */
const SNIFF_BYTES = 2048;

/**
 * The text of a document, whatever it says of itself. Order of trust: byte order mark, valid UTF-8 that is
 * not plain ASCII (labels lie, valid multi-byte UTF-8 does not happen by chance), HTTP charset, XML prolog
 * or HTML meta, then windows-1252 as the WHATWG Encoding Standard does.
 */
export function decode(bytes: Uint8Array, contentType = ''): string {
  const marked = byteOrderMark(bytes);
  if (marked) return decodeAs(bytes, marked) ?? '';
  const utf8 = strictUtf8(bytes);
  if (utf8 !== undefined) return utf8;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, SNIFF_BYTES));
  const labels = [
    /charset\s*=\s*["']?([\w-]+)/i.exec(contentType)?.[1],
    /<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/i.exec(head)?.[1],
    /<meta[^>]*charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1],
  ];
  for (const label of labels) {
    if (label === undefined || /^utf-?8$/i.test(label)) continue;
    const text = decodeAs(bytes, label);
    if (text !== undefined) return text;
  }
  return mostlyUtf8(bytes) ?? decodeAs(bytes, 'windows-1252') ?? '';
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // Not UTF-8: the labels are asked next.
  }
}

/** UTF-8 with a broken character here and there (a truncated body): one in a thousand at most. */
function mostlyUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.split('\ufffd').length - 1;
  return broken * 1000 <= text.length ? text.replaceAll('\ufffd', '') : undefined;
}

function decodeAs(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return undefined; // A label nobody knows.
  }
}
