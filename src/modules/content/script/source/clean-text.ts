import type { Language } from '#kernel';
import { plainText as textOfHtml } from '../../feed/document/clean.js';
import { splitSentences } from './sentences.js';

/** Parts of a page that are no news, in any language: feeds mix them. Gaps are bounded: strangers write these texts. */
const BOILERPLATE: readonly RegExp[] = [
  /\b(?:read|find out|learn|see|view) more\b|\bcontinue reading\b|\bclick (?:here|on|to)\b|\bkeep reading\b|\bfull story\b/iu,
  /\bsign up\b|\bsubscri(?:be|ption)\b|\bnewsletters?\b|\bpodcasts?\b.{0,200}\b(?:here|subscribe|listen)\b|\bpush notifications?\b|\bcookies?\b|\bpaywall\b/iu,
  /\ball rights reserved\b|\bcopyright\b|©|\bphotographs?(?: by|:)|\b(?:photo|image|picture|video|graphic|source|credit|caption|file photo|foto|bild|quelle|grafik|crédit|crédits|photo d'archives|fonte|fuente|imagen|immagine|foto d'archivio)s?\s?:/iu,
  /\b(?:getty images|afp via|ap photo|shutterstock|keystone-sda|imago images|picture alliance|epa-efe|symbolbild|archivbild|image source|image caption)\b/iu,
  /\b(?:last )?updated (?:at|on)\b|\bpublished (?:at|on)\b|\bthis (?:article|story|post|page|item|video|live blog|blog) (?:was|is|has|first|originally|contains|may|will)\b|\bappeared first on\b|\bthe post\b.{0,200}\bappeared\b/iu,
  /\badvert(?:isement|orial)\b|\bsponsored\b|\baffiliate\b|\bpromo code\b|\bterms and conditions\b|^sample text\b/iu,
  /\bfollow (?:us|all|him|her|the latest|our|live|along|@)|\bshare (?:this|on)\b|\bon (?:facebook|twitter|instagram|whatsapp|tiktok)[.!]?$|\bcomments? (?:below|section)\b|\blive (?:blog|ticker|updates)\b|\bcontact (?:us|the author|the newsroom)\b|\bgot a tip\b/iu,
  /\bmehr (?:zum thema|dazu|lesen|erfahren|infos?|informationen)\b|\bweiterlesen\b|\blesen sie\b|\bzum artikel\b|\bhier klicken\b|\bjetzt (?:lesen|abonnieren|anmelden|bestellen|sichern)\b|\babonnieren\b|\babo\b.{0,200}\b(?:testen|abschliessen|abschließen)\b|\bliveticker\b|\bdieser (?:artikel|beitrag|text)\b|\baktualisiert\b.{0,200}\buhr\b|\bveröffentlicht am\b|\bkommentare?\b.{0,200}\b(?:lesen|schreiben)\b|\b(?:werbung|anzeige)\b|\b(?:für kurze zeit|kräftig sparen|ordentlich sparen|jetzt zugreifen)\b|\bmit material (?:von|der)\b|\balle rechte vorbehalten\b/iu,
  /\blire (?:aussi|la suite|plus|également)\b|\bà lire\b|\ben savoir plus\b|\bcliquez\b|\bs['’]abonner\b|\babonnez\b|\binscrivez\b|\bcet article\b|\bmis à jour\b|\bpublicité\b|\btous droits réservés\b/iu,
  /\bleggi (?:anche|tutto|di più)\b|\bcontinua a leggere\b|\bclicca\b|\biscriviti\b|\babbonati\b|\bquesto articolo\b|\baggiornato (?:alle|il)\b|\bpubblicità\b|\btutti i diritti\b|\briproduzione riservata\b/iu,
  /\blee(?:r)? (?:también|más)\b|\bseguir leyendo\b|\bhaz clic\b|\bsuscr[ií]b/iu,
  /\beste artículo\b|\bactualizado (?:a las|el)\b|\bpublicidad\b|\btodos los derechos\b|\bmás información en\b/iu,
  /\b(?:previous|prior|above|earlier|all|these|system) (?:instructions?|prompts?)\b|\bsystem prompt\b|\bas an ai\b|\b(?:vorherige|obige|bisherige)n? (?:anweisung|instruktion)|\binstructions précédentes\b|\bistruzioni precedenti\b|\binstrucciones anteriores\b|\blanguage model\b|\bthis (?:agency|newspaper|paper|magazine|website|publication)\b|\b(?:dieser|diese) (?:zeitung|redaktion|agentur)\b|\bnotre (?:journal|rédaction)\b|\bce journal\b|\b(?:questo|nostro) giornale\b|\beste (?:periódico|diario)\b|\b(?:radio host|newsreader|moderator),? (?:say|sag)/iu,
];

/** Who wrote, where it was broadcast, whom to ring: what stands around a piece of news in the five languages. */
const AROUND: readonly RegExp[] = [
  /\b(?:contributed to this (?:report|story|article)|contributed (?:reporting|research)|(?:reporting|additional reporting|editing|writing|compiled) by\b|our standards:|trust principles|opens new tab|read full article|article url|comments url|tl;dr|for (?:more|further) information\b|thanks for reading|hello and welcome|welcome (?:to|back)|\d+(?:st|nd|rd|th) (?:edition|episode) of|in this (?:episode|edition|week[’']s)|ad choices|source text for|further company coverage|media contacts?\b|reached at \S+@)/iu,
  /\b(?:(?:beitrag|sendung|thema) (?:lief|wurde|im programm)|(?:über dieses thema|darüber) berichtete|dieses thema im programm|leser-reporter|kommentarspalte|livestream|hier finden sie|tel(?:efon)?(?:nummer)?\.? ?:? ?\+?\d[\d ]{6,})/iu,
  /^(?:tribune|chronique|édito(?:rial)?|kommentar|gastkommentar|opinion)\.$/iu,
  /^(?:edit|update|tl;dr|location|depth|time|epicenter|points|advisory|pager)\b\s?[-:]/iu,
  /\(\s*\)|&[a-z]{2,8};/iu,
  // Whom to ring.
  /(?<![\p{N}.,’'])(?:\+|00?)\d{1,3}(?:[ /.-]?\d{2,4}){3,8}(?!\p{N})/u,
];

/** Questions and answers, pictures and line-ups: a label and what belongs to it. */
const LABELLED: readonly RegExp[] = [
  /^(?:q|a|f|frage|antwort|question|réponse|domanda|risposta|pregunta|respuesta)\s?:/iu,
  /^(?:watch|listen|see also|related|voir aussi|à voir|vidéo|video|im video|guarda|ascolta|mira|ver también|photos?|fotos?|bilder|galerie)\s?:/iu,
  /^(?:attendance|referee|line-?ups?|telegramm|zuschauer|schiedsrichter|aufstellung(?:en)?|tore|spectateurs|arbitre|compositions?|tabellino|spettatori|marcatori|formazioni|ficha técnica|alineaciones|árbitro|espectadores|goles)\s?:/iu,
];

/** "BERLIN (dpa) -", "LONDON, May 3 (Reuters) -", "Zürich/Bern (sda) –", "(Reuters) -", "WASHINGTON —". */
const DATELINES: readonly RegExp[] = [
  /^\((?:adds?|updat|recast|correct|writes|repeats|refiles|new throughout|agrega|añade|actualiza|corrige|ajoute|actualis|précise|aggiorna|aggiunge|neu|zusammenfassung|ergänzt|mit |wiederholung)[^()]*\)\s*/iu,
  /^(?:\p{Lu}\p{Ll}{2,9}\.? \d{1,2}(?:, \d{4})?|\d{1,2}\.? \p{Lu}\p{Ll}{2,9}\.?)\s?\((?:Reuters|AP|AFP|dpa|sda|UPI)\)\s?[-–—:.]*\s?/u,
  /^(?:\p{Lu}[\p{L}.'’/ -]{1,40}(?:,\s?[\p{L}\d. ]{2,25}){0,2}\s?)?\((?:Reuters|AP|AFP|dpa|sda|apa|ats|ansa|efe|SDA|DPA|ATS|ANSA|EFE|Keystone-SDA|Keystone-ATS|dpa-AFX|awp|AWP|UPI|PA|CNN|BBC|[A-Z]{2,8}|[a-z]{2,5}(?:\/[a-z]{2,5})*)\)\s?[-–—:.]+\s?/u,
  /^(?:\p{Lu}[\p{L}.'’/ -]{1,40}\s?)?\((?:Reuters|dpa|sda|apa|ats|ansa|efe|awp|afp|dpa-AFX|Keystone-(?:SDA|ATS))\)\s(?=\p{Lu})/u,
  /^\p{Lu}{3,}[\p{Lu} .'’/-]{0,30}(?:,\s?[\p{L}\d. ]{2,25}){0,2}\s?[-–—:]\s+/u,
  /^(?:[-–—]\s*)?\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?(?:, [\p{L}.]+ \d{1,2})?\s[–—]\s(?=\p{Lu})/u,
  /^(?:\d{1,2}[:.]\d{2}(?:\s?(?:Uhr|h|a\.?m\.?|p\.?m\.?|GMT|CET|ET|BST))?)\s?[-–—:|]\s*/iu,
  /^(?:\+\+\+|•|·|▪|►|▶|\*|–|—|-)\s*/u,
  /^[-–—]\s+(?=[\p{Lu}\d])/u,
  /^(?:UPDATE(?: \d)?|BREAKING(?: NEWS)?|EXCLUSIVE|EXKLUSIV|LIVE|EILMELDUNG|EIL|URGENT|ULTIMA ORA|ÚLTIMA HORA|ACTUALIZACIÓN|AGGIORNAMENTO|MISE À JOUR|DIRECT|EN DIRECT)\s?[-–—:|]\s*/iu,
];

/** Names are told by their capitals: "from the escort boat her coach, ..." is none. */
const BYLINE =
  /^(?:(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Dd]i|[Pp]or|POR|[Ff]rom|[Tt]exte?(?::| by| von)|TEXT:|(?:[Rr]eporting|[Ee]diting|[Ww]ritten) by)\s+(?:\p{Lu}[\p{L}.'’-]*)(?:\s+(?:(?:and|und|et|e|y|von|van|de|del|la|da|le)\s+)?\p{Lu}[\p{L}.'’-]*){1,6}(?:\s*[,|/–-].{0,60})?|(?:\p{Lu}[\p{L}'’-]+ ){1,3}\p{Lu}[\p{L}'’-]+,? (?:[Cc]orrespondent|[Rr]eporter|[Kk]orrespondent(?:in)?|[Rr]edaktion))\.?$/u;

/** @returns The text without markup, links, handles and signs that nobody can say; paragraphs are kept. */
export function plainText(text: string): string {
  return withoutMarkup(text)
    .replace(/[\u200B-\u200F\u2028\u2029\u202A-\u202E\u2060\uFEFF\u00AD]/gu, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/\[\s?(?:…|\.{3}|&hellip;)\s?\]/gu, '…')
    .replace(/\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}\u200D]*/gu, '')
    .replace(/ +([,.;])/gu, '$1')
    .replace(/(?<=\p{Ll}{3})\.(?=\p{Lu}\p{Ll}+ )/gu, '. ')
    .replace(/ {2,}/gu, ' ');
}

/** By the parser that cleans feeds; a line of the text stays one. */
function withoutMarkup(text: string): string {
  return /[<&]/u.test(text) ? textOfHtml(text.replaceAll('\n', '<br>')) : text;
}

/**
 * @returns The sentences of a text, in order, by paragraph: datelines are cut off; bylines are gone, and so is what
 * belongs to the page at the beginning and at the end. What stands between the news stays, see `isBoilerplate`: the
 * sentence behind it may lean on it.
 */
export function sentencesWithGaps(text: string, language: Language): string[] {
  const sentences = plainText(text)
    .replace(/ ?\n[ \n]*/gu, '\n')
    .replace(/\s?(?:\+\+\+|[•·▪►▶■●|])\s?/gu, '\n')
    .split(/ ?\n ?/u)
    .map((paragraph) => withoutLabelled(paragraph.trim(), language))
    .map((paragraph) => withoutDateline(withoutAsides(paragraph)))
    .filter((paragraph) => paragraph !== '' && !BYLINE.test(paragraph))
    .flatMap((paragraph) => withoutLabels(splitSentences(paragraph, language)))
    // What a dateline hides may look like news once it is cut off.
    .map((sentence) => (isBoilerplate(sentence) ? sentence : withoutDateline(sentence).trim()))
    .map((sentence) =>
      sentence.replace(
        /\s\((?:dpa|sda|apa|awp|ats|afp|ap|ansa|efe|reuters|keystone-sda)\)(?=[.,]?$)/iu,
        '',
      ),
    )
    .filter((sentence) => sentence !== '' && !BYLINE.test(sentence));
  const isNews = (sentence: string): boolean => !isBoilerplate(sentence);
  return sentences.slice(
    Math.max(0, sentences.findIndex(isNews)),
    sentences.findLastIndex(isNews) + 1,
  );
}

function isLabelled(sentence: string): boolean {
  return LABELLED.some((pattern) => pattern.test(sentence));
}

/** A paragraph that begins with a label loses its labelled sentences before anything looks like a dateline. */
function withoutLabelled(paragraph: string, language: Language): string {
  if (!isLabelled(paragraph)) return paragraph;
  return splitSentences(paragraph, language)
    .filter((sentence) => !isLabelled(sentence))
    .join(' ');
}

/** A sport or a place on its own before the first sentence: "Ski alpin.", "Berlin." */
function withoutLabels(sentences: readonly string[]): readonly string[] {
  const [first = '', ...rest] = sentences;
  return rest.length > 0 &&
    /^(?:\p{Lu}[\p{L}-]*|(?:Ski|Formel|New|San|Los|Las|La|Le|St\.) [\p{L}\d]+)\.$/u.test(first)
    ? rest
    : sentences;
}

/** Stock symbols, author marks and links of a page in brackets, which nobody says. */
function withoutAsides(text: string): string {
  return text
    .replace(/,? opens new tab\b/giu, '')
    .replace(
      / \((?:[A-Z\d]{1,6}(?:\.[A-Z]{1,3})|(?:NYSE|NASDAQ|Nasdaq|LSE|SIX|ISIN|WKN): ?[A-Z\d.]+|[$][A-Z]{2,5})\)/gu,
      '',
    )
    .replace(/ ?\[(?:mehr|more|link|comments|\d{1,3})\]/giu, '')
    .replace(/ ?\((?:tel\.? ?|tél\.? ?|phone:? ?)?\+?\d[\d /.-]{7,}\)/giu, '')
    .replace(/(?<=[.!?]["”»]?) \(\p{Ll}{2,4}(?:\/\p{Ll}{2,4})*\)$/u, '');
}

/** @returns Whether a sentence belongs to the page and not to the news. */
export function isBoilerplate(sentence: string): boolean {
  return (
    isLabelled(sentence) || [...BOILERPLATE, ...AROUND].some((pattern) => pattern.test(sentence))
  );
}

/** @returns The text without the place and agency in front of it. */
export function withoutDateline(text: string): string {
  let rest = text;
  for (const pattern of DATELINES) rest = rest.replace(pattern, '');
  return rest;
}
