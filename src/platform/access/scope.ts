/** What a key may do, least first: each may also do what those before it may. */
export const SCOPES = ['listener', 'uploader', 'producer', 'operator'] as const;
export type Scope = (typeof SCOPES)[number];

/** Place in the order of scopes; 0 is nobody's. */
export function rankOf(scope: Scope | undefined): number {
  return scope === undefined ? 0 : SCOPES.indexOf(scope) + 1;
}

/** The furthest reaching of these; nothing where there is none. */
export function highest(scopes: readonly Scope[]): Scope | undefined {
  return SCOPES.findLast((scope) => scopes.includes(scope));
}
