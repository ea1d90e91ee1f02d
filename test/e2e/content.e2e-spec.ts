import { type RunningApp, startApp } from '#test/app';

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
