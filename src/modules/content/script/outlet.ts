import type { Language } from '#kernel';
import type { Article } from '../story/story.js';

/** English papers are said with "the": the Guardian, the Limmat Herald. */
const ENGLISH_WITH_ARTICLE =
  /(?:^| )(?:Herald|Times|Post|Guardian|Tribune|Journal|Ledger|Gazette|Telegraph|Independent|Economist|Sun|Mirror|Chronicle|Standard|Observer|Examiner|Inquirer|Register|Atlantic|Verge|Monitor|Desk|Agency|BBC|Associated Press|FT)$/u;

/** @returns The outlet as a host says it, without brackets, slogans and sections: "Limmat Herald". */
export function outletName(outlet: string): string {
  const bare = outlet
    .replace(/\s*[([].*?[)\]]\s*/gu, ' ')
    .replace(/\s+[|–—»·:-]\s+.*$/u, '')
    .replace(/\s*(?:RSS|Feed|Newsfeed)(?:\s.*)?$/iu, '')
    .replace(/https?:\/\/(?:www\.)?/iu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return bare === '' ? outlet.trim() : bare;
}

/** @returns The outlet inside a sentence of the language, with the article English wants. */
export function spokenOutlet(outlet: string, language: Language): string {
  const name = outletName(outlet);
  if (language === 'de') return germanOutlet(name);
  if (language !== 'en' || /^the /iu.test(name)) return name.replace(/^The /u, 'the ');
  return ENGLISH_WITH_ARTICLE.test(name) ? `the ${name}` : name;
}

/** German says whether a paper is a he, a she or an it. */
function germanOutlet(name: string): string {
  if (/^(?:Der|Die|Das) /u.test(name)) return name.charAt(0).toLowerCase() + name.slice(1);
  if (
    /(?:NZZ|FAZ|taz|BBC|[Zz]eitung|[Tt]agesschau|[Uu]mschau|[Tt]agesmeldung|[Rr]undschau|Allgemeine|Post|Presse|Woche)$/u.test(
      name,
    )
  )
    return `die ${name}`;
  if (/(?:[Aa]nzeiger|[Ss]piegel|[Bb]ote|[Kk]urier|[Mm]erkur|Standard|Guardian|Blick)$/u.test(name))
    return `der ${name}`;
  return /(?:[Bb]latt|[Mm]agazin|[Ee]cho|ZDF)$/u.test(name) ? `das ${name}` : name;
}

/** @returns One article of each outlet, in order. */
export function onePerOutlet(articles: readonly Article[]): Article[] {
  const seen = new Set<string>();
  return articles.filter((article) => {
    const name = outletName(article.outlet).toLowerCase();
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
