import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Article } from '../../src/modules/content/story/story.js';
import { parse } from '../../src/modules/content/feed/document/parse.worker.js';
import { isNewsworthy } from '../../src/modules/content/story/newsworthy.js';

interface Truth {
  readonly o: string;
  readonly s: string;
  readonly c: string;
  readonly t: string;
  readonly junk?: boolean;
}

export interface NewsroomArticle {
  readonly article: Article;
  readonly storyId: string;
  /** Whether its author meant it as news. */
  readonly isNews: boolean;
  /** What the filter thinks. */
  readonly isTakenAsNews: boolean;
}

type Outlets = Record<string, { readonly file: string }>;

const FOLDER = 'samples/newsroom';
const load = (file: string): Promise<unknown> =>
  import(new URL(`../../${FOLDER}/${file}`, import.meta.url).href);
const short = (await load('stories.mjs')) as { OUTLETS: Outlets; ITEMS: Truth[] };
const long = (await load('stories-long.mjs')) as { MORE_ITEMS: Truth[] };
const others = (await load('stories-languages.mjs')) as { OUTLETS: Outlets; ITEMS: Truth[] };
const folded = (text: string) => text.replace(/\s+/g, ' ');

let all: readonly NewsroomArticle[] | undefined;

/** Every invented item of the sample newsroom as the feed reader gives it, with what its author knows of it. */
export function newsroomItems(): readonly NewsroomArticle[] {
  all ??= readAll();
  return all;
}

/** Those of them that are news. */
export function newsroomArticles(): readonly NewsroomArticle[] {
  return newsroomItems().filter(({ isNews }) => isNews);
}

function readAll(): NewsroomArticle[] {
  const outlets = { ...short.OUTLETS, ...others.OUTLETS };
  const items = [...short.ITEMS, ...long.MORE_ITEMS, ...others.ITEMS];
  const truth = new Map(
    items.map((item) => [`${outlets[item.o]?.file ?? ''}|${folded(item.t)}`, item]),
  );
  return readdirSync(FOLDER)
    .filter((name) => /^(0|1[03-6]).*(xml|json)$/.test(name))
    .sort()
    .flatMap((name) => {
      const bytes = readFileSync(join(FOLDER, name));
      const url = `https://sample.example/${name}`;
      const feed = parse({
        bytes,
        contentType: '',
        url,
        feedId: name,
        itemsMax: 200,
        languageDefault: '',
      });
      return feed.articles.map((one) => {
        const known = truth.get(`${name}|${folded(one.title)}`);
        if (!known) throw new Error(`${name} has an item nobody wrote: ${one.title}`);
        const { categories, publishedAtMs, ...rest } = one;
        const article: Article = {
          ...rest,
          feedId: name,
          outlet: name,
          category: 'general',
          publishedAt: publishedAtMs === null ? null : new Date(publishedAtMs),
        };
        return {
          article,
          storyId: known.s,
          isNews: known.junk !== true && known.c !== 'junk',
          isTakenAsNews: isNewsworthy(article, categories),
        };
      });
    });
}
