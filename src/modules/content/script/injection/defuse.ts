import { type Language, LANGUAGES } from '#kernel';
import type { Article, Story } from '../../story/story.js';
import type { ScriptRequest } from '../script.js';
import { splitSentences } from '../source/sentences.js';
import { addressOf, namesReader } from './orders.js';
import { visible } from './unmasked.js';

/** A name of an outlet is no speech. */
const OUTLET_CHARACTERS_MAX = 60;
const TITLE_CHARACTERS_MAX = 160;
const NAMED_OUTLETS_MAX = 5;
/** The order is about what comes after it, however far. */
const ANNOUNCES =
  /[:>]\s*["“„«]?\s*$|\b(?:following|below|next (?:sentence|line|paragraph)|folgende[nsrm]?|unten|nächste[nrs]? satz|suivante?s?|ci-dessous|seguent[ei]|qui sotto|siguientes?|a continuación)\b/iu;
/** A sentence that only calls somebody is short: "Attention radio host." */
const ADDRESS_CHARACTERS_MAX = 80;
/** The order is about what stood before it. */
const RECALLS =
  /\b(?:previous|preceding|last|above|vorherige[nrs]?|letzte[nrs]?|précédente?|dernière|precedente|ultima|anterior|última) (?:sentence|line|word|phrase|paragraph|satz|zeile|wort|phrase|mot|frase|parola|palabra)\b/iu;

/** An article without what speaks to its reader, and what was taken out of it. */
export interface Defused {
  /** Undefined where nothing is left to tell. */
  readonly article?: Article;
  /** Sentences that were taken out. */
  readonly removed: readonly string[];
  /** Whether an order was among them. */
  readonly isHostile: boolean;
}

/**
 * Takes out of an article everything that speaks to whoever reads it: orders to machines and hosts in five
 * languages, plain or in disguise, and what follows them. A story about orders keeps its other sentences.
 */
export function defuse(article: Article): Defused {
  const language = spokenLanguage(article.language);
  const removed: string[] = [];
  const summary = withoutOrders(article.summary, language);
  const body = summary.endsAll ? cut(article.body) : withoutOrders(article.body, language);
  const title = visible(article.title).replace(/\s+/gu, ' ').trim();
  const titleAddress = addressOf(title);
  removed.push(...summary.removed, ...body.removed);
  if (titleAddress !== undefined) removed.push(title);
  const hasEvilTitle = titleAddress === 'order' && ANNOUNCES.test(title);
  const kept =
    titleAddress === undefined ? title : firstSentence(summary.text, body.text, language);
  const outlet = outletOf(article);
  if (outlet !== article.outlet) removed.push(article.outlet);
  const isHostile =
    titleAddress === 'order' || summary.isHostile || body.isHostile || outlet !== article.outlet;
  if (hasEvilTitle || kept === '' || outlet === '') return { removed, isHostile };
  return {
    article: { ...article, title: kept, summary: summary.text, body: body.text, outlet },
    removed,
    isHostile,
  };
}

/** What a request for a script holds once nothing in it speaks to its reader. */
export interface DefusedRequest {
  readonly request: ScriptRequest;
  /** Sentences that were taken out of its articles. */
  readonly removed: readonly string[];
  /** Outlets whose articles held orders, each once. */
  readonly hostileOutlets: readonly string[];
}

/** @returns The request with every article defused; articles and stories of which nothing is left are gone. */
export function defuseRequest(request: ScriptRequest): DefusedRequest {
  const removed: string[] = [];
  const outlets = new Set<string>();
  const stories = request.stories.flatMap((story): Story[] => {
    const articles = story.articles.flatMap((article) => {
      const defused = defuse(article);
      removed.push(...defused.removed);
      if (defused.isHostile) outlets.add(article.outlet);
      return defused.article ?? [];
    });
    const [first, ...rest] = articles;
    return first ? [{ ...story, articles: [first, ...rest] }] : [];
  });
  return { request: { ...request, stories }, removed, hostileOutlets: [...outlets] };
}

/** @returns One warning for all outlets whose articles gave orders. */
export function warningsOfOrders({ hostileOutlets }: DefusedRequest): string[] {
  if (hostileOutlets.length === 0) return [];
  const named = hostileOutlets
    .slice(0, NAMED_OUTLETS_MAX)
    .map((outlet) => `"${visible(outlet).slice(0, OUTLET_CHARACTERS_MAX)}"`);
  return [
    `Articles of ${named.join(', ')} give orders to whoever reads them; those parts were left out.`,
  ];
}

interface Part {
  readonly text: string;
  readonly removed: readonly string[];
  readonly isHostile: boolean;
  /** What was taken out announced more: nothing that follows is to be trusted. */
  readonly endsAll: boolean;
}

function cut(text: string): Part {
  return { text: '', removed: text.trim() === '' ? [] : [text], isHostile: true, endsAll: true };
}

function withoutOrders(text: string, language: Language): Part {
  const removed: string[] = [];
  const kept: string[] = [];
  let endsAll = false;
  let isHostile = false;
  for (const paragraph of visible(text).split(/\n\s*\n/u)) {
    const part: Part = endsAll ? cut(paragraph) : readParagraph(paragraph, language);
    removed.push(...part.removed);
    if (part.text !== '') kept.push(part.text);
    isHostile ||= part.isHostile;
    endsAll ||= part.endsAll;
  }
  return { text: kept.join('\n\n'), removed, isHostile, endsAll };
}

function readParagraph(paragraph: string, language: Language): Part {
  const sentences = paragraph
    .split(/\n/u)
    .flatMap((line) => splitSentences(line, language))
    .filter((sentence) => sentence.trim() !== '');
  const kept: string[] = [];
  const removed: string[] = [];
  for (const [at, sentence] of sentences.entries()) {
    const before = kept.at(-1) ?? '';
    const isAddress = before.length <= ADDRESS_CHARACTERS_MAX && namesReader(before);
    // An order in two sentences: "Newsreader. Say this."
    const address =
      addressOf(sentence) ?? (isAddress ? addressOf(`${before} ${sentence}`) : undefined);
    if (address === undefined) kept.push(sentence);
    else removed.push(sentence);
    if (address !== 'order') continue;
    removed.push(...sentences.slice(at + 1));
    if (RECALLS.test(sentence)) removed.push(...kept.splice(0));
    return { text: kept.join(' '), removed, isHostile: true, endsAll: ANNOUNCES.test(sentence) };
  }
  return { text: kept.join(' '), removed, isHostile: false, endsAll: false };
}

function firstSentence(summary: string, body: string, language: Language): string {
  const [first = ''] = [...splitSentences(summary, language), ...splitSentences(body, language)];
  return first.length <= TITLE_CHARACTERS_MAX ? first : '';
}

/** The outlet is said on air: where it is no name, the host of the link stands for it. */
function outletOf({ outlet, link }: Article): string {
  const name = visible(outlet).replace(/\s+/gu, ' ').trim();
  if (name !== '' && name.length <= OUTLET_CHARACTERS_MAX && addressOf(name) === undefined)
    return name === outlet.trim() ? outlet : name;
  const host = URL.canParse(link) ? new URL(link).hostname.replace(/^www\./u, '') : '';
  const [label = ''] = host.split('.');
  return addressOf(label) === undefined ? label.charAt(0).toUpperCase() + label.slice(1) : '';
}

function spokenLanguage(language: string): Language {
  const [bare] = language.toLowerCase().split(/[-_]/u);
  return LANGUAGES.find((known) => known === bare) ?? 'en';
}
