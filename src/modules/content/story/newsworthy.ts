import type { Article } from './story.js';

/** What a title or its first words give away: advertising, games, service, and feeds about themselves. */
const FILLER: readonly RegExp[] = [
  // Advertising, marked as such by law nearly everywhere.
  /^(\[?(sponsored|advertisement|advertorial|promoted|ad|paid( post| content)?|partner content|anzeige|werbung|publireportage|sponsoring|publicit[ée]|publi-?r[ée]dactionnel|contenu sponsoris[ée]|pubblicit[àa]|contenuto sponsorizzato|publicidad|patrocinado|contenido patrocinado)\]?)\b/i,
  // Games, competitions, deals.
  /\b(win (a|an|one|two|three|tickets)\b.*|giveaway|sweepstakes?|prize draw|enter (now )?to win|competition:|gewinnspiel|verlosung|jetzt gewinnen|concours ?:|gagnez|tirage au sort|concorso ?:|vinci un|sorteo ?:|participa en nuestro sorteo|gana un)\b/i,
  /^(deal of the (day|week)|best deals?|today'?s (best )?deals|deals?:|save \d+ ?%|\d+% off|coupons?|promo codes?|black friday|cyber monday|prime day|schn[äa]ppchen|rabatt|bons plans?|offerta|oferta)(?!\p{L})/iu,
  /\b(\d+ ?% off|promo code|discount code|coupon code|zum aktionspreis|solange vorrat|a met[àa] prezzo)(?!\p{L})/iu,
  /\b(betting tips?|best bets|our banker|odds boost|free bets?|wett-?tipps?|paris sportifs|pronostici|pron[óo]sticos de apuestas)\b/i,
  // Games and stars.
  /\b(horoscopes?|horoskop|hor[óo]scopos?|oroscopo|zodiac|sternzeichen|crosswords?|kreuzwortr[äa]tsel|sudoku|wordle|connections hints?|mots crois[ée]s|cruciverba|crucigrama|quordle|strands hints?)\b/i,
  /^(quiz|weekly quiz|news quiz|test your|kreuzwort|r[äa]tsel)\b|\b(take (the|our) quiz|quiz der woche)\b/i,
  // Feeds about themselves, pictures and lists nobody can hear.
  /^(newsletter|subscribe|sign up|morning briefing|evening briefing|daily briefing|our (best|favourite) (photos|pictures)|in pictures|(the )?week in pictures|photos? of the (day|week)|pictures of the (day|week)|bild(er)? des tages|cartoon|comic|podcast:|watch live|live stream|livestream|video:|listen:|tv (guide|tonight)|tv-tipps|corrections?( and clarifications)?:?$|letters?( to the editor)?:|in eigener sache)\b/i,
  /^(advertisement|anzeige|werbung|publicit[ée]|pubblicit[àa]|publicidad)\.?(?=\s|$)/i,
  // Orders to a machine, and what only subscribers read.
  /^\W*(ignore|disregard|forget) (all |any |the |your )*(previous|prior|above|earlier) |\b(system prompt|as an ai (language )?model)\b/i,
  /^(heise\+|\(S\+\)|F\+|ZEIT\+|plus:|(ix|heise)-workshop)(?=[\s:|])/i,
  // One person's view, and pages that gather what other items tell.
  /^(opinion|editorial|op-ed|column|comment|kommentar|glosse|leitartikel|gastkommentar|meinung|kolumne|tribune|chronique|éditorial|opinione|editoriale|opinión|columna|tribuna)\s*[|:–—-]/iu,
  /^(tribune|chronique|éditorial|kommentar|opinion)\.\s/iu,
  /^([\p{Lu}][\p{L}'’-]+ ){1,2}[\p{Lu}][\p{L}'’-]+: ([Ww]hy|[Hh]ow|[Ww]hat) /u,
  /^(analysis|explainer|explained|analyse|análisis|analisi|factbox|fact check|timeline|live( updates| blog)?|as it happened|live[- ]?ticker|live[- ]?blog|jetzt live|en direct|diretta|en directo|en vivo)\s*[,|:–—+-]/iu,
  /\b(news live|live updates|live blog|news[- ]update|live as it happened|war briefing|(up first|morning|evening|daily|weekly) briefing|briefing:)(?!\p{L})/iu,
  /[-–—|:]\s*(live!?|as it happened|minute by minute|en direct|direct|live-?ticker|liveblog|in diretta|diretta|en directo|minuto a minuto)$/iu,
  // What other items tell one by one: previews, reviews of the press, the day in short; and what is only heard.
  /(?<!\p{L})(wochenvorschau|presseschau|die lage am|news des tages|das war der tag|der tag im überblick|revue de presse|rassegna stampa|le notizie del giorno|revista de prensa|las noticias del día|lo más leído)(?!\p{L})/iu,
  /(?<!\p{L})podcast\s?[:|–-]|^(heise-angebot|webinar|workshop)\s?[:|]/iu,
  /^(here[’']s (what|your|how|everything)|\d+ things to know|what (we know|to know)|everything (you|we) (need|know)|today in history|on this day|(photos?|gallery|watch|pictures|bilder|fotos|vidéo|video|galerie)\s*:|corrections?( and clarifications)?\b|how to|brief-)/iu,
  /^(the best .* deals|best .* deals|(ten|five|seven|\d+) (best|beaches|things|ways|tips|reasons|dinge|gründe|tipps|choses|raisons|cose|cosas)\b|(our|the) \d+ best)/iu,
  /\b(frühbucherrabatt|rabatt sichern|jetzt anmelden|you must (visit|see|try)|so sparen sie|memorial day deals|deals you can)(?!\p{L})/iu,
];

const FILLER_CATEGORY =
  /^(advert.*|sponsored.*|deals?|promo.*|horoscope?s?|horoskop|hor[óo]scopos?|oroscopo|quiz(zes)?|games?|spiele|betting|wetten|coupons?|competitions?|newsletter|opinions?|editorials?|kommentare?|meinung|tribunes?|opinión|werbung|anzeigen?|publicit[ée]|pubblicit[àa]|publicidad|partner ?content)$/i;
const FILLER_PATH =
  /\/(sponsored|advertorial|promo|promotion|partner-content|paid-content|horoscopes?|quiz(zes)?|crosswords?|deals|coupons?|betting|gewinnspiel|commentisfree|opinions?|kommentare?|meinung|editoria(?:l|les|li)|opiniones|opinioni|tribunas?|chroniques?)\//i;

/** Fewer words tell no news, */
const WORDS_MIN = 8;
/** unless the title says it all, as in feeds of nothing but titles. */
const TITLE_WORDS_MIN = 5;

/** Whether an item is news, as opposed to advertising, games, service, or too few words. */
export function isNewsworthy(article: Article, categories: readonly string[] = []): boolean {
  const { title, summary, body, link } = article;
  if (FILLER.some((pattern) => pattern.test(title) || pattern.test(summary.slice(0, 160))))
    return false;
  if (categories.some((name) => FILLER_CATEGORY.test(name.trim()))) return false;
  if (FILLER_PATH.test(link)) return false;
  return (
    wordsIn(`${summary} ${body}`) >= WORDS_MIN ||
    (summary === '' && body === '' && wordsIn(title) >= TITLE_WORDS_MIN)
  );
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
}
