import type { Language } from '#kernel';

/** Words in brackets that a reader may take in at a glance; a host leaves them out. */
const ASIDE = /(?<=\S)\s\((?:[^()]{1,48})\)/gu;
const ASIDE_AT_START = /^\([^()]{1,48}\)\s+(?=\p{Lu})/u;
/** Swiss papers put the canton behind a place: "Wetzikon ZH". */
const CANTON =
  /(?<=\p{Ll}) (?:ZH|BE|LU|UR|SZ|OW|NW|GL|ZG|FR|SO|BS|BL|SH|AR|AI|SG|GR|AG|TG|TI|VD|VS|NE|GE|JU)(?=[\s,.;:]|$)/gu;

/** The evening of a report is not the one in which it is heard: "l'héroïne de la soirée". */
const OF_THE_EVENING =
  /(?<=^(?:The |Der |Die |L['’]|Le |Il |Lo |El |La )?)(hero(?:ine)?|Held(?:in)?|héroïne|héros|eroe|eroina|protagonista|héroe|heroína) (?:of the (?:evening|night)|des (?:Abends|Tages)|de la (?:soirée|nuit|noche|velada)|du (?:soir|jour)|della (?:serata|sera))(?!\p{L})/iu;

/** Nobody compares with an earlier report that was not heard: ", davantage que ce qui avait été annoncé cette nuit". */
const THAN_REPORTED: Readonly<Record<Language, RegExp>> = {
  en: /, (?:(?:far|many|slightly|some) )?(?:more|fewer|less) than (?:was )?(?:first|initially|previously|originally|earlier) (?:reported|thought|announced|stated|estimated)[^,.;:«»"]*(?=\.$)/u,
  de: /, (?:deutlich |etwas )?(?:mehr|weniger) als (?:zunächst|zuerst|ursprünglich|anfangs|anfänglich|bisher|zuvor) (?:gemeldet|angenommen|mitgeteilt|angegeben|geschätzt|bekannt)[^,.;:«»"]*(?=\.$)/u,
  fr: /, (?:bien |nettement )?(?:davantage|plus|moins) que (?:ce qui avait été |ce que l['’]on avait )?(?:annoncé|estimé|indiqué|communiqué)[^,.;:«»"]*(?=\.$)/u,
  it: /, (?:\p{L}+ ){0,5}(?:più|meno) (?:di quanto|rispetto a quanto) (?:era stato )?(?:annunciato|comunicato|indicato|stimato|riferito)[^,.;:«»"]*(?=\.$)/u,
  es: /, (?:\p{L}+ ){0,3}(?:más|menos) de lo (?:que se había )?(?:anunciado|comunicado|informado|estimado|indicado)[^,.;:«»"]*(?=\.$)/u,
};

/**
 * @returns A sentence as a host says it: without asides in brackets, scores by period, cantons behind places and comparisons with
 * earlier reports.
 */
export function spokenForm(sentence: string, language: Language): string {
  const bare = sentence
    .replace(ASIDE, '')
    .replace(ASIDE_AT_START, '')
    .replace(/\s+([,.;])/gu, '$1')
    .replace(/\s{2,}/gu, ' ')
    .trim()
    .replace(THAN_REPORTED[language], '')
    .replace(OF_THE_EVENING, '$1');
  return language === 'de' || language === 'fr' || language === 'it'
    ? bare.replace(CANTON, '')
    : bare;
}
