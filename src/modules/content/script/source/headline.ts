import type { Language } from '#kernel';
import type { Article } from '../../story/story.js';
import { isBoilerplate, plainText, withoutDateline } from './clean-text.js';
import { grammarOf } from '../languages/grammars.js';
import { startPattern } from '../languages/patterns.js';
import { isIn } from './article-language.js';
import type { ScriptRequest } from '../script.js';
import { hasBalancedQuotes, withoutQuotations } from './sentences.js';
import { onTheDay } from './on-the-day.js';
import { spokenForm } from './spoken-form.js';
import { wordsOf } from './stemmer.js';

/** Titles that ask, tease, count or promise instead of telling. */
const TEASER = startPattern(
  "how|why|what|when|where|who|which|here['’]s|here are|watch|listen|quiz|opinion|analysis|review|podcast|in pictures|photos|video|live|wie|warum|wieso|weshalb|was|wer|wo|so|darum|deshalb|das sind|diese|dieser|dieses|kommentar|analyse|meinung|interview|comment|pourquoi|voici|quand|qui|que|ce que|quel|quelle|opinion|vidéo|come|perché|ecco|chi|cosa|quando|quiz|cómo|por qué|así|esto|estos|estas|qué|quién|cuándo|opinión|vídeo|\\d+ (?:things|ways|reasons|facts|tips|dinge|gründe|tipps|choses|raisons|cose|motivi|cosas|razones|claves)",
);

/** "This will cost you: why premiums rise". */
const TEASER_INSIDE =
  /[:–—]\s(?:why|how|what|who|here['’]s|warum|wieso|wie|was|wer|so|darum|pourquoi|comment|voici|ce que|perché|come|ecco|por qué|cómo|así|qué)(?!\p{L})|\b(?:need to know|explained|as it happened|in pictures|full list)\b/iu;

/** The section in front of a title: "Traffic: ...". */
const SECTION =
  /^(?:(?:update|actualización|actualisation|aggiornamento|aktualisierung) ?\d?-(?=\p{L})|(?:die neue?sten entwicklungen\s+-|das neue?ste\s+-|final score:|sources:|(?:traffic|weather|sport|sports|football|tennis|business|science|world|politics|news|video|verkehr|wetter|fussball|fußball|ski|eishockey|météo|trafic|football|meteo|traffico|calcio|tráfico|fútbol|el tiempo|breaking|update(?: \d)?|actualización|aggiornamento|actualisation|aktualisiert|mise à jour|champions|exclusive|exklusiv|marktbericht|eil|eilmeldung|urgent|live|economía|deportes?|politik|wirtschaft|kultur|ausland|inland|sports?|économie|politique|culture|monde|suisse|hockey|economia|politica|cultura|ciclismo|basket|motogp|formule 1|formula 1|fórmula 1|baloncesto|tenis|handball|eishockey|ski alpin|premium|dépêche)\s?[:!])\s+)/iu;

const SPORTS =
  'football|fussball|fußball|calcio|fútbol|tennis|tenis|basket(?:ball)?|baloncesto|pallacanestro|handball|balonmano|eishockey|hockey|ski alpin|ciclismo|motogp|formel 1|formule 1|formula 1|fórmula 1';
/** A sport in front of a title says what no sentence of the report may say. */
const SPORT = new RegExp(`^(${SPORTS})\\s?[:,]\\s`, 'iu');

/** @returns Whether a word is the name of a sport. */
export function isSport(word: string): boolean {
  return new RegExp(`^(?:${SPORTS})$`, 'iu').test(word);
}

/** @returns The sport that a title names in front of it: "Basket : les Mouettes renversent Bulle", "Calcio, la Ceresina vince". */
export function sportOf({ title }: Article): string | undefined {
  const sport = SPORT.exec(plainText(title).trim())?.[1];
  return sport === undefined ? undefined : capitalised(sport);
}

const HEADLINE_WORDS_MAX = 17;
const CHAPTER_CHARACTERS_MAX = 68;

/** @returns A title as it may be shown: no section, no outlet, no markup, no shouting first word. */
export function cleanTitle({ title, outlet, summary, body }: Article): string {
  const short = outlet.replace(/\s*\(.*$/u, '');
  const text = withoutDateline(plainText(title).replace(/\s+/gu, ' ').trim())
    .replace(/\s\|\s\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){1,2}$/u, '')
    .replace(/\s+[|–—-]\s+(?:[\p{Lu}][\p{L}.& ]{1,30})$/u, (tail) =>
      tail.includes(short) ||
      /\b(?:News|Online|BBC|CNN|Times|Post|Guardian|heise|SRF|NZZ|tagesschau)\b/iu.test(tail)
        ? ''
        : tail,
    )
    .replace(
      /\s*\((?:Update|Video|Reuters|AP|dpa|sda|AFP|Bilder|mit Video|Photos?|vidéo|foto|fotos)\)$/iu,
      '',
    )
    .replace(/\+\+\+\s*(?:eil(?:meldung)?|breaking|live|update)?\s*\+\+\+/giu, ' ')
    .replace(/\s*\+\+\+\s*/gu, ' ')
    .replace(/^\s*(?:Eil|EIL|Eilmeldung|EILMELDUNG)\s+(?=\p{Lu})/u, '')
    .replace(/^\d{1,2}\s?[-–:]\s?\d{1,2}\s?[:–-]\s+/u, '')
    .trim();
  const rest = text.replace(SECTION, '').trim();
  return capitalised(unshouted(rest === '' ? text : rest, `${summary} ${body}`));
}

/** "MAYOR OF OSTWICK RESIGNS" is read as a sentence, with the names that its text writes large. */
function unshouted(title: string, text: string): string {
  const letters = title.replace(/[^\p{L}]/gu, '');
  const capitals = title.replace(/[^\p{Lu}]/gu, '');
  if (letters.length <= 10 || capitals.length <= letters.length * 0.6) return title;
  const names = new Map(
    [...text.matchAll(/(?<=[\p{Ll},] )\p{Lu}[\p{L}'’-]+/gu)].map(([name]) => [
      name.toLowerCase(),
      name,
    ]),
  );
  return title.toLowerCase().replace(/[\p{L}][\p{L}'’-]*/gu, (word) => names.get(word) ?? word);
}

/** @returns The text with its first letter large. */
export function capitalised(text: string): string {
  return text.replace(
    /^(["“„«]?)(\p{Ll})/u,
    (_all, mark: string, letter: string) => mark + letter.toUpperCase(),
  );
}

/** @returns The title as a sentence for the headline round; undefined where it teases, asks or shouts. */
export function spokenHeadline(
  article: Article,
  request: ScriptRequest,
  lowerCase: ReadonlySet<string>,
): string | undefined {
  const { language } = request;
  const title = spokenForm(quietened(cleanTitle(article), article, language, lowerCase), language);
  const words = wordsOf(title);
  if (words.length < 4 || words.length > HEADLINE_WORDS_MAX) return undefined;
  if (
    /[?…|@#<>[\]{}]|\.\.|https?:|www\./u.test(title) ||
    TEASER.test(title) ||
    TEASER_INSIDE.test(title) ||
    isBoilerplate(title)
  )
    return undefined;
  const grammar = grammarOf(language);
  if (
    grammar.imperative.test(title) ||
    grammar.reader.test(withoutQuotations(title)) ||
    !hasBalancedQuotes(title)
  )
    return undefined;
  if (
    words.filter((word) => word.length > 3 && word === word.toUpperCase() && /\p{L}/u.test(word))
      .length > 1
  )
    return undefined;
  const forbidden = (request.forbiddenWords ?? []).some((word) =>
    title.toLowerCase().includes(word.toLowerCase()),
  );
  if (forbidden) return undefined;
  const sentence = /[.!]["”»]?$/u.test(title)
    ? title
    : `${title.replace(/[,;:–—-]+$/u, '').trim()}.`;
  return onTheDay(sentence, language, { ...request, publishedAt: article.publishedAt });
}

/** @returns The chapter mark of a story: its title, cut at a joint where it is long. */
export function chapterTitle(article: Article): string {
  const title = cleanTitle(article).replace(/[.!]$/u, '');
  if (title.length <= CHAPTER_CHARACTERS_MAX) return title;
  const joints = [...title.matchAll(/(?:: | – | — |, |; )/gu)]
    .map(({ index }) => index)
    .filter((at) => at >= 15 && at <= CHAPTER_CHARACTERS_MAX);
  const joint = joints.at(-1);
  if (joint !== undefined) return title.slice(0, joint).trim();
  const words = title
    .slice(0, CHAPTER_CHARACTERS_MAX + 1)
    .split(' ')
    .slice(0, -1);
  return words
    .join(' ')
    .replace(
      /(?: (?:\p{Ll}{1,3}|with|from|after|nach|über|avec|pour|dans|della|delle|para|desde|after|and|und))+$/u,
      '',
    );
}

/** Every word that the newsroom writes small somewhere: capitals in a Title Like This are then no names. */
export function lowerCaseWords(request: ScriptRequest): ReadonlySet<string> {
  const words = new Set<string>();
  for (const story of request.stories) {
    for (const article of story.articles) {
      if (!isIn(article, request.language)) continue;
      for (const word of `${article.summary} ${article.body}`.match(
        /(?<![\p{L}’'-])\p{Ll}[\p{L}-]*/gu,
      ) ?? [])
        words.add(word);
    }
  }
  return words;
}

/** English titles In Capitals Throughout come back as a sentence. */
function quietened(
  title: string,
  article: Article,
  language: Language,
  lowerCase: ReadonlySet<string>,
): string {
  if (language !== 'en') return title;
  const words = title.split(' ');
  const long = words.filter((word) => /^\p{L}{4,}/u.test(word));
  if (long.length < 3 || long.filter((word) => /^\p{Lu}/u.test(word)).length / long.length < 0.75)
    return title;
  const text = `${article.summary} ${article.body}`;
  const bareOf = (word: string): string => word.replace(/[^\p{L}'’-]/gu, '');
  const isName = (bare: string): boolean =>
    new RegExp(`(?<=[\\p{Ll},] )${escaped(bare)}(?!\\p{L})`, 'u').test(text);
  const isWord = (bare: string): boolean =>
    lowerCase.has(bare.toLowerCase()) || grammarOf(language).stopWords.has(bare.toLowerCase());
  const capitals = words
    .slice(1)
    .map(bareOf)
    .filter((bare) => /^\p{Lu}\p{Ll}/u.test(bare));
  // Half a title in capitals is worse than a whole one.
  if (capitals.some((bare) => !isName(bare) && !isWord(bare))) return title;
  return words
    .map((word, index) => {
      const bare = bareOf(word);
      return index > 0 && capitals.includes(bare) && !isName(bare)
        ? word.replace(bare, bare.toLowerCase())
        : word;
    })
    .join(' ');
}

/** @returns The text as a pattern that matches it letter by letter. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

/** "Storm front to reach Zurich": a plural in front may be a verb, "Council votes to close". */
const INFINITIVE = /^(?:\p{L}*(?:[^s\W]|ss) ){1,5}to \p{Ll}+ /iu;
/** "Retour de la bise". */
const FRENCH_NOUN =
  /^(?:retour|fin|début|hausse|baisse|grève|record|recul|départ|arrivée|ouverture|fermeture|reprise|victoire|défaite|mort|décès|incendie|accident|panne|séisme|accord|feu vert) (?:de|du|des|à|au|aux|en|pour|contre|dans|sur|entre)(?!\p{L})(?!.* (?:est|sont|a|ont|fait|font|sera|seront|met|reste) )/iu;
const GERMAN_VERB =
  /(?<!\p{L})(?!(?:mit|seit|erst|fast|jetzt|nicht|nächst|gut|alt|weit|spät|rot|bunt|leicht|laut|dicht|dort|selbst|sonst|meist|oft|gegen|zwischen|neben|hinten|oben|unten|mitten|aussen|innen)(?!\p{L}))\p{Ll}{2,}(?:t|en|ern|eln|ete|te)(?!\p{L})|(?<!\p{L})(?:ist|war|sind|tun|kam|gab|ging|lag|zog|sah|fiel|warf|sei)(?!\p{L})/u;

/** @returns Whether a title is certainly no sentence: "Storm front to reach Zurich", "Zürichsee so warm wie noch nie". */
export function isFragment(title: string, language: Language): boolean {
  if (language === 'en') return INFINITIVE.test(title);
  if (language === 'fr') return FRENCH_NOUN.test(title);
  return language === 'de' && !title.includes(':') && !GERMAN_VERB.test(title);
}
