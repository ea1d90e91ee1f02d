import { Parser } from 'htmlparser2';

const BLOCKS = new Set(
  'p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote section article tr td th dd dt dl table hr pre header footer aside'.split(
    ' ',
  ),
);
const SILENT = new Set(
  'script style figure figcaption noscript iframe svg math button form select nav object video audio template'.split(
    ' ',
  ),
);
const LOOKS_LIKE_MARKUP =
  /<\/?(?:p|br|a|div|span|img|em|strong|b|i|ul|li|h\d|figure|blockquote)\b[^<>]*>/i;
const LOOKS_LIKE_ENTITY = /&(?:#\d{2,6}|#x[\da-f]{2,5}|[a-z]{2,8}\d?);/i;
/** Text of a longer article than any host reads. */
const TEXT_CHARACTERS_MAX = 20_000;

/** Deeper markup than any article has; what follows is not read. */
const DEPTH_MAX = 512;

class TooDeep extends Error {}

/**
 * Plain text of a piece of HTML: paragraphs separated by one blank line. A real parser in linear time;
 * scripts, figures and forms are left out, entities decoded, text that was escaped twice is read again.
 * @param isPlain The feed says that there is no markup; it is believed where nothing looks like some.
 */
export function plainText(html: string, isPlain = false): string {
  if (isPlain && !looksLikeHtml(html)) return paragraphs(html.slice(0, TEXT_CHARACTERS_MAX));
  const once = strip(html);
  return looksLikeHtml(once) ? strip(once) : once;
}

function looksLikeHtml(text: string): boolean {
  return LOOKS_LIKE_MARKUP.test(text) || LOOKS_LIKE_ENTITY.test(text);
}

function strip(html: string): string {
  const whole = texts(html, true);
  // "The <video> tag": what is left out would be the rest of the sentence.
  return paragraphs((whole.isSilencedToEnd ? texts(html, false) : whole).text);
}

function texts(html: string, isSilencing: boolean) {
  const parts: string[] = [];
  let silence = 0;
  let length = 0;
  let depth = 0;
  const parser = new Parser(
    {
      onopentagname: (name) => {
        if (++depth > DEPTH_MAX) throw new TooDeep();
        if (isSilencing && SILENT.has(name)) silence++;
        if (BLOCKS.has(name)) parts.push('\n\n');
      },
      ontext: (text) => {
        if (silence > 0 || length >= TEXT_CHARACTERS_MAX) return;
        const part = text.slice(0, TEXT_CHARACTERS_MAX - length);
        parts.push(part);
        length += part.length;
      },
      onclosetag: (name) => {
        depth--;
        if (SILENT.has(name) && silence > 0) silence--;
        if (BLOCKS.has(name)) parts.push('\n\n');
      },
    },
    { decodeEntities: true },
  );
  let isSilencedToEnd = false;
  try {
    parser.write(html);
    isSilencedToEnd = silence > 0;
    parser.end();
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
  }
  return { text: parts.join(''), isSilencedToEnd };
}

/** A line that is not followed by an empty one goes on in the next. */
function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map(oneLine)
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** Control and invisible characters go, white space is folded. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g,
      (c) => (/[\t\n\r\u2028\u2029]/.test(c) ? ' ' : ''),
    )
    .replace(/[\s\u00a0\u2000-\u200a\u202f\u3000]+/g, ' ')
    .trim();
}

/** Paragraphs that stand around an article rather than in it, in the five languages of the station. */
const BOILERPLATE: readonly RegExp[] = [
  /^(read (more|on|the full|the rest|next)|continue reading|keep reading|click (here|to)|learn more|find out more|see also|more (on|from|about)|related( (stories|articles|topics|content))?\b|watch:|listen:|recommended|advertisement|sponsored|share (this|on)|follow us|sign up|subscribe|join our|get (the|our) .{0,200}(newsletter|app)|download (the|our)|support (us|our)|donate|sample text|view (the )?(original|comments)|comments?$|tags?:|filed under|topics?:|image (credit|source)|photo(graph)?( by|:| credit)|picture:|credit:|source:$|editor'?s note|this article (was|is|first|originally)|originally published|all rights reserved|copyright|©|\(c\) ?\d{4})/i,
  /^(weiterlesen|mehr (zum thema|dazu|lesen)|lesen sie|hier (klicken|geht)|zum (artikel|video|newsletter)|jetzt abonnieren|newsletter|anzeige\b|werbung\b|bild(quelle)?:|foto:|quelle:$|teilen|kommentare?$|folgen sie uns|abonnieren|dieser (artikel|beitrag)|auch interessant|beispieltext)/i,
  /^(lire (la suite|aussi|plus)|à lire|en savoir plus|abonnez-vous|inscrivez-vous|publicité|photo ?:|crédit|partager|suivez-nous|cliquez|cet article|voir aussi|texte d.exemple)/i,
  /^(leggi (anche|tutto|di più)|continua a leggere|iscriviti|abbonati|pubblicità|foto ?:|condividi|seguici|clicca|questo articolo|vedi anche|testo di esempio)/i,
  /^(leer (más|también)|lea también|seguir leyendo|suscríb|publicidad|foto ?:|compartir|síguenos|haga clic|este artículo|ver también|texto de (ejemplo|muestra))/i,
  /^(https?:\/\/\S+|www\.\S+|@\w+|#\w+)$/i,
];

/** What blog software writes below every article; a paragraph of its own, and short. */
const SIGNATURE =
  /(the post .{0,200} (appeared|first appeared) (first )?on|(der|dieser) beitrag .{0,200} erschien zuerst|cet article .{0,200} est apparu en premier|l'articolo .{0,200} proviene da|la entrada .{0,200} (se publicó|aparece) primero)/i;
const SIGNATURE_CHARACTERS_MAX = 400;

/** The paragraphs of an article without what stands around it. */
export function withoutBoilerplate(text: string): string {
  return text
    .split('\n\n')
    .filter((paragraph) => !isBoilerplate(paragraph))
    .join('\n\n');
}

function isBoilerplate(paragraph: string): boolean {
  if (paragraph.length <= SIGNATURE_CHARACTERS_MAX && SIGNATURE.test(paragraph)) return true;
  return BOILERPLATE.some((pattern) => pattern.test(paragraph));
}

const TRACKERS =
  /^(utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_(cid|eid)|at_(medium|campaign|custom\d*|link.*|bbc.*|format|ptr.*)|ns_(mchannel|source|campaign|linkname|fee)|cmp|cmpid|ocid|icid|ncid|smid|partner|rss|ref|source|gbraid|wbraid|twclid|ttclid|li_fat_id|mkt_tok|_hs(enc|mi)|__hs(tc|sc|fp)|vero_(id|conv)|oly_(anon|enc)_id|mtm_.*|pk_(campaign|kwd|source|medium)|hsa_.*|sr_share|wt_?mc.*|xtor|_ga|spm|s_cid|ftag|guccounter|maca|traffic_source)$/i;

/** A link that names the article and no more: absolute, http(s), without trackers and fragment; else empty. */
export function canonicalLink(link: string, base: string): string {
  if (link.trim() === '') return ''; // Resolved against the base it would name the feed itself.
  const url = URL.parse(link.trim(), URL.canParse(base) ? base : undefined);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return '';
  for (const name of [...url.searchParams.keys()])
    if (TRACKERS.test(name)) url.searchParams.delete(name);
  url.hash = '';
  url.username = '';
  url.password = '';
  return url.href.length > 2048 ? '' : url.href;
}
