import type { Fault } from '#kernel';

/** "PORT: must be a number" as a fault of its own field. */
export function asFault(text: string): Fault {
  const at = text.indexOf(': ');
  return at < 0
    ? { field: 'settings', rule: text }
    : { field: text.slice(0, at), rule: text.slice(at + 2) };
}
