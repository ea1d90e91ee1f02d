import type { Language } from '#kernel';

/** Words in brackets that a reader may take in at a glance; a host leaves them out. */
const ASIDE = /(?<=\S)\s\((?:[^()]{1,48})\)/gu;
const ASIDE_AT_START = /^\([^()]{1,48}\)\s+(?=\p{Lu})/u;
/** Swiss papers put the canton behind a place: "Wetzikon ZH". */
const CANTON =
  /(?<=\p{Ll}) (?:ZH|BE|LU|UR|SZ|OW|NW|GL|ZG|FR|SO|BS|BL|SH|AR|AI|SG|GR|AG|TG|TI|VD|VS|NE|GE|JU)(?=[\s,.;:]|$)/gu;

/**
 * @returns A sentence as a host says it: without asides in brackets, scores by period and cantons behind places.
 */
export function spokenForm(sentence: string, language: Language): string {
  const bare = sentence
    .replace(ASIDE, '')
    .replace(ASIDE_AT_START, '')
    .replace(/\s+([,.;])/gu, '$1')
    .replace(/\s{2,}/gu, ' ')
    .trim();
  return language === 'de' || language === 'fr' || language === 'it'
    ? bare.replace(CANTON, '')
    : bare;
}
