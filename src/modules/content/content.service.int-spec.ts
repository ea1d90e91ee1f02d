import { randomUUID } from 'node:crypto';
import { Clock } from '#kernel';
import { Database } from '#platform/database';
import { type Replica, startReplica } from '#test/cache';
import {
  type FeedServer,
  type Newsroom,
  openNewsroom,
  rssOf,
  startFeedServer,
} from '#test/feed-server';
import { ContentService, type NewsQuery } from './content.service.js';
import { Editor } from './editor.js';
import { NewsDesk } from './news-desk.js';
import { ToldRepository } from './story/told.repository.js';

const TOWNS = ['alder', 'birch', 'cedar'];
const CROWD = 100;

describe('news for a crowd', () => {
  let server: FeedServer;
  let newsroom: Newsroom;
  let editor: Editor;
  let replica: Replica;
  let content: ContentService;
  let desk: NewsDesk;
  let told: ToldRepository;
  let query: NewsQuery;

  beforeAll(async () => {
    server = await startFeedServer();
    for (const town of TOWNS)
      server.answers.set(`/${town}.xml`, (_request, response) => {
        response.setHeader('content-type', 'application/rss+xml');
        response.end(rssOf(town));
      });
    newsroom = await openNewsroom();
    editor = new Editor();
    const database = new Database(newsroom.source);
    replica = await startReplica();
    told = new ToldRepository(database, replica.cache);
    desk = new NewsDesk(newsroom.reader, newsroom.register, newsroom.stored, newsroom.settings);
    content = new ContentService(
      desk,
      editor,
      undefined as never, // No preset is asked for.
      told,
      newsroom.settings,
      replica.cache,
      new Clock(new Date('2026-05-20T09:00:00Z')),
      newsroom.channels,
    );
    const feeds = TOWNS.map((town) => `${server.base}/${town}.xml`);
    query = { count: 20, language: 'en', channel: 'zurich', feeds };
  });
  afterAll(async () => {
    await editor.onApplicationShutdown();
    await replica.stop();
    await newsroom.stop();
    await server.stop();
  });

  it('is gathered once, however many ask at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: CROWD }, () => content.news(query)));

    expect(server.asked).toHaveLength(TOWNS.length);
    expect(new Set(answers.map(({ stories }) => stories.length))).toEqual(new Set([TOWNS.length]));
  });

  it('is gathered of the feeds that a preset names, and counts sections as it does', async () => {
    const asked: unknown[] = [];
    const collect = desk.collect.bind(desk);
    desk.collect = (wish) => {
      asked.push(wish.only);
      return collect(wish);
    };
    await content.news({ ...query, only: ['nasa'] });
    await content.news(query);
    Reflect.deleteProperty(desk, 'collect');
    const weighted = await content.news({ ...query, categoryWeights: { general: 3 } });
    const plain = await content.news(query);

    expect(asked).toEqual([['nasa']]); // What all of the channel give is kept from before.
    expect(weighted.stories[0]?.score).toBeGreaterThan(plain.stories[0]?.score ?? Infinity);
  });

  it('is kept until its tag is cleared', async () => {
    const before = await content.news(query);
    expect(await content.news(query)).toBe(before);

    await content.clearCache(['weather']);
    expect(await content.news(query)).toBe(before);

    await content.clearCache(['news']);
    expect(await content.news(query)).not.toBe(before);
  });

  it('tells what the channel has told before', async () => {
    const { stories } = await content.stories(query);
    const [first] = stories;
    if (!first) throw new Error('no story');
    await told.note('zurich', randomUUID(), [first], new Date('2026-05-20T08:30:00Z'));

    const again = await content.stories(query);

    expect(again.stories.at(-1)?.id).toBe(first.id);
  });
});
