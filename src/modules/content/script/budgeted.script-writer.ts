import { BudgetUsedUp, FreeSpend, type Reservation, Spend, type Units } from '#platform/spend';
import { ModelFailed } from './model/model-failed.js';
import { type Script, type ScriptRequest, ScriptWriter } from './script.js';

/** A writer who is paid: a language model. */
export abstract class PaidScriptWriter {
  /** Short name: "openai". */
  abstract readonly provider: string;

  /** Whether it may be asked at all: it is set up, and wanted. */
  get isAvailable(): boolean {
    return true;
  }

  /** The most that this request may take: what is put aside before anything is sent. */
  abstract estimate(request: ScriptRequest): Units;

  /** @returns The script, and what it took. */
  abstract write(
    request: ScriptRequest,
    signal: AbortSignal,
  ): Promise<{ readonly script: Script; readonly used: Units }>;
}

/** Asks those who are paid first, each as far as its money budget goes; the built-in writer when none of them could. */
export class BudgetedScriptWriter extends ScriptWriter {
  constructor(
    private readonly builtIn: ScriptWriter,
    private readonly paid: readonly PaidScriptWriter[],
    private readonly spend: Spend = new FreeSpend(),
  ) {
    super();
  }

  /** Language models do; where they fail the built-in writer leaves such stories out. */
  override get translates(): boolean {
    return this.paid.some(({ isAvailable }) => isAvailable);
  }

  override get isPaid(): boolean {
    return this.paid.some(({ isAvailable }) => isAvailable);
  }

  override async write(request: ScriptRequest, signal: AbortSignal): Promise<Script> {
    const reasons: string[] = [];
    for (const writer of this.paid.filter(({ isAvailable }) => isAvailable)) {
      try {
        return withWarnings(await this.#pay(writer, request, signal), reasons);
      } catch (error) {
        signal.throwIfAborted();
        reasons.push(`${writer.provider} could not: ${reasonOf(error)}`);
      }
    }
    return withWarnings(await this.builtIn.write(request, signal), reasons);
  }

  /** Only adds and drops what is written already: nobody has to be paid for it. */
  override fit(
    script: Script,
    speechSeconds: readonly number[],
    request: ScriptRequest,
    signal: AbortSignal,
  ): Promise<Script> {
    return this.builtIn.fit(script, speechSeconds, request, signal);
  }

  async #pay(
    writer: PaidScriptWriter,
    request: ScriptRequest,
    signal: AbortSignal,
  ): Promise<Script> {
    const { provider } = writer;
    const { subject, item = 'script' } = request;
    const units = writer.estimate(request);
    const held: Reservation = await this.spend.reserve({
      provider,
      operation: 'write script',
      units,
      ...(subject !== undefined && { subject, item }),
    });
    try {
      const { script, used } = await writer.write(request, signal);
      await held.settle(used);
      return script;
    } catch (error) {
      const used = error instanceof ModelFailed ? error.used : undefined;
      // A model that broke off has read and written all the same, unless it never began.
      if (used && !used.inputTokens && !used.outputTokens) await held.release();
      else await held.settle(used);
      throw error;
    }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof BudgetUsedUp) return 'its money budget is used up';
  return error instanceof Error ? error.message.replace(/\.$/, '') : 'it failed';
}

function withWarnings(script: Script, reasons: readonly string[]): Script {
  if (reasons.length === 0) return script;
  const warning = `The script was written by ${script.writer}, because ${reasons.join('; ')}.`;
  return { ...script, warnings: [...script.warnings, warning] };
}
