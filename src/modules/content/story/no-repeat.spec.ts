import { anArticle, reopening } from '#test/article';
import type { ToldArticle } from './changed.js';
import { changedArticles, gistOf } from './changed.js';
import { curate } from './curate.js';
import type { Article } from './story.js';

const NOW = new Date('2026-05-20T08:00:00Z');
const HOUR_MS = 3600_000;
const TOPICS = ['bridge', 'museum', 'harbour', 'clinic', 'stadium', 'theatre'] as const;

function article(id: string, changes: Partial<Article> = {}): Article {
  const topic = TOPICS[Number(id)] ?? id;
  const publishedAt = new Date(NOW.getTime() - 2 * HOUR_MS);
  return anArticle({ ...reopening(id, topic), publishedAt, ...changes });
}

const toldAt = (of: Article, hoursAgo: number): [string, ToldArticle] => [
  of.id,
  { at: new Date(NOW.getTime() - hoursAgo * HOUR_MS), gist: gistOf(of) },
];

function choose(articles: readonly Article[], told: ReadonlyMap<string, ToldArticle>, wanted = 2) {
  return curate(articles, {
    now: NOW,
    language: 'en',
    ageHoursMax: 24,
    categoryWeights: {},
    sources: new Map(),
    told,
    wanted,
  }).stories;
}

describe('what a channel has told', () => {
  const all = TOPICS.map((_topic, at) => article(String(at)));
  const [first = article('0'), second = article('1')] = all;

  it('is not told again while there is enough else', () => {
    const chosen = choose(all, new Map([toldAt(first, 3), toldAt(second, 30)]));

    const ids = chosen.map(({ articles: [{ id }] }) => id);
    expect(ids).toHaveLength(all.length - 2);
    expect(ids).not.toContain(first.id);
    expect(ids).not.toContain(second.id);
    expect(chosen.filter(({ wasTold }) => wasTold)).toEqual([]);
  });

  it('comes back, what was told longest ago first, where there is too little else', () => {
    const told = new Map(all.map((one, at) => toldAt(one, at + 1)));

    const chosen = choose(all, told);

    expect(chosen.map(({ articles: [{ id }] }) => id)).toEqual(['5', '4', '3', '2', '1', '0']);
    expect(chosen.every(({ wasTold, isUpdate }) => wasTold === true && !isUpdate)).toBe(true);
  });

  it('is an update once its own item says something new', () => {
    const old = article('0', {
      title: 'Ferry sinks off Lemira, 12 rescued',
      summary: 'A ferry has sunk off the island of Lemira. Twelve passengers were rescued.',
    });
    const now = { ...old, title: 'Ferry sinks off Lemira, 41 rescued' };

    const [story] = choose([now], new Map([toldAt(old, 3)]));

    expect(story).toMatchObject({ isUpdate: true });
    expect(story?.wasTold).toBeUndefined();
  });

  it('is no update because its date has moved on, or a word', () => {
    const old = article('0');
    const now = { ...old, title: `${old.title} today`, publishedAt: NOW };

    expect(choose([now], new Map([toldAt(old, 3)]))).toMatchObject([{ wasTold: true }]);
  });

  it('is no update because another outlet retells it', () => {
    const old = article('0');
    const other = { ...old, id: 'x', outlet: 'Other', publishedAt: NOW };

    expect(choose([old, other], new Map([toldAt(old, 3)]))[0]).toMatchObject({
      wasTold: true,
      isUpdate: false,
    });
  });

  it('tells first what is new of it', () => {
    const old = article('0', {
      title: 'Rescuers search for miners in the Karsk salt mine',
      summary: 'Rescuers are searching for four miners trapped in the Karsk salt mine.',
      body: 'x'.repeat(2000),
      publishedAt: new Date(NOW.getTime() - 5 * HOUR_MS),
    });
    const news = article('n', {
      title: 'All four miners rescued from the Karsk salt mine',
      summary:
        'All four miners trapped in the Karsk salt mine are safe. One has a broken arm and was flown to hospital in Vell.',
      publishedAt: NOW,
    });

    const [story] = choose([old, news], new Map([toldAt(old, 4)]));

    expect(story?.articles[0].id).toBe('n');
    expect(story?.isUpdate).toBe(true);
  });

  it('is held only against a text in a language that was told', () => {
    const old = article('0');
    const german = article('g', { language: 'de', title: 'Brücke offen', publishedAt: NOW });
    const story = { ...choose([old], new Map())[0], articles: [old, german] } as never;

    expect(changedArticles(story, new Map([toldAt(old, 3)]))).toEqual([]);
  });
});
