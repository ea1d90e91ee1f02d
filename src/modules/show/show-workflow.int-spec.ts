import { randomUUID } from 'node:crypto';
import { InvalidInput } from '#kernel';
import { aScript, openShowDesk, type ShowDesk, WRITTEN } from '#test/show-desk';
import type { Show } from './show.entity.js';
import type { ProduceStage } from './show.workflow.js';

let desk: ShowDesk;
beforeAll(async () => {
  desk = await openShowDesk();
});
beforeEach(() => {
  desk.does.clear();
  desk.wanted.length = 0;
  desk.stopped.length = 0;
});
afterAll(() => desk.stop());

const hopeless = () => Promise.reject(new InvalidInput([{ field: 'cover', rule: 'must be' }]));
const v1Voice = { script: aScript(['The former words.']), takes: [], warnings: [] };

/** A show whose cover fails for good while its voices are at work, and which is edited then. */
async function editedMeanwhile() {
  const { id } = await desk.add({}, WRITTEN);
  const voices = Promise.withResolvers<unknown>();
  const begun = Promise.withResolvers<undefined>();
  desk.does.set('voice', () => {
    begun.resolve(undefined);
    return voices.promise;
  });
  desk.does.set('cover', hopeless);
  const voicing = desk.produce({ showId: id, stage: 'voice', version: 1 });
  await begun.promise;
  await desk.produce({ showId: id, stage: 'cover', version: 1 }).catch(() => undefined);
  expect((await desk.show(id)).status).toBe('failed');
  await desk.editor.edit(id, 1, { changes: [{ op: 'change', n: 2, text: 'It is late.' }] });
  return { id, voicing, voices };
}

describe('work on a version that was edited meanwhile', () => {
  it('is not taken for the work on the new one when it ends', async () => {
    const { id, voicing, voices } = await editedMeanwhile();

    voices.resolve(v1Voice);
    await voicing;

    expect(await desk.stage(id, 'voice')).toMatchObject({ state: 'pending', output: null });
    expect(desk.wanted).toEqual([
      { showId: id, stage: 'voice', version: 2, lane: 'high' },
      { showId: id, stage: 'cover', version: 2, lane: 'high' },
    ]);
  });

  it('does not end the new one when it fails', async () => {
    const { id, voicing, voices } = await editedMeanwhile();

    voices.reject(new InvalidInput([{ field: 'voice', rule: 'must be' }]));
    await voicing.catch(() => undefined);

    expect(await desk.show(id)).toMatchObject({ status: 'running', version: 2, error: null });
    expect((await desk.stage(id, 'voice')).state).toBe('pending');
  });

  it('says nothing of how far it is', async () => {
    const { id } = await desk.add({}, WRITTEN);
    desk.does.set('voice', async ({ progress }) => {
      await desk.shows.move(id, ['running'], { version: 2, sentence: 'Making again' });
      await progress(1, 1, 'Speaking the former words');
      return v1Voice;
    });

    await desk.produce({ showId: id, stage: 'voice', version: 1 });

    expect((await desk.show(id)).sentence).toBe('Making again');
    const told = await desk.shows.eventsAfter(id, '0');
    expect(told.map(({ data }) => data['sentence'])).not.toContain('Speaking the former words');
  });

  it('is stopped where a stage beside it has failed for good', async () => {
    const { id } = await desk.add({}, WRITTEN);
    desk.does.set('cover', hopeless);

    await desk.produce({ showId: id, stage: 'cover', version: 1 }).catch(() => undefined);

    expect(desk.stopped).toEqual([{ showId: id, stage: 'voice', version: 1 }]);
  });
});

describe('a show of a batch', () => {
  const lanes = () => [...new Set(desk.wanted.map(({ lane }) => lane))];
  const produceWanted = async () => {
    for (let job = desk.wanted.shift(); job; job = desk.wanted.shift()) await desk.produce(job);
  };
  const batched = async (status: Show['status']) => {
    const batchId = randomUUID();
    await desk.database.query('insert into show_batch values ($1, null, $2, now())', [
      batchId,
      'x',
    ]);
    const { id } = await desk.add({ status, batchId }, WRITTEN);
    return id;
  };

  it('gives way to others as it is first made', async () => {
    await desk.produce({ showId: await batched('running'), stage: 'check', version: 1 });

    expect(lanes()).toEqual(['batch']);
  });

  it.each([
    ['edited', 'completed', (id: string) => desk.editor.edit(id, 1, { changes: [], title: 'x' })],
    ['approved', 'waiting_for_approval', (id: string) => desk.service.approve(id)],
    ['retried', 'failed', (id: string) => desk.service.retry(id)],
  ] as const)('does not as it is %s: somebody waits for it', async (_how, status, act) => {
    const id = await batched(status);
    await act(id);
    const [first] = desk.wanted;

    expect(lanes()).toEqual(['high']);
    desk.wanted.length = 0;
    desk.does.set('voice', () => Promise.resolve(v1Voice));
    await desk.shows.setOutputs(id, { cover: {} });
    await desk.produce(first as ProduceStage);
    expect(desk.wanted).toMatchObject([{ stage: 'mix', lane: 'high' }]);
    await produceWanted();
    expect((await desk.show(id)).status).toBe('completed');
  });
});
