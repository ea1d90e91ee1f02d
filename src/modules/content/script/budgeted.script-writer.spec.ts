import { BudgetUsedUp, type Purchase, Spend, type Units } from '#platform/spend';
import { BudgetedScriptWriter, PaidScriptWriter } from './budgeted.script-writer.js';
import { type Script, type ScriptRequest, ScriptWriter } from './script.js';

const { signal } = new AbortController();
const request = { subject: 'show-1' } as ScriptRequest;
const scriptBy = (writer: string): Script =>
  ({ writer, warnings: ['Feed failed.'], segments: [] }) as never;

class BuiltIn extends ScriptWriter {
  override async write() {
    return scriptBy('built-in');
  }
  override fit = async () => scriptBy('fitted');
}

class Model extends PaidScriptWriter {
  override readonly provider = 'model';
  constructor(private readonly answer: () => Promise<Script>) {
    super();
  }
  override estimate() {
    return { inputTokens: 1_000, outputTokens: 2_000 };
  }
  override async write() {
    return { script: await this.answer(), used: { inputTokens: 900, outputTokens: 700 } };
  }
}

/** Money that is counted here; an empty one refuses. */
class Purse extends Spend {
  readonly settled: Array<Units | undefined> = [];
  readonly asked: Purchase[] = [];
  isEmpty = false;
  override async reserve(purchase: Purchase) {
    this.asked.push(purchase);
    if (this.isEmpty) throw new BudgetUsedUp('model', 'day');
    const settle = (units?: Units) => {
      this.settled.push(units);
      return Promise.resolve();
    };
    return { settle, release: () => Promise.resolve() };
  }
  override async noteReuse() {
    // Scripts are not reused.
  }
  override async mayUse() {
    return !this.isEmpty;
  }
}

describe('BudgetedScriptWriter', () => {
  let purse: Purse;
  const writing = (answer: () => Promise<Script>) =>
    new BudgetedScriptWriter(new BuiltIn(), [new Model(answer)], purse).write(request, signal);

  beforeEach(() => {
    purse = new Purse();
  });

  it('has the model write, puts aside the most it may take and settles what it took', async () => {
    const script = await writing(async () => scriptBy('model'));

    expect(script).toEqual(scriptBy('model'));
    expect(purse.asked).toMatchObject([
      { provider: 'model', units: { outputTokens: 2_000 }, subject: 'show-1', item: 'script' },
    ]);
    expect(purse.settled).toEqual([{ inputTokens: 900, outputTokens: 700 }]);
  });

  it('says whether it costs money, and keeps what is bought for one show apart', async () => {
    const writer = new BudgetedScriptWriter(
      new BuiltIn(),
      [new Model(async () => scriptBy('model'))],
      purse,
    );
    await writer.write({ ...request, item: 'segment 2' }, signal);

    expect(writer.isPaid).toBe(true);
    expect(new BudgetedScriptWriter(new BuiltIn(), [], purse).isPaid).toBe(false);
    expect(purse.asked).toMatchObject([{ subject: 'show-1', item: 'segment 2' }]);
  });

  it('writes itself where the budget is used up, and says so', async () => {
    purse.isEmpty = true;
    let isAsked = false;
    const script = await writing(async () => {
      isAsked = true;
      return scriptBy('model');
    });

    expect(isAsked).toBe(false);
    expect(script.writer).toBe('built-in');
    expect(script.warnings).toEqual([
      'Feed failed.',
      'The script was written by built-in, because model could not: its money budget is used up.',
    ]);
  });

  it('writes itself where the model fails, which may have to be paid all the same', async () => {
    const script = await writing(() => Promise.reject(new Error('It answered garbage.')));

    expect(script.warnings.at(-1)).toContain('model could not: It answered garbage.');
    expect(purse.settled).toEqual([undefined]);
  });

  it('stops when nobody wants it any more', async () => {
    const abort = new AbortController();
    const writer = new BudgetedScriptWriter(
      new BuiltIn(),
      [
        new Model(() => {
          abort.abort(new Error('cancelled'));
          return Promise.reject(new Error('aborted'));
        }),
      ],
      purse,
    );

    await expect(writer.write(request, abort.signal)).rejects.toThrow('cancelled');
  });

  it('pays nobody for fitting a script', async () => {
    const writer = new BudgetedScriptWriter(new BuiltIn(), [], purse);

    // Called like this, for the house takes `fit` and a bracket for a narrowed test.
    const fitted = await writer['fit'](scriptBy('model'), [], request, signal);

    expect(fitted.writer).toBe('fitted');
    expect(purse.asked).toEqual([]);
  });
});
