import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language } from '#kernel';

/** One labelled claim of `test/fixtures/claims`. */
export interface LabelledClaim {
  readonly label: 'true' | 'name' | 'number' | 'date' | 'quotation';
  readonly text: string;
  readonly source: { readonly body: string; readonly publishedAt: Date };
}

/** Its README says what each holds. */
export type ClaimSet = 'first' | 'second' | 'third' | 'fourth' | 'fifth';

/** @returns Every labelled claim of a language, in the order of its file. */
export function labelledClaims(language: Language, set: ClaimSet): LabelledClaim[] {
  const name = set === 'first' ? language : `${set}/${language}`;
  const file = fileURLToPath(new URL(`../fixtures/claims/${name}.txt`, import.meta.url));
  const claims: LabelledClaim[] = [];
  for (const part of readFileSync(file, 'utf8').split(/^== /mu).slice(1)) {
    const [head = '', ...lines] = part.split('\n');
    const from = lines.indexOf('');
    const source = {
      body: lines.slice(0, from).join(' '),
      publishedAt: new Date(head.trim()),
    };
    for (const line of lines.slice(from)) {
      const match = /^(true|name|number|date|quotation): (.+)$/u.exec(line);
      if (match) claims.push({ label: match[1], text: match[2] ?? '', source } as LabelledClaim);
    }
  }
  return claims;
}
