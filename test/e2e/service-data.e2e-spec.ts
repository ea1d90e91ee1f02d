import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type RunningApp, startApp } from '#test/app';

/** 2026-11-22T07:00:00Z. */
const AT_S = 1_795_330_800;
const WEATHER = {
  current: { time: AT_S, temperature_2m: 3.6, weather_code: 61, wind_speed_10m: 11.2 },
  daily: {
    temperature_2m_max: [6.4],
    temperature_2m_min: [-0.6],
    precipitation_probability_max: [80],
  },
};
const PRICE = {
  bitcoin: { usd: 91_250, eur: 79_100, chf: 73_800, usd_24h_change: -2.41, last_updated_at: AT_S },
};

let server: Server;
let running: RunningApp;
let asked: string[] = [];
/** What the services say; a test changes it. */
let said: (path: string) => { status: number; body: string };
const well = (path: string) => ({
  status: 200,
  body: JSON.stringify(path.startsWith('/v1/forecast') ? WEATHER : PRICE),
});

beforeAll(async () => {
  server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    const { status, body } = said(request.url ?? '');
    answer.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  running = await startApp({ CONTENT_WEATHER_URL: url, CONTENT_BITCOIN_URL: url });
});
afterAll(async () => {
  await running.stop();
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  asked = [];
  said = well;
});

async function get(path: string) {
  const answer = await running.app.inject({ url: path, headers: running.operator });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

describe('the weather', () => {
  it('is told in the words of each language, asked once for all of them', async () => {
    const answers = await Promise.all(
      ['en', 'de', 'fr', 'it', 'es'].map((language) =>
        get(`/api/v1/content/weather?channel=basel&language=${language}`),
      ),
    );

    expect(answers[0]).toEqual({
      status: 200,
      body: {
        ...{ channel: 'basel', city: 'Basel', temperature_c: 3.6, high_c: 6.4, low_c: -0.6 },
        ...{ condition_code: 'light_rain', condition: 'light rain', wind_kmh: 11.2 },
        ...{ rain_chance_percent: 80, observed_at: '2026-11-22T07:00:00.000Z' },
        source: 'Open-Meteo',
      },
    });
    expect(answers.map(({ body }) => body['condition'])).toEqual([
      ...['light rain', 'leichter Regen', 'pluie faible', 'pioggia debole', 'lluvia débil'],
    ]);
    expect(asked).toHaveLength(1);
    const { searchParams } = new URL(asked[0] ?? '', 'http://x');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      ...{ latitude: '47.559', longitude: '7.588', timezone: 'Europe/Zurich' },
      ...{ timeformat: 'unixtime', forecast_days: '1' },
    });
  });

  it.each([
    ['refuses', { status: 401, body: '{"error":true}' }, 'Open-Meteo answered 401.'],
    ['says no JSON', { status: 200, body: '<html>' }, /is no JSON/],
    ['says nothing', { status: 200, body: 'null' }, /is not whole/],
    [
      'says nonsense',
      {
        status: 200,
        body: JSON.stringify({ current: { ...WEATHER.current, temperature_2m: 900 } }),
      },
      /is not whole/,
    ],
  ])('cannot be told where the service %s', async (_, answer, reason) => {
    said = () => answer;
    const { status, body } = await get('/api/v1/content/weather?channel=bern');

    expect(status).toBe(503);
    expect(body).toMatchObject({ type: '/problems/content/no-weather' });
    expect(body['detail']).toMatch(reason);
  });

  it('is of a channel there is', async () => {
    const { status, body } = await get('/api/v1/content/weather?channel=atlantis');
    expect({ status, body }).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'channel' }] },
    });
  });
});

describe('the price of a bitcoin', () => {
  it('is told with its change', async () => {
    expect(await get('/api/v1/content/bitcoin')).toEqual({
      status: 200,
      body: {
        ...{ usd: 91_250, eur: 79_100, chf: 73_800, change_24h_percent: -2.41 },
        ...{ priced_at: '2026-11-22T07:00:00.000Z', source: 'CoinGecko' },
      },
    });
    await get('/api/v1/content/bitcoin');
    expect(asked).toHaveLength(1);
  });
});

describe('a show', () => {
  const wishes = { feeds: 'sample', duration_minutes: 3, dry_run: true, channel: 'zurich' };

  async function show(request: object) {
    const made = await running.app.inject({
      method: 'POST',
      url: '/api/v1/shows/generate',
      headers: running.operator,
      payload: { ...wishes, ...request },
    });
    const { id } = made.json<{ id: string }>();
    for (;;) {
      const { body } = await get(`/api/v1/shows/${id}`);
      if (['completed', 'failed'].includes(String(body['status'])))
        return body as {
          status: string;
          segments: Array<{ segment_type: string; text: string }>;
          metadata: { warnings: string[] };
        };
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  const words = (made: Awaited<ReturnType<typeof show>>, type: string) =>
    made.segments
      .filter(({ segment_type }) => segment_type === type)
      .map(({ text }) => text)
      .join(' ');

  it('tells both where it is asked to', async () => {
    const made = await show({ include_weather: true, include_bitcoin_price: true, language: 'de' });

    expect(words(made, 'weather')).toMatch(/Zürich.*leichter Regen.*4 Grad/);
    expect(words(made, 'bitcoin')).toMatch(/91[’'.]300/);
    expect(made.metadata.warnings.join()).not.toContain('is without');
  });

  it('does without what nobody can tell, and says so', async () => {
    said = () => ({ status: 404, body: '' });
    const made = await show({ include_weather: true, channel: 'bern' });

    expect(made.status).toBe('completed');
    expect(words(made, 'weather')).toBe('');
    expect(made.metadata.warnings).toContain(
      'The show is without a weather report: Open-Meteo answered 404.',
    );
  });
});
