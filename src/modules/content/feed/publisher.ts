import { basename } from 'node:path';

const NAME_CHARACTERS_MAX = 40;
/** A part of so many words, none of them a section, is a name as a whole: "Gazeta de Lamora". */
const SHORT_NAME_WORDS_MAX = 3;

/** Words of a feed's title that name a section or the feed itself, never a publisher. */
const SECTION_WORDS = new Set(
  `a all and articles at atom breaking by category channel content de der die du edition en entries for from front full fresh
  feed feeds headline headlines home homepage in index international item items l la latest le les live main most new newest
  news newsfeed of on online our page popular posts press public recent release releases report reports rss s section site story
  stories submissions the today top trending uk update updates us usa video website world africa americas art arts asia
  books business cantons climate culture economy education entertainment environment europe finance football health life
  lifestyle local markets money movies music national opinion politics regional science society sport sports switzerland tech
  technology travel weather
  aktuell aktuelle aktuelles alle artikel ausland das ganze inland international kultur meldungen nachrichten neueste panorama
  politik regional schlagzeilen schweiz sport startseite top-themen themen uebersicht übersicht welt wirtschaft wissen wissenschaft
  zürich zuerich accueil actualite actualites actualités actualité culture economie économie france info infos monde planete politique suisse
  toute toutes une unes à apertura cronaca esteri mondo notizie politica prima primo piano ultime actualidad ciencia cultura
  deportes economia economía espana españa internacional mundo noticias portada sociedad ultimas últimas`.split(
    /\s+/,
  ),
);
/** Belongs to the name when it stands right after it: "BBC News", "heise online", "Weather Desk". */
const NAME_TAIL = /^(?:news|online|english|sport|radio|desk)$/i;
const NAME_HEAD = /^(?:the|der|die|das|le|la|les|el|il|al|new)$/i;
const DOMAIN_TAIL =
  /(?<=[\p{L}\d])\.(?:com|net|org|info|ch|de|at|fr|it|es|eu|uk|co\.uk|com\.au|tv|io)$/iu;
/** Papers whose feeds only say their initials. */
const FULL_NAMES: Readonly<Record<string, string>> = {
  nytimes: 'New York Times',
  washingtonpost: 'Washington Post',
  wsj: 'Wall Street Journal',
  ft: 'Financial Times',
};

/**
 * What a host calls the publisher of a feed that nobody has named: the part of its title that its address
 * bears out, else the first part that is no section, else its address: never "World news" or "RSS Channel".
 */
export function publisherOf(title: string, links: readonly string[], address: string): string {
  const label = labelOf(commonest(links.map(hostOf)));
  const known = FULL_NAMES[label];
  if (known !== undefined) return known;
  const parts = title
    .replace(/\s*[([].*?[)\]]\s*/g, ' ')
    .split(/\s+[-–—|:»>·•/]+\s+|[:»|]\s+/u)
    .map((part) => tidied(part))
    .filter((part) => part !== '');
  const borneOut = parts.flatMap((part) => nameIn(part, label) ?? [])[0];
  const telling = parts.find((part) => part.length <= NAME_CHARACTERS_MAX && !isSection(part));
  const host = hostOf(address);
  return (
    borneOut ??
    telling ??
    (label !== ''
      ? fromLabel(label)
      : host !== ''
        ? fromLabel(labelOf(host))
        : basename(address).replace(/\.\w{1,5}$/, ''))
  );
}

function tidied(part: string): string {
  return part
    .trim()
    .replace(/^(?:RSS|feed)\s+(?:feed\s+)?(?:of|for|from|von)?\s*/i, '')
    .replace(/\s+(?:RSS|Feed|News ?feed|RSS[- ]Feed)(?:\s.*)?$/i, '')
    .replace(/(?<=\sonline)\s+News$/i, '')
    .replace(/[.,;:]+$/u, '')
    .replace(DOMAIN_TAIL, '');
}

/** The words of a part that its address says as well: "EL PAÍS" of "Portada de EL PAÍS" and elpais.com. */
function nameIn(part: string, label: string): string | undefined {
  if (label.length < 3) return undefined;
  const words = part.split(/\s+/u).filter((word) => word !== '');
  const isShort = words.length <= SHORT_NAME_WORDS_MAX && !words.some(isSectionWord);
  for (let from = 0; from < words.length; from++)
    for (let to = words.length; to > from; to--)
      if (folded(words.slice(from, to).join('')) === label)
        return isShort ? name(words, 0, words.length) : name(words, from, to);
  const whole = folded(part);
  const isAlike = whole.length >= 3 && (label.includes(whole) || whole.startsWith(label));
  return isAlike && !isSection(part) && part.length <= NAME_CHARACTERS_MAX ? part : undefined;
}

function name(words: readonly string[], from: number, to: number): string {
  const first = from > 0 && NAME_HEAD.test(words[from - 1] ?? '') ? from - 1 : from;
  const last = NAME_TAIL.test(words[to] ?? '') ? to + 1 : to;
  const chosen = words.slice(first, last).map((word) => word.replace(DOMAIN_TAIL, ''));
  const isShouted = chosen.length > 1 && NAME_HEAD.test(chosen[0] ?? '');
  return chosen
    .map((word) => (isShouted && /^\p{Lu}+$/u.test(word) ? capitalised(word.toLowerCase()) : word))
    .join(' ');
}

function isSectionWord(word: string): boolean {
  return SECTION_WORDS.has(word.toLowerCase()) && word.length > 3 && !NAME_TAIL.test(word);
}

function isSection(part: string): boolean {
  return part
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .every((word) => word === '' || SECTION_WORDS.has(word) || /^\d+$/.test(word));
}

function fromLabel(label: string): string {
  return label.length <= 3 ? label.toUpperCase() : capitalised(label);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function folded(text: string): string {
  return text
    .replace(DOMAIN_TAIL, '')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\d]/gu, '');
}

function hostOf(link: string): string {
  const url = URL.parse(link);
  return url && /^https?:$/.test(url.protocol) ? url.hostname.toLowerCase() : '';
}

/** "theguardian" of www.theguardian.com, "bbc" of feeds.bbci.co.uk is not found and need not be. */
function labelOf(host: string): string {
  const labels = host.split('.');
  if (labels.length < 2) return '';
  const isSecondLevel =
    labels.length > 2 && /^(?:co|com|org|net|gov|ac)$/.test(labels.at(-2) ?? '');
  return folded(labels.at(isSecondLevel ? -3 : -2) ?? '');
}

function commonest(hosts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const host of hosts) if (host !== '') counts.set(host, (counts.get(host) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
