import { type RunningApp, startApp } from '#test/app';
import { headlines } from '#test/headlines';
import { newsroomArticles } from '#test/newsroom-articles';

const ARTICLE = {
  title: 'Stadtrat sperrt Fussgängersteg in Leimbach',
  body: 'Der Stadtrat sperrt den Fussgängersteg in Leimbach ab Juni für zwei Monate. Die Arbeiten kosten 340 000 Franken. Eine Umleitung führt über die Brücke beim Bahnhof.',
  outlet: 'Sihltal-Umschau',
};

describe('scripts on request', () => {
  let running: RunningApp;
  const post = (url: string, payload: object) =>
    running.app.inject({ method: 'POST', url, headers: running.operator, payload });

  beforeAll(async () => {
    running = await startApp();
  });
  afterAll(() => running.stop());

  it('are written in the language of the preset, from articles in it', async () => {
    const preset = { preset_name: 'deutsch', display_name: 'Deutsch', language: 'de' };
    expect((await post('/api/v1/presets', preset)).statusCode).toBe(201);

    const answer = await post('/api/v1/content/script', {
      preset_name: 'deutsch',
      duration_minutes: 1,
      articles: [ARTICLE],
    });

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ language: 'de' });
    expect(answer.body).toContain('Fussgängersteg');
    expect(answer.body).toContain('Sihltal-Umschau');
  });

  it('name what is wrong with a request', async () => {
    const refused = await post('/api/v1/content/script', { articles: [] });

    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({ errors: [{ field: 'articles' }] });
  });
});

describe('articles given', () => {
  let running: RunningApp;
  const post = (url: string, payload: object) =>
    running.app.inject({ method: 'POST', url, headers: running.operator, payload });
  const process = async (payload: object) =>
    (await post('/api/v1/content/process', payload)).json<Processed>();

  beforeAll(async () => {
    running = await startApp();
  });
  afterAll(() => running.stop());

  it('stand in one story each, or are named as left out', async () => {
    const articles = headlines('held-out').map(({ id, title }) => ({ id, title }));
    const old = { id: 'old', title: 'Old news', published_at: '2001-01-01T00:00:00Z' };
    const twin = { ...articles[0] };

    const { items, left_out } = await process({
      articles: [...articles, old, twin],
      age_hours_max: 24,
    });

    const told = items.flatMap((story) => story.articles.map(({ id }) => id));
    expect(told.sort()).toEqual(articles.map(({ id }) => id).sort());
    expect(left_out).toEqual([
      { id: 'old', reason: 'too_old' },
      { id: articles[0]?.id, reason: 'same_id' },
    ]);
  });

  it('say their language and section without being asked, and why they stand where they do', async () => {
    const { items, languages } = await process({
      articles: [
        { id: 'en', title: 'ECB lowers interest rates to 2.25 percent', outlet: 'A' },
        { id: 'de', title: 'EZB senkt den Leitzins auf 2,25 Prozent', outlet: 'B' },
      ],
    });

    expect(items).toMatchObject([{ category: 'business', is_update: false }]);
    expect(new Set(items[0]?.languages)).toEqual(new Set(['en', 'de']));
    expect(new Set(languages)).toEqual(new Set(['en', 'de']));
    expect(Object.values(items[0]?.score_parts ?? {}).reduce((a, b) => a * b, 1)).toBeCloseTo(
      items[0]?.score ?? NaN,
    );
  });

  it('may be thousands', async () => {
    const articles = Array.from({ length: 10_000 }, (_, n) => ({
      id: `${n}`,
      title: `Council of town ${n} decides on the budget of its ${n % 7} schools and on ${'a new road '.repeat(3)}`,
    }));

    const answer = await post('/api/v1/content/process', { articles: articles.slice(0, 2_000) });
    const refused = await post('/api/v1/content/process', { articles: [...articles, articles[0]] });

    expect(answer.statusCode).toBe(200);
    expect(refused.statusCode).toBe(422); // Too many, not too large: a body of 1.5 MB was read.
  });

  it('sound as shows of that hour do: as long, and at their tempo', async () => {
    const english = newsroomArticles().filter(({ article }) => article.language === 'en');
    const byStory = new Map(english.map(({ storyId, article }) => [storyId, article]));
    const stories = [...byStory.values()].slice(0, 40).map(({ title, summary, body, outlet }) => ({
      articles: [{ title, body: body || summary, outlet }],
    }));
    const script = async () => {
      const answer = await post('/api/v1/content/script', {
        target_time: '23:30',
        stories,
      });
      const { segments } = answer.json<{ segments: Array<{ text: string }> }>();
      return segments.reduce((sum, { text }) => sum + text.length, 0);
    };
    const style = (changes: object) =>
      running.app.inject({
        method: 'PATCH',
        url: '/api/v1/data/styles/late_night',
        headers: running.operator,
        payload: changes,
      });
    await style({ duration_minutes: 2, tempo: 0.8 });
    const slow = await script();
    await style({ tempo: 1.25 });
    const quick = await script();
    await style({ duration_minutes: 4 });
    const long = await script();
    await style({ duration_minutes: null, tempo: 1 });

    expect(quick / slow).toBeGreaterThan(1.2);
    expect(long / quick).toBeGreaterThan(1.4);
  });

  it('make scripts story by story, in the language and by the speakers wished for', async () => {
    const answer = await post('/api/v1/content/script', {
      language: 'de',
      speakers: ['lucy', 'brad'],
      target_time: '23:30',
      duration_minutes: 1,
      stories: [{ articles: [ARTICLE] }],
    });
    const { segments } = answer.json<{ segments: Array<{ speaker: string }> }>();

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ language: 'de' });
    expect(segments[0]?.speaker).toBe('lucy');
    expect(
      (
        await post('/api/v1/content/script', {
          speakers: ['nobody'],
          stories: [{ articles: [ARTICLE] }],
        })
      ).statusCode,
    ).toBe(422);
  });
});

interface Processed {
  readonly items: ReadonlyArray<{
    readonly score: number;
    readonly score_parts: Record<string, number>;
    readonly languages: string[];
    readonly articles: ReadonlyArray<{ readonly id: string }>;
  }>;
  readonly left_out: unknown[];
  readonly languages: string[];
}
