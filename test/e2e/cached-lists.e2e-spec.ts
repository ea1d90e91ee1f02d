import { type RunningApp, startApp } from '#test/app';
import { TieredCache } from '#platform/cache';

describe('lists that come from the cache', () => {
  let running: RunningApp;
  const get = async (url: string) =>
    (await running.app.inject({ url })).json<{ items: object[]; total: number }>();
  const send = (method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
    running.app.inject({ method, url, headers: running.operator, ...(payload ? { payload } : {}) });

  beforeAll(async () => {
    running = await startApp();
  });
  afterAll(() => running.stop());

  const loads = (name: string) =>
    running.app
      .get(TieredCache)
      .report()
      .caches.find(({ cacheName }) => cacheName === name)?.singleFlight.loads;

  it('show every change at once, and are read once between changes', async () => {
    const url = '/api/v1/presets';
    const names = async () => (await get(url)).items;
    const before = (await names()).length;
    await names();
    expect(loads('presets')).toBe(1);

    const preset = { preset_name: 'cached', display_name: 'Cached', language: 'de' };
    expect((await send('POST', url, preset)).statusCode).toBe(201);
    expect(await names()).toHaveLength(before + 1);
    await send('PUT', `${url}/cached`, { display_name: 'Changed' });
    expect(JSON.stringify(await get(url))).toContain('"Changed"');
    await send('DELETE', `${url}/cached`);
    expect(await names()).toHaveLength(before);
    expect(loads('presets')).toBe(4);
  });

  it('are the same for speakers', async () => {
    const before = await get('/api/v1/speakers');
    expect(await get('/api/v1/speakers')).toEqual(before);
    await send('PUT', '/api/v1/speakers/marcel', { name: 'Marcello' });
    expect(JSON.stringify(await get('/api/v1/speakers'))).toContain('Marcello');
    expect(loads('speakers')).toBe(2);
  });
});
