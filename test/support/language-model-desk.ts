import { HttpClient, HttpEngine } from '#platform/http';
import { FreeSpend, type Spend } from '#platform/spend';
import { write } from '../../src/modules/content/editorial.worker.js';
import { BudgetedScriptWriter } from '../../src/modules/content/script/budgeted.script-writer.js';
import { BuiltInScriptWriter } from '../../src/modules/content/script/built-in.script-writer.js';
import { LanguageModelScriptWriter } from '../../src/modules/content/script/model/language-model.script-writer.js';
import { OpenAiSettings } from '../../src/modules/content/script/model/openai.settings.js';
import {
  assembleScript,
  brief,
  judge,
  type Workshop,
} from '../../src/modules/content/script/model/workshop.js';
import type { ScriptRequest } from '../../src/modules/content/script/script.js';

/** The thinking of the writer in this process, where the app has child processes. */
export const WORKSHOP: Workshop = {
  brief: (task) => Promise.resolve(brief(task)),
  judge: (task) => Promise.resolve(judge(task)),
  assemble: (task) => assembleScript(task),
};

class BuiltIn extends BuiltInScriptWriter {
  override write(request: ScriptRequest) {
    return write({ request });
  }
}

export interface Desk {
  readonly writer: BudgetedScriptWriter;
  readonly model: LanguageModelScriptWriter;
  readonly http: HttpClient;
  readonly stop: () => Promise<void>;
}

/** A writer with a language model at an address, the built-in one behind it. */
export function openDesk(
  baseUrl: string,
  settings: Partial<OpenAiSettings> = {},
  spend: Spend = new FreeSpend(),
): Desk {
  const http = HttpClient.over(
    new HttpEngine(
      { connectionsMax: 10, originConcurrencyMax: 10, allowedPrivateHosts: [] },
      { retryBaseMs: 5, breakerOpenMs: 200 },
    ),
  );
  const all = Object.assign(new OpenAiSettings(), { model: 'local-model', baseUrl }, settings);
  const model = new LanguageModelScriptWriter(http, all, WORKSHOP);
  const writer = new BudgetedScriptWriter(new BuiltIn(), [model], spend);
  return { writer, model, http, stop: () => http.onApplicationShutdown() };
}
