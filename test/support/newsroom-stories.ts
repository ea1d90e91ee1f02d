import { fnv1a, type Language } from '../../src/kernel/index.js';
import type { ScriptRequest, ScriptSpeaker } from '../../src/modules/content/script/script.js';
import type { Article, Category, Story } from '../../src/modules/content/story/story.js';

/** One item of samples/newsroom/stories*.mjs; the keys are explained there. */
interface Item {
  readonly o: string;
  readonly s: string;
  readonly c: string;
  readonly a: number;
  readonly t: string;
  readonly d: string;
  readonly body?: string;
  readonly junk?: boolean;
  readonly noDate?: boolean;
}

type Outlets = Readonly<Record<string, { readonly title: string; readonly lang: string }>>;

/** The moment of every fixture show: a Wednesday morning in Zurich. */
export const NEWSROOM_NOW = new Date('2026-05-20T06:00:00Z');

const CATEGORY: Readonly<Record<string, Category>> = { sports: 'sport', tech: 'technology' };

/** @returns The stories of the sample newsroom as the truth has them: every item of one event in one story. */
export async function newsroomStories(): Promise<Story[]> {
  const load = (file: string): Promise<unknown> =>
    import(new URL(`../../samples/newsroom/${file}`, import.meta.url).href);
  const short = (await load('stories.mjs')) as { OUTLETS: Outlets; ITEMS: Item[] };
  const long = (await load('stories-long.mjs')) as {
    BODIES: Record<string, string>;
    MORE_ITEMS: Item[];
  };
  const others = (await load('stories-languages.mjs')) as { OUTLETS: Outlets; ITEMS: Item[] };
  const outlets: Outlets = { ...short.OUTLETS, ...others.OUTLETS };
  const withBody = short.ITEMS.map((item) => ({
    ...item,
    body: long.BODIES[`${item.o}|${item.t}`] ?? '',
  }));
  const items = [...withBody, ...long.MORE_ITEMS, ...others.ITEMS].filter(
    (item) => item.junk !== true,
  );
  const clusters = Map.groupBy(items, (item) => item.s);
  return [...clusters]
    .map(([id, members]) => storyOf(id, members, outlets))
    .sort((left, right) => right.score - left.score);
}

function storyOf(id: string, items: readonly Item[], outlets: Outlets): Story {
  const articles = items.map((item, index) => articleOf(item, index, outlets));
  const [first, ...rest] = articles;
  if (!first) throw new RangeError(`Story ${id} has no article.`);
  const youngest = Math.min(...items.map((item) => item.a));
  const score = articles.length + 1000 / (youngest + 200);
  return {
    id,
    articles: [first, ...rest],
    category: first.category,
    publishedAt: new Date(NEWSROOM_NOW.getTime() - youngest * 60_000),
    score,
    scoreParts: { score },
    isUpdate: false,
  };
}

function articleOf(item: Item, index: number, outlets: Outlets): Article {
  const outlet = outlets[item.o];
  const category = CATEGORY[item.c] ?? (item.c as Category);
  return {
    id: `${item.o}-${item.s}-${index}-${fnv1a(item.t).toString(36)}`,
    feedId: item.o,
    outlet: (outlet?.title ?? item.o).replace(/\s*\(.*\)$/u, ''),
    title: item.t,
    summary: item.d,
    body: item.body ?? '',
    link: `https://${item.o}.example/${item.s}`,
    language: outlet?.lang ?? 'en',
    category:
      item.s === 'm-gotthard'
        ? 'traffic'
        : category === ('switzerland' as Category)
          ? 'switzerland'
          : category,
    publishedAt: item.noDate === true ? null : new Date(NEWSROOM_NOW.getTime() - item.a * 60_000),
  };
}

export const MARCEL: ScriptSpeaker = {
  id: 'marcel',
  name: 'Marcel',
  role: 'main_host',
  mood: ['warm', 'enthusiastic'],
  charactersPerSecond: 15,
};
export const JARVIS: ScriptSpeaker = {
  id: 'jarvis',
  name: 'Jarvis',
  role: 'co_host',
  mood: ['analytical', 'dry'],
  charactersPerSecond: 14,
};
export const LUCY: ScriptSpeaker = {
  id: 'lucy',
  name: 'Lucy',
  role: 'weather',
  mood: ['bright'],
  charactersPerSecond: 15,
};

const CITY: Readonly<Record<Language, string>> = {
  en: 'Zurich',
  de: 'Zürich',
  fr: 'Zurich',
  it: 'Zurigo',
  es: 'Zúrich',
};

/** @returns A request for a show of some minutes from the sample newsroom. */
export async function newsroomRequest(
  language: Language,
  minutes: number,
  overrides: Partial<ScriptRequest> = {},
): Promise<ScriptRequest> {
  return {
    language,
    stationName: 'RadioX',
    city: CITY[language],
    timeZone: 'Europe/Zurich',
    now: NEWSROOM_NOW,
    style: 'fresh_morning',
    showStyle: 'balanced',
    speakers: [MARCEL, JARVIS],
    stories: await newsroomStories(),
    speechSecondsTarget: minutes * 60,
    seed: `seed-${language}-${minutes}`,
    isSample: true,
    ...overrides,
  };
}
