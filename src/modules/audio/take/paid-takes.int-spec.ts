import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from '#test/database';
import { PaidSpeechServer, PaidSynthesizer } from '#test/paid-speech';
import { spendInstance, type SpendInstance } from '#test/spend';
import { FliteSpeechSynthesizer } from '../speech/flite.speech-synthesizer.js';
import { TakeFolder } from './take-folder.js';
import { TakeService } from './take.service.js';

const { signal } = new AbortController();

describe('takes of a provider that is paid', () => {
  let money: SpendInstance;
  let provider: PaidSpeechServer;
  let root: string;
  let takes: TakeService;

  beforeAll(async () => {
    money = await spendInstance({
      DATABASE_URL: await freshDatabase(),
      SPEND_PRICES: 'paid.characters=1/1k',
      BUDGET_DAILY_USD: '0.1',
    });
    provider = await PaidSpeechServer.start();
  });

  beforeEach(async () => {
    await money.database.query('truncate spend, spend_day, budget, spend_reservation');
    provider.billed.length = 0;
    provider.failWith = undefined;
    root = await mkdtemp(join(tmpdir(), 'paid-takes-'));
    takes = new TakeService(
      [
        new PaidSynthesizer(provider.url),
        new FliteSpeechSynthesizer({ workersMax: 1, taskMsMax: 20_000 }),
      ],
      new TakeFolder(root, 1e9),
      money.ledger,
    );
  });

  afterEach(async () => {
    await takes.onApplicationShutdown();
    await rm(root, { recursive: true });
  });

  afterAll(async () => {
    await provider.stop();
    await money.stop();
  });

  const take = (text: string, subject: string) =>
    takes.take({ text, subject, language: 'en', voices: { paid: 'a', flite: 'rms' } }, signal);
  const line = (letter: string) => letter.repeat(40);

  it('are paid by the character, and once only', async () => {
    await take(line('a'), 'show-1');
    await take(line('a'), 'show-1');
    await take(line('a'), 'show-2');

    expect(provider.billed).toEqual([40]);
    expect(await money.ledger.costOf('show-1')).toMatchObject({ usd: 0.04, saved_usd: 0 });
    expect(await money.ledger.costOf('show-2')).toMatchObject({ usd: 0, saved_usd: 0.04 });
  });

  it('wanted by two shows at the same moment are paid by one and spared the other', async () => {
    const both = await Promise.all([take(line('a'), 'show-1'), take(line('a'), 'show-2')]);

    expect(both.map(({ provider: by }) => by)).toEqual(['paid', 'paid']);
    expect(provider.billed).toEqual([40]);
    const costs = await Promise.all(['show-1', 'show-2'].map((id) => money.ledger.costOf(id)));
    expect(costs.map(({ usd, saved_usd }) => [usd, saved_usd]).sort()).toEqual([
      [0, 0.04],
      [0.04, 0],
    ]);
  });

  it('come from the embedded engine when the budget is used up, and say why', async () => {
    const made = [];
    for (const letter of ['a', 'b', 'c', 'd']) made.push(await take(line(letter), 'show-1'));

    expect(made.map(({ provider: by }) => by)).toEqual(['paid', 'paid', 'flite', 'flite']);
    expect(made[2]).toMatchObject({
      fellBackFrom: ['paid'],
      fellBackBecause: ['its daily money budget is used up'],
    });
    expect(provider.billed).toEqual([40, 40]);
    expect(await money.ledger.costOf('show-1')).toMatchObject({ usd: 0.08, characters: 160 });
  });

  it('in the cache are used whatever the budget says', async () => {
    await take(line('a'), 'show-1');
    await money.database.query('update budget set spent_usd = 100');

    expect(await take(line('a'), 'show-2')).toMatchObject({ provider: 'paid', cached: true });
  });

  it('cost nothing where the provider refuses, and nothing stays put aside', async () => {
    provider.failWith = 429;

    expect(await take(line('a'), 'show-1')).toMatchObject({ provider: 'flite' });
    const [day] = await money.ledger.budgets();
    expect(day).toMatchObject({ spentUsd: 0, reservedUsd: 0 });
  });

  it('asked for all at once stay within the budget', async () => {
    const made = await Promise.all(
      Array.from({ length: 12 }, (_, n) => take(line(String.fromCharCode(97 + n)), 'show-1')),
    );

    expect(made.filter(({ provider: by }) => by === 'paid')).toHaveLength(2);
    expect(provider.billed).toEqual([40, 40]);
  });

  it('are not bought when nobody knows what may be spent', async () => {
    await money.database.query('alter table budget rename to budget_away');
    try {
      expect(await take(line('a'), 'show-1')).toMatchObject({
        provider: 'flite',
        fellBackBecause: ['nobody knows what may be spent'],
      });
      expect(provider.billed).toEqual([]);
    } finally {
      await money.database.query('alter table budget_away rename to budget');
    }
  });
});
