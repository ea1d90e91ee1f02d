import { readFileSync } from 'node:fs';

export interface Headline {
  readonly id: string;
  /** Headlines of one event have it in common. */
  readonly event: string;
  readonly language: string;
  readonly title: string;
  readonly publishedAt: Date;
}

/** Outlets take turns, so that no two headlines of an event come from one. */
export const HEADLINE_OUTLETS = 17;

/** Labelled headlines of test/fixtures/headlines; the day of an event is the day of all its headlines. */
export function headlines(
  set: 'development' | 'held-out' | 'later-english' | 'later-mixed',
): Headline[] {
  const all: Headline[] = [];
  let event = '';
  let day = 0;
  const file = new URL(`../fixtures/headlines/${set}.txt`, import.meta.url);
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    if (line.startsWith('# ')) {
      const [, name = '', number = ''] = line.split(' ');
      event = name;
      day = Number(number);
      continue;
    }
    const [language = '', title = ''] = line.split('\t');
    const publishedAt = new Date(Date.UTC(2026, 4, day, 6 + ((all.length * 5) % 12)));
    all.push({ id: `${set}-${all.length}`, event, language, title, publishedAt });
  }
  return all;
}
