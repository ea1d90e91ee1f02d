import type { Language } from '#kernel';
import type { Article } from '../../story/story.js';

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
  if (language !== 'en') return romanceOutlet(name, language);
  if (/^the /iu.test(name)) return name.replace(/^The /u, 'the ');
  return ENGLISH_WITH_ARTICLE.test(name) ? `the ${name}` : name;
}

/** German says whether a paper is a he, a she or an it. */
function germanOutlet(name: string): string {
  if (/^(?:Der|Die|Das) /u.test(name)) return name.charAt(0).toLowerCase() + name.slice(1);
  if (
    /(?:NZZ|FAZ|taz|BBC|[Zz]eitung|[Tt]agesschau|[Uu]mschau|[Tt]agesmeldung|[Rr]undschau|Allgemeine|Post|Presse|Woche|[Aa]gentur|[Aa]usgabe|[Rr]eview|[Nn]achrichten|Finanz|[Dd]epesche|Volksstimme|Stimme)$|^Agentur (?=\p{Lu})/u.test(
      name,
    )
  )
    return `die ${name}`;
  if (
    /(?:[Aa]nzeiger|[Ss]piegel|[Bb]ote|[Kk]urier|[Mm]erkur|Standard|Guardian|[Bb]lick|[Dd]ienst|[Tt]icker|Tagi|Herald|Stern|Focus|Freund|[Ll]andbote)$/u.test(
      name,
    )
  )
    return `der ${name}`;
  return /(?:[Bb]latt|[Mm]agazin|[Ee]cho|ZDF|SRF|[Pp]ortal|[Rr]adio|Fernsehen|Journal)$/u.test(name)
    ? `das ${name}`
    : name;
}

/** First words of papers that are said with an article, by what they are; contractions are left to the phrases. */
const ROMANCE: Readonly<Record<'fr' | 'it' | 'es', ReadonlyArray<readonly [RegExp, string]>>> = {
  fr: [
    [/^(?:Agence|Agefi|Express|Équipe|Humanité|Union|Est |Obs)/u, 'l’'],
    [/^(?:Gazette|Tribune|Dépêche (?=d)|Voix|Presse|Croix|Nouvelle |Feuille)/u, 'la '],
    [/^(?:Journal|Quotidien|Courrier|Nouvelliste|Matin|Temps|Monde|Figaro|Parisien)/u, 'le '],
  ],
  it: [
    [/^(?:Agenzia|Ansa|Adige|Arena|Unità|Eco|Espresso|Osservatore|Avvenire)/u, 'l’'],
    [
      /^(?:Gazzetta|Repubblica|Stampa|Lanterna|Nazione|Voce|Tribuna|Provincia|Rivista|Regione|Sicilia|Prealpina|Cronaca|Notte|Posta)/u,
      'la ',
    ],
    [
      /^(?:Corriere|Giornale|Messaggero|Mattino|Secolo|Foglio|Sole|Tempo|Resto|Fatto|Quotidiano|Piccolo|Tirreno|Gazzettino|Cittadino|Post)/u,
      'il ',
    ],
  ],
  es: [
    [
      /^(?:Agencia|Gaceta|Brújula|Voz|Vanguardia|Razón|Nación|Tribuna|Jornada|Prensa|Opinión|Crónica|Revista|Tercera|Verdad)/u,
      'la ',
    ],
    [
      /^(?:Diario|Periódico|Correo|Heraldo|Mundo|País|Norte|Faro|Comercio|Universal|Tiempo|Espectador|Observador|Confidencial|Mercurio|Noticiero|Boletín)/u,
      'el ',
    ],
  ],
};

function romanceOutlet(name: string, language: 'fr' | 'it' | 'es'): string {
  const [, article = ''] = ROMANCE[language].find(([pattern]) => pattern.test(name)) ?? [];
  return `${article}${name}`;
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
