import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningApp, startApp } from '#test/app';

const MADE_WITHIN_MS = 60_000;

let radio: RunningApp;
let id: string;

beforeAll(async () => {
  radio = await startApp();
  const { statusCode, body } = await radio.app.inject({
    method: 'POST',
    url: '/api/v1/shows/generate',
    headers: radio.operator,
    payload: { duration_minutes: 1, feeds: 'sample', seed: 5 },
  });
  expect(statusCode).toBe(202);
  id = (JSON.parse(body) as { id: string }).id;
}, 60_000);

afterAll(() => radio.stop());

const get = (url: string) => radio.app.inject({ method: 'GET', url });

describe('the page of a show', () => {
  it('follows a show while it is made', async () => {
    const page = await get(`/dashboard/${id}`);

    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain(`"events":"/api/v1/shows/${id}/events"`);
  });

  it(
    'plays the finished show, under a policy that lets nothing else in',
    async () => {
      const show = await completed();
      const page = await get(`/api/v1/shows/${id}/dashboard`);

      expect(page.statusCode).toBe(200);
      expect(page.headers['x-content-type-options']).toBe('nosniff');
      expect(page.headers['content-security-policy']).toMatch(
        /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src 'self'/,
      );
      expect(page.body).toContain(`src="${show.audio_url}"`);
      expect(page.body).toContain(`src="${show.cover_small_url}"`);
      expect(page.body).toContain('class="wave heard"');
      expect(page.body).toContain('class="chapters"');
      expect(page.body).toContain('LUFS');
      expect(page.body).toContain('Sample edition with invented stories.');
      expect(page.body.match(/class="line /g)).toHaveLength(show.segments.length);
      for (const { url } of show.files) expect(page.body).toContain(`href="${url}"`);
      expect((await get(`/dashboard/${id}`)).body).toBe(page.body);
    },
    MADE_WITHIN_MS + 10_000,
  );

  it.each([
    ['/dashboard/3f0c1c66-2f0e-4f55-9c58-6f3a0c0f8f11', 404, '/problems/show/not-found'],
    [
      '/api/v1/shows/3f0c1c66-2f0e-4f55-9c58-6f3a0c0f8f11/dashboard',
      404,
      '/problems/show/not-found',
    ],
    ['/dashboard/nonsense', 422, undefined],
  ])('answers %s with a problem', async (url, statusCode, type) => {
    const answer = await get(url);

    expect(answer.statusCode).toBe(statusCode);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    if (type !== undefined) expect(answer.json()).toMatchObject({ type });
  });
});

interface Finished {
  readonly status: string;
  readonly audio_url: string;
  readonly cover_small_url: string;
  readonly segments: readonly unknown[];
  readonly files: ReadonlyArray<{ readonly url: string }>;
}

async function completed(): Promise<Finished> {
  const until = Date.now() + MADE_WITHIN_MS;
  for (;;) {
    const show: Finished = (await get(`/api/v1/shows/${id}`)).json();
    if (show.status === 'completed') return show;
    if (show.status === 'failed' || Date.now() > until) throw new Error(JSON.stringify(show));
    await sleep(300);
  }
}
