/**
 * How long a server asks to be left alone, from its Retry-After header (RFC 9110, section 10.2.3):
 * a number of seconds, or a date in one of the three forms of section 5.6.7.
 * @param nowMs Milliseconds since 1970.
 * @returns Milliseconds, never negative; nothing where the header is absent or says nothing sensible.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  if (!/^[A-Z][a-z]{2,8},? .*\d{2}:\d{2}:\d{2}/.test(text)) return undefined;
  const at = Date.parse(/GMT$/.test(text) ? text : `${text} GMT`); // asctime names no zone and means GMT.
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
