import { setImmediate as letOthers } from 'node:timers/promises';
import { Parser } from 'htmlparser2';
import { decode, packingOf } from './decode.js';

/** Nobody sorts feeds deeper; what is around is named as far as this. */
const GROUPS_MAX = 32;
/** Of elements of any name: the parser looks through all that are open for each that closes. */
const DEPTH_MAX = 64;
/** More than a station lists, so that each beyond is told of. */
const OUTLINES_MAX = 10_000;
/** Read at once: the event loop turns in between. */
const CHUNK_CHARACTERS = 65_536;

/** One feed of an OPML document. */
export interface OpmlOutline {
  /** As it stands there. */
  readonly url: string;
  /** What it is called; empty where nobody says. */
  readonly title: string;
  /** Names of the outlines around it, the innermost last. */
  readonly groups: readonly string[];
  /** Every attribute, names in small letters. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The document is none, or one that nobody should read; the message is a rule for the body. */
export class OpmlRefused extends Error {}

/**
 * The feeds of an OPML document of any client: nested, attribute names in any case, entities of XML only, cut off
 * where it breaks off.
 * @throws OpmlRefused
 */
export async function readOpml(bytes: Uint8Array, contentType: string): Promise<OpmlOutline[]> {
  if (packingOf(bytes)) throw new OpmlRefused('must not be packed');
  const outlines: OpmlOutline[] = [];
  const around: string[] = [];
  const seen = { depth: 0, outlines: 0, isOpml: false };
  const open = (name: string, attributes: Record<string, string>) => {
    if (++seen.depth > DEPTH_MAX)
      throw new OpmlRefused(`must not be nested deeper than ${DEPTH_MAX}`);
    if (name === 'opml') seen.isOpml = true;
    if (name !== 'outline') return;
    const title = oneLine(attributes['title'] ?? '') || oneLine(attributes['text'] ?? '');
    const url = attributes['xmlurl']?.trim() ?? '';
    if (url !== '' && outlines.length < OUTLINES_MAX)
      outlines.push({ url, title, groups: [...around], attributes });
    if (++seen.outlines <= GROUPS_MAX) around.push(title);
  };
  const close = (name: string) => {
    seen.depth--;
    if (name === 'outline' && seen.outlines-- <= GROUPS_MAX) around.pop();
  };
  const parser = new Parser(
    {
      onopentag: open,
      onclosetag: close,
      onprocessinginstruction: (name) => {
        if (/^!doctype/i.test(name)) throw new OpmlRefused('must not hold a DOCTYPE');
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  const text = decode(bytes, contentType);
  for (let at = 0; at < text.length; at += CHUNK_CHARACTERS) {
    parser.write(text.slice(at, at + CHUNK_CHARACTERS));
    await letOthers();
  }
  parser.end();
  if (!seen.isOpml) throw new OpmlRefused('must be an OPML document');
  return outlines;
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
}

/** One feed as it is written. */
export interface WrittenOutline {
  /** Attributes in their order; what is undefined is left out. */
  readonly attributes: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** An OPML 2.0 document of groups of feeds. @param namespaces Of attributes that OPML does not know, by prefix. */
export function writeOpml(
  title: string,
  namespaces: Readonly<Record<string, string>>,
  groups: ReadonlyMap<string, readonly WrittenOutline[]>,
): string {
  const declared = Object.entries(namespaces).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  const lines = [...groups].flatMap(([group, outlines]) => [
    `    <outline text="${escaped(group)}" title="${escaped(group)}">`,
    ...outlines.map(({ attributes }) => `      <outline${attributesOf(attributes)}/>`),
    '    </outline>',
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<opml version="2.0"${declared.join('')}>`,
    '  <head>',
    `    <title>${escaped(title)}</title>`,
    '  </head>',
    '  <body>',
    ...lines,
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
}

function attributesOf(attributes: WrittenOutline['attributes']): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** What XML cannot hold is left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"]/g, (one) => ENTITIES[one] ?? one);
}
