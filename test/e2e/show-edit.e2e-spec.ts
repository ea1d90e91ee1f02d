import { createHash } from 'node:crypto';
import { readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningApp, startApp } from '#test/app';

interface Show {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly audio_url: string;
  readonly sentence: string;
  readonly approval: {
    decision: string;
    by: string;
    version: number;
    reason: string | null;
  } | null;
  readonly files: ReadonlyArray<{ kind: string; sha256: string }>;
}
interface Segment {
  readonly n: number;
  readonly text: string;
  readonly speaker: string;
  readonly unsupported_claims: unknown[];
  readonly take: { state: string; reused: boolean | null };
}
interface ScriptBody {
  readonly version: number;
  readonly status: string;
  readonly segments: Segment[];
}

const REQUEST = { duration_minutes: 1, feeds: 'sample', seed: 7, target_time: '08:00' };
const LONG_AGO = new Date(Date.now() - 24 * 3600 * 1000);
const STILL = ['completed', 'failed', 'cancelled', 'waiting_for_approval'];

let running: RunningApp;
beforeAll(async () => {
  running = await startApp({ SHOW_VERSIONS_KEPT: '4' });
});
afterAll(() => running.stop());

const ask = async <T>(method: string, path: string, payload?: object, headers = {}) => {
  const answer = await running.app.inject({
    method: method as 'GET',
    url: `/api/v1${path}`,
    headers: { ...running.operator, ...headers },
    ...(payload && { payload }),
  });
  const isJson = answer.headers['content-type']?.toString().includes('json') ?? false;
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: isJson ? answer.json<T>() : ({} as T),
  };
};
const settled = async (id: string): Promise<Show> => {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const { body } = await ask<Show>('GET', `/shows/${id}`);
    if (STILL.includes(body.status)) return body;
    await sleep(50);
  }
  throw new Error('The show is not settled.');
};
const made = async (more: object): Promise<Show> =>
  settled((await ask<Show>('POST', '/shows/generate', { ...REQUEST, ...more })).body.id);
const script = async (id: string) => (await ask<ScriptBody>('GET', `/shows/${id}/script`)).body;
const patch = (id: string, version: number | string, payload: object) =>
  ask<Show & { errors: Array<{ field: string }>; type: string }>(
    'PATCH',
    `/shows/${id}/script`,
    payload,
    { 'if-match': typeof version === 'number' ? `"v${version}"` : version },
  );
const audioOf = async (url: string) => {
  const { rawPayload } = await running.app.inject({ url });
  return createHash('sha256').update(rawPayload).digest('hex');
};

describe('the script of a finished show', () => {
  let show: Show;
  let first: string;

  beforeAll(async () => {
    show = await made({});
    first = await audioOf(show.audio_url);
  }, 90_000);

  it('is read with the takes and the tag of its version', async () => {
    const { headers, body } = await ask<ScriptBody>('GET', `/shows/${show.id}/script`);

    expect(headers.etag).toBe('"v1"');
    expect(body.segments.map(({ n }) => n)).toEqual(body.segments.map((_, at) => at + 1));
    expect(body.segments.every(({ take }) => take.state === 'voiced')).toBe(true);
  });

  it.each([
    [428, undefined, { title: 'x' }],
    [412, '"v9"', { title: 'x' }],
    [422, 'v1', { title: 'x' }],
  ])('is not edited without knowing it: %d', async (status, ifMatch, payload) => {
    const headers = ifMatch === undefined ? {} : { 'if-match': ifMatch };
    const refused = await ask('PATCH', `/shows/${show.id}/script`, payload, headers);

    expect(refused.status).toBe(status);
    expect(refused.headers['content-type']).toContain('application/problem+json');
  });

  it.each([
    ['changes.0.n', { changes: [{ n: 99, text: 'x' }] }],
    ['changes.0.speaker', { changes: [{ n: 1, speaker: 'nobody' }] }],
    [
      'changes.1.after',
      {
        changes: [
          { n: 1, text: 'x' },
          { op: 'insert', text: 'x', speaker: 'marcel' },
        ],
      },
    ],
    ['changes.0.text', { changes: [{ n: 1, text: '?!' }] }],
    ['changes.0.text', { changes: [{ op: 'delete', n: 1, text: 'x' }] }],
    ['changes', {}],
    ['colour', { colour: 'red' }],
  ])('refuses a wrong %s, and changes nothing', async (field, payload) => {
    const refused = await patch(show.id, 1, payload);

    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([expect.objectContaining({ field })]);
    expect((await script(show.id)).version).toBe(1);
  });

  it('voices only the line that was changed, marks its claims and keeps what was', async () => {
    const text = 'The mayor Otto Nobody said that 412 swans have arrived.';
    const accepted = await patch(show.id, 1, { changes: [{ n: 3, text }] });
    const beaten = await patch(show.id, 1, { changes: [{ n: 3, text: 'Too late.' }] });
    const busy = await patch(show.id, 2, { changes: [{ n: 3, text: 'Too early.' }] });
    const whileMaking = await audioOf(show.audio_url);
    const edited = await settled(show.id);
    const { segments } = await script(show.id);

    expect([accepted.status, beaten.status, busy.status]).toEqual([202, 412, 409]);
    expect(accepted.body).toMatchObject({ status: 'running', version: 2 });
    expect(whileMaking).toBe(first);
    expect(edited).toMatchObject({ status: 'completed', version: 2 });
    expect(segments.filter(({ take }) => take.reused === false).map(({ n }) => n)).toEqual([3]);
    expect(segments[2]).toMatchObject({ text });
    expect(segments[2]?.unsupported_claims.length).toBeGreaterThan(1);
    expect(await audioOf(edited.audio_url)).not.toBe(first);
    const versions = await ask<{ items: Array<{ version: number; audio_url: string }> }>(
      'GET',
      `/shows/${show.id}/versions`,
    );
    expect(versions.body.items.map(({ version }) => version)).toEqual([2, 1]);
    expect(await audioOf(versions.body.items[1]?.audio_url ?? '')).toBe(first);
    expect(await readdir(join(running.dataDir, 'shows'))).toHaveLength(1);
  }, 60_000);

  it('is compared, version by version', async () => {
    const { body } = await ask<{ counts: object }>(
      'GET',
      `/shows/${show.id}/versions/compare?from=1&to=2`,
    );
    const none = await ask('GET', `/shows/${show.id}/versions/compare?from=1&to=7`);

    const total = (await script(show.id)).segments.length;
    expect(body).toMatchObject({ from: 1, to: 2, counts: { same: total - 1 } });
    expect(none.status).toBe(404);
  });

  it('takes up a former version with its sound, to the byte', async () => {
    expect((await ask('POST', `/shows/${show.id}/versions/1/restore`)).status).toBe(202);
    const restored = await settled(show.id);

    expect(restored).toMatchObject({ status: 'completed', version: 3 });
    expect(await audioOf(restored.audio_url)).toBe(first);
    expect((await script(show.id)).segments[2]?.text).not.toContain('swans');
  }, 60_000);

  it('is read again, or in other words, one segment at a time', async () => {
    const before = await script(show.id);
    const again = await ask('POST', `/shows/${show.id}/segments/2/regenerate`, {
      voice_only: true,
    });
    expect(again.status).toBe(202);
    await settled(show.id);
    const read = await script(show.id);
    expect(read.segments.map(({ text }) => text)).toEqual(before.segments.map(({ text }) => text));
    expect(read.segments.filter(({ take }) => take.reused === false).map(({ n }) => n)).toEqual([
      2,
    ]);

    const regenerate = `/shows/${show.id}/segments/1/regenerate`;
    const key = { 'idempotency-key': 'other words' };
    const first = await ask<Show>('POST', regenerate, {}, key);
    const repeated = await ask<Show>('POST', regenerate, {}, key);
    expect(first.status).toBe(202);
    expect([repeated.status, repeated.headers['etag'], repeated.body]).toEqual([
      202,
      first.headers['etag'],
      first.body,
    ]);
    expect((await script(show.id)).version).toBe(first.body.version);
    await settled(show.id);
    const reworded = await script(show.id);
    expect(reworded.segments[0]?.text).not.toBe(before.segments[0]?.text);
    expect(reworded.segments.slice(1).map(({ text }) => text)).toEqual(
      before.segments.slice(1).map(({ text }) => text),
    );
    expect((await ask('POST', `/shows/${show.id}/segments/99/regenerate`, {})).status).toBe(404);
  }, 60_000);

  it('keeps as many versions as the setting says, and forgets the files of older ones', async () => {
    const { body } = await ask<{ items: Array<{ version: number }> }>(
      'GET',
      `/shows/${show.id}/versions`,
    );

    expect(body.items.map(({ version }) => version)).toEqual([5, 4, 3, 2]);
    expect((await ask('GET', `/shows/${show.id}/versions/1`)).status).toBe(404);
    const { body: second } = await ask<Show>('GET', `/shows/${show.id}/versions/2`);
    const { sha256 } = second.files.find(({ kind }) => kind === 'audio') ?? { sha256: '' };
    const place = join(running.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    expect((await stat(place)).size).toBeGreaterThan(0);
    await utimes(place, LONG_AGO, LONG_AGO); // What is young is left to the sweep: a show that is being made may need it.

    await ask('POST', `/shows/${show.id}/segments/2/regenerate`, { voice_only: true });
    await settled(show.id);
    await expect(stat(place)).rejects.toThrow('ENOENT');
  }, 60_000);

  it('takes up the oldest version with its sound, although that is forgotten with it', async () => {
    expect((await ask('POST', `/shows/${show.id}/versions/3/restore`)).status).toBe(202);
    const restored = await settled(show.id);

    expect((await ask('GET', `/shows/${show.id}/versions/3`)).status).toBe(404);
    expect(restored).toMatchObject({ status: 'completed', version: 7 });
    expect(await audioOf(restored.audio_url)).toBe(first);
  }, 60_000);
});

describe('a show that needs approval', () => {
  let id: string;

  beforeAll(async () => {
    const preset = { preset_name: 'careful', display_name: 'Careful', approval_required: true };
    await ask('POST', '/presets', { ...preset, duration_minutes: 1 });
    ({ id } = await made({ preset_name: 'careful' }));
  }, 60_000);

  it('waits, and can be seen waiting', async () => {
    const { body } = await ask<{ items: Show[] }>('GET', '/shows?status=waiting_for_approval');

    expect(body.items.map((one) => one.id)).toEqual([id]);
  });

  it('is rejected with a reason, waits again when it is retried, and not otherwise', async () => {
    const rejected = await ask<Show>('POST', `/shows/${id}/reject`, { reason: 'Too dull.' });
    const again = await ask('POST', `/shows/${id}/approve`);
    const retried = await ask<Show>('POST', `/shows/${id}/retry`);

    expect(rejected.body).toMatchObject({
      status: 'cancelled',
      sentence: 'Rejected: Too dull.',
      approval: { decision: 'rejected', reason: 'Too dull.', version: 1 },
    });
    expect(again.status).toBe(409);
    expect(retried.body.status).toBe('waiting_for_approval');
  });

  it('is edited as a draft, and goes on the air as it was approved', async () => {
    const edited = await patch(id, 1, { changes: [{ n: 1, text: 'Good morning, Zurich.' }] });
    expect(edited.body).toMatchObject({ status: 'waiting_for_approval', version: 2 });
    const draft = await script(id);
    expect(draft.segments.every(({ take }) => take.state === 'pending')).toBe(true);

    const approve = (version: string) =>
      ask('POST', `/shows/${id}/approve`, undefined, { 'if-match': version });
    expect((await approve('"v1"')).status).toBe(412);
    expect((await approve('"v2"')).status).toBe(202);
    const show = await settled(id);
    expect(show).toMatchObject({
      status: 'completed',
      approval: { decision: 'approved', version: 2, by: expect.stringMatching(/^key rx_/) },
    });
    expect((await script(id)).segments.map(({ text }) => text)).toEqual(
      draft.segments.map(({ text }) => text),
    );
    const { body } = await ask<{ items: Array<{ action: string; target: string }> }>(
      'GET',
      '/audit?limit=50',
    );
    const acts = body.items.filter(({ target }) => target === id).map(({ action }) => action);
    expect(acts.toReversed()).toEqual(['show.rejected', 'show.edited', 'show.approved']);
  }, 60_000);
});
