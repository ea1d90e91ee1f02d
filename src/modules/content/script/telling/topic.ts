import type { Language } from '#kernel';
import { cleanTitle, escaped } from '../source/headline.js';
import { grammarOf } from '../languages/grammars.js';
import type { Material } from '../source/material.js';
import type { ScriptRequest } from '../script.js';

/** A longer run of words is a sentence, not a topic. */
const TOPIC_WORDS_MAX = 4;

/** Prepositions that have swallowed an article, and the article. */
const SWALLOWED: Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>> = {
  fr: { du: 'le', au: 'le', des: 'les', aux: 'les' },
  it: {
    del: 'il',
    al: 'il',
    dal: 'il',
    nel: 'il',
    sul: 'il',
    della: 'la',
    alla: 'la',
    dalla: 'la',
    nella: 'la',
    sulla: 'la',
    "dell'": "l'",
    "all'": "l'",
    "dall'": "l'",
    "nell'": "l'",
    "sull'": "l'",
    dei: 'i',
    ai: 'i',
    degli: 'gli',
    delle: 'le',
    alle: 'le',
  },
  es: { del: 'el', al: 'el' },
};

/** @returns What a story is about in one to four words, with its article where the language wants one. */
export function topicOf(material: Material, request: ScriptRequest): string | undefined {
  const { language } = request;
  const text = material.articles
    .map((article) => `${article.title}. ${article.summary} ${article.body}`)
    .join(' ');
  const told = material.articles.map(({ summary, body }) => `${summary} ${body}`).join(' ');
  const title = cleanTitle(material.main);
  const topics = runsOf(title, language)
    .map(({ topic, parts, startsTitle }) => {
      const count = occurrences(text, topic);
      const isName =
        /\p{Lu}/u.test(parts.slice(startsTitle ? 1 : 0).join('')) || isNameInside(topic, text);
      const spoken = withArticle(topic, text, language, isName);
      const isThin =
        !isName || isPartOfName(topic, parts, text) || isMisfit(parts, spoken, language);
      const isInText = told.includes(topic);
      const worth =
        count < 2 ||
        !isInText ||
        spoken === undefined ||
        isThin ||
        isPlaceOfShow(topic, request) ||
        isPlace(topic, text)
          ? 0
          : Math.sqrt(parts.length) * Math.min(count, 5);
      return { spoken, worth };
    })
    .filter(({ worth }) => worth > 0);
  return topics.reduce<(typeof topics)[number] | undefined>(
    (best, topic) => (!best || topic.worth > best.worth ? topic : best),
    undefined,
  )?.spoken;
}

/** Where something happens is not what it is about: "in Geneva", "à Sion", "the buses of Sion". */
function isPlace(topic: string, text: string): boolean {
  const name = escaped(topic);
  const all = text.match(new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'giu'))?.length ?? 0;
  const there =
    text.match(
      new RegExp(
        `(?<!\\p{L})(?:in|at|between|nach|aus|von|bei|à|en|ad?|de|di|da|of|near|from|to|off|su|per|para|ab|über) ${name}(?!\\p{L})`,
        'giu',
      ),
    )?.length ?? 0;
  return there * 3 >= all;
}

/** The city of the show, which half of its stories are about, and words for its country. */
function isPlaceOfShow(topic: string, { city }: ScriptRequest): boolean {
  return (
    topic.toLowerCase() === city.toLowerCase() ||
    /^(?:switzerland|swiss|schweiz(?:er)?|suisses?|svizzer[ao]|suiz[ao]s?|zürich|zürcher|basler|berner)$/iu.test(
      topic,
    )
  );
}

/** "Lake" of Lake Zurich, "Suter" of Corinne Suter: part of a name is no topic. */
function isPartOfName(topic: string, parts: readonly string[], text: string): boolean {
  if (parts.length > 1) return false;
  const name = escaped(topic);
  const all = text.match(new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'gu'))?.length ?? 0;
  const joined =
    text.match(
      new RegExp(`\\p{Lu}\\p{Ll}+ ${name}(?!\\p{L})|(?<!\\p{L})${name} \\p{Lu}\\p{Ll}`, 'gu'),
    )?.length ?? 0;
  return joined * 3 >= all;
}

const JOINTS: ReadonlySet<string> = new Set(
  'of the de la le les des du di del della dei degli delle dello el los las von der den d l'.split(
    ' ',
  ),
);
const GENERAL_HEAD =
  /^(?:size|price|cost|number|rest|end|start|risk|rate|share|chief|head|taille|prix|nombre|fin|début|chef|numero|prezzo|fine|inizio|precio|número|final|inicio|jefe)(?!\p{L})/iu;

/** A clipping of the title that is no name: "Rapperswil to Zurich", "Ginebra un centro", "Nordkap chief", "siècle". */
function isMisfit(
  parts: readonly string[],
  spoken: string | undefined,
  language: Language,
): boolean {
  const { stopWords, months, weekdays } = grammarOf(language);
  const lower = parts.map((part) => part.toLowerCase());
  const last = parts.at(-1) ?? '';
  if (
    lower.some(
      (part) => months.includes(part) || weekdays.includes(part) || /^[xvi]+e?$/u.test(part),
    )
  )
    return true;
  if (lower.slice(1, -1).some((part) => stopWords.has(part) && !JOINTS.has(part))) return true;
  if (GENERAL_HEAD.test(parts[0] ?? '')) return true;
  // English wants an article where a small noun ends it.
  return language === 'en' && /^\p{Ll}/u.test(last) && spoken?.startsWith('the ') !== true;
}

/** "Stichwort Schülerinnen": people of a kind are whom a story is about, not what. */
const KIND_OF_PEOPLE = /^\p{Lu}\p{Ll}+(?:innen|ende|leute)$/u;
/** Words that measure a story and do not name it. */
const MEASURE =
  /^(?:Grad|Prozent|Franken|Millionen?|Milliarden?|Meter|Kilometer|Jahre?n?|Tage?n?|Datum|Uhr|Minuten?|Stunden?|Wochen?|Monate?n?|Ende|Anfang|Zahl|Euro|Dollar|Stimmen|Menschen|Personen|Update|Mann|Frau|Kinder|Leute|Rekord)$/u;

interface Run {
  readonly topic: string;
  readonly parts: readonly string[];
  readonly startsTitle: boolean;
  /** The word behind it: a figure belongs to the topic or forbids it. */
  readonly next: string;
}

function runsOf(title: string, language: Language): Run[] {
  return title.split(/(?![.,]\d)[^\p{L}\p{N}'’ -]+/u).flatMap((run, index) => {
    const words = run.trim().split(/\s+/u);
    return words.flatMap((_word, from) =>
      Array.from({ length: Math.min(TOPIC_WORDS_MAX, words.length - from) }, (_item, more): Run => {
        const parts = words.slice(from, from + more + 1);
        return {
          topic: parts.join(' '),
          parts,
          startsTitle: index === 0 && from === 0,
          next: words[from + more + 1] ?? '',
        };
      }).filter(({ parts, next }) => isTopic(parts, language) && !/^[-\d]/u.test(next)),
    );
  });
}

function isTopic(parts: readonly string[], language: Language): boolean {
  const { stopWords } = grammarOf(language);
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (stopWords.has(first.toLowerCase()) || stopWords.has(last.toLowerCase())) return false;
  if (/^\d|^\p{Ll}{1,2}$/u.test(first) || /['’]/u.test(first) || /[.,]/u.test(parts.join('')))
    return false;
  if (language === 'de' && (!/^\p{Lu}|^\d/u.test(last) || !/^\p{Lu}/u.test(first))) return false;
  if (parts.length === 1)
    return (
      /^\p{Lu}/u.test(first) &&
      first.length > 3 &&
      !MEASURE.test(first) &&
      !KIND_OF_PEOPLE.test(first)
    );
  return /\p{L}{3}/u.test(last) || /^\d{1,2}$/u.test(last);
}

function occurrences(text: string, topic: string): number {
  return [
    ...text.matchAll(
      new RegExp(`(?<![\\p{L}\\p{N}])${escaped(topic)}(?![\\p{L}\\p{N}]|[.,]\\d)`, 'giu'),
    ),
  ].length;
}

function isNameInside(topic: string, text: string): boolean {
  return (
    /^\p{Lu}/u.test(topic) &&
    new RegExp(`(?<=[\\p{Ll},] )${escaped(topic)}(?!\\p{L})`, 'u').test(text)
  );
}

/** @returns Undefined where a common noun is never said with an article: it may be no noun at all. */
function withArticle(
  topic: string,
  text: string,
  language: Language,
  isName: boolean,
): string | undefined {
  if (language === 'de') return topic;
  const { articles } = grammarOf(language);
  const swallowed = SWALLOWED[language] ?? {};
  const before =
    language === 'en' ? ['the', 'an?'] : [...articles, ...Object.keys(swallowed)].map(escaped);
  const found = new RegExp(
    `(?<![\\p{L}])(${before.join('|')})(?:\\s|(?<=[’']))${escaped(topic)}(?![\\p{L}\\p{N}])`,
    'iu',
  ).exec(text);
  // Without an article a small word in front is no noun: "sud di Lampedusa", "plant near Dresden".
  if (!found && /^\p{Ll}/u.test(topic)) return undefined;
  const plain = isName ? topic : topic.charAt(0).toLowerCase() + topic.slice(1);
  if (!found) return isName ? plain : undefined;
  const written = (found[1] ?? '').toLowerCase().replace('’', "'");
  const article = language === 'en' ? 'the' : (swallowed[written] ?? written);
  return `${article}${article.endsWith("'") ? '' : ' '}${plain}`;
}
