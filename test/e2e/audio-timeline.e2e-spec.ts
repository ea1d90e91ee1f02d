import { type RunningApp, startApp, UNHURRIED } from '#test/app';

describe('the timeline of the station', () => {
  let running: RunningApp;
  const PATH = '/api/v1/audio/timeline';
  const put = (body: object, ifMatch?: string) =>
    running.app.inject({
      method: 'PUT',
      url: PATH,
      payload: body,
      headers: { ...running.operator, ...(ifMatch !== undefined && { 'if-match': ifMatch }) },
    });
  const get = () => running.app.inject({ url: PATH, headers: running.operator });

  beforeAll(async () => {
    running = await startApp(UNHURRIED);
  });
  afterAll(() => running.stop());

  it('is the six phases until somebody changes it, and is kept as versions', async () => {
    const first = await get();
    expect(first.headers['etag']).toBe('"v1"');
    expect(first.json()).toMatchObject({
      intro_s: 3,
      intro_fade_s: 10,
      bed_level: 0.06,
      build_up_s: 7,
      build_up_level: 0.7,
      finale_s: 5,
      fade_out_s: 3,
      version: 1,
      editor: null,
    });

    const changed = await put({ intro_s: 5, bed_level: 0.04 }, '"v1"');
    expect(changed.statusCode).toBe(200);
    expect(changed.headers['etag']).toBe('"v2"');
    expect((await get()).json()).toMatchObject({
      intro_s: 5,
      bed_level: 0.04,
      finale_s: 5,
      version: 2,
    });
  });

  it('lets nobody undo what they have not read', async () => {
    expect((await put({ intro_s: 2 })).statusCode).toBe(428);
    const stale = await put({ intro_s: 2 }, '"v1"');
    expect(stale.statusCode).toBe(412);
    expect(stale.json()).toMatchObject({ type: '/problems/audio/timeline-changed' });
    const many = await Promise.all([1, 2, 3].map((intro_s) => put({ intro_s }, '"v2"')));
    expect(many.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412, 412]);
    expect((await put({}, '*')).statusCode).toBe(200);
  });

  it('names every field that is out of bounds', async () => {
    const bad = await put({ intro_s: 60, bed_level: 'loud', crossfade_s: 0, other: 1 }, '*');

    expect(bad.statusCode).toBe(422);
    const { errors } = bad.json<{ errors: Array<{ field: string }> }>();
    expect([...new Set(errors.map(({ field }) => field))].sort()).toEqual([
      'bed_level',
      'crossfade_s',
      'intro_s',
      'other',
    ]);
    const apart = await put({ build_up_s: 2, build_up_under_speech_s: 4 }, '*');
    expect(apart.json()).toMatchObject({ errors: [{ field: 'build_up_under_speech_s' }] });
  });
});
