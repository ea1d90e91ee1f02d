import type { Name } from './names.js';

type Attributes = Readonly<Record<string, string>>;

/** Whether a text says of itself that it holds no markup: Atom texts without a type do, all of RSS does not. */
export function isPlain({ vocabulary, local }: Name, { type, mode }: Attributes): boolean {
  if (vocabulary !== 'core') return false;
  if (type === undefined) return local === 'id' || local === 'guid';
  return /^(text|plain|text\/plain)$/i.test(type.trim()) && mode !== 'escaped';
}

/** Atom 0.3 says it by `mode`; Atom 1.0 by a media type that is neither text nor XML. */
export function isBase64({ type = '', mode, src }: Attributes): boolean {
  if (mode !== undefined) return mode.trim().toLowerCase() === 'base64';
  return src === undefined && /^(?!text\/)[\w.-]+\/(?!(.*\+)?xml\b)/i.test(type.trim());
}

/** @returns The text that was encoded; empty where it is none (a picture, say). */
export function base64Text(encoded: string): string {
  if (!/^[\w+/=\s-]*$/.test(encoded)) return encoded; // Says so, but is not.
  const bytes = Buffer.from(encoded, 'base64');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);

    return /[\u0000-\u0008\u000e-\u001a]/.test(text) ? '' : text;
  } catch {
    return '';
  }
}
