import { randomBytes } from 'node:crypto';
import { fnv1a } from '#kernel';
import type { HttpClient } from '#platform/http';
import type { Units } from '#platform/spend';
import { PaidScriptWriter } from '../budgeted.script-writer.js';
import type { Script, ScriptRequest } from '../script.js';
import { type Brief, tokensAtMost } from './brief.js';
import { Chat, type ChatAnswer, type ChatMessage, PROVIDER } from './chat.js';
import type { Judgement } from './judge-answer.js';
import { ModelFailed } from './model-failed.js';
import { hasModel, type OpenAiSettings } from './openai.settings.js';
import type { Workshop } from './workshop.js';

/** A correction is asked for only while there is time to write it. */
const REPAIR_MS_MIN = 2_000;
const FAULTS_TOLD_MAX = 40;
/** What is sent back to be corrected at most. */
const ECHO_CHARACTERS_MAX = 60_000;
const SEED_MAX = 2_147_483_647;

/**
 * Has a language model write, and airs nothing that it says without a source: the answer is judged sentence by
 * sentence, sent back once with what is wrong, and what stays wrong is told by the built-in writer.
 */
export class LanguageModelScriptWriter extends PaidScriptWriter {
  override readonly provider = PROVIDER;
  readonly #chat: Chat;

  constructor(
    http: HttpClient,
    private readonly settings: OpenAiSettings,
    private readonly workshop: Workshop,
  ) {
    super();
    this.#chat = new Chat(http, settings);
  }

  override get isAvailable(): boolean {
    return hasModel(this.settings);
  }

  /** Prompt and answer, and once more both for a correction. */
  override estimate(request: ScriptRequest): Units {
    const { input, output } = tokensAtMost(request, this.settings);
    return { inputTokens: 2 * input + output, outputTokens: 2 * output };
  }

  /** @throws ModelFailed when nothing it wrote can be aired; the signal's reason when aborted. */
  override async write(
    request: ScriptRequest,
    signal: AbortSignal,
  ): Promise<{ readonly script: Script; readonly used: Units }> {
    const nonce = randomBytes(9).toString('base64url').replace(/[-_]/gu, 'x');
    const brief = await this.workshop.brief({ request, limits: this.settings, nonce }, signal);
    if (brief.stories.length === 0) throw new ModelFailed('there is no story to write about');
    const { judgement, used } = await this.#written(brief, request, signal);
    const script = await this.workshop.assemble(
      { request, judgement, writer: this.settings.model },
      signal,
    );
    if (!script.segments.some(({ segmentType }) => segmentType === 'story'))
      throw new ModelFailed('it tells no story', used);
    return { script, used };
  }

  /** The better of the answer and its correction. */
  async #written(
    brief: Brief,
    request: ScriptRequest,
    signal: AbortSignal,
  ): Promise<{ judgement: Judgement; used: Units }> {
    const endMs = performance.now() + this.#chat.deadlineMs;
    const messages: ChatMessage[] = [
      { role: 'system', content: brief.system },
      { role: 'user', content: brief.user },
    ];
    const ask = (all: readonly ChatMessage[]): Promise<ChatAnswer> =>
      this.#chat.ask({
        messages: all,
        schema: brief.schema,
        outputTokensMax: brief.outputTokensMax,
        seed: fnv1a(request.seed) % SEED_MAX,
        deadlineMs: endMs - performance.now(),
        signal,
      });
    const first = await ask(messages);
    const judged = await this.#judged(first, brief, request, signal);
    const faults = faultsOf(judged);
    if (faults.length === 0) return { judgement: judged, used: first.used };
    if (!first.mayRepair || endMs - performance.now() < REPAIR_MS_MIN)
      return chosen(judged, undefined, first.used);
    const second = await ask([...messages, ...correction(first.content, faults)]).catch(
      (error: unknown) => {
        signal.throwIfAborted();
        return error instanceof Error ? error : new Error('it failed');
      },
    );
    if (second instanceof Error) return afterFailure(judged, first.used, second);
    const again = await this.#judged(second, brief, request, signal);
    return chosen(judged, again, sum(first.used, second.used));
  }

  async #judged(
    { content, fault }: ChatAnswer,
    brief: Brief,
    request: ScriptRequest,
    signal: AbortSignal,
  ): Promise<Judgement> {
    if (fault !== undefined) return { segments: [], faults: [fault], isUsable: false };
    return this.workshop.judge({ request, brief, content }, signal);
  }
}

/** The correction never came: what there is has to do. @throws ModelFailed where it does not. */
function afterFailure(
  judged: Judgement,
  used: Units,
  failure: Error,
): { judgement: Judgement; used: Units } {
  const more = failure instanceof ModelFailed ? failure.used : undefined;
  if (judged.isUsable) return { judgement: judged, used: sum(used, more ?? {}) };
  const reason = `${judged.faults.join(', ')}; asked to correct that, ${failure.message}`;
  throw new ModelFailed(reason, more && sum(used, more), failure);
}

/** @throws ModelFailed when neither can be used. */
function chosen(
  first: Judgement,
  second: Judgement | undefined,
  used: Units,
): { judgement: Judgement; used: Units } {
  const usable = [second, first].filter((one) => one?.isUsable === true) as Judgement[];
  const [best] = usable.sort((left, right) => faultsOf(left).length - faultsOf(right).length);
  if (best) return { judgement: best, used };
  const last = second ?? first;
  const reason = last.faults.join(', ');
  throw new ModelFailed(second ? `${reason}, even after a correction` : reason, used);
}

function faultsOf({ faults, segments }: Judgement): string[] {
  const ofSegments = segments.flatMap(({ segment, faults: own }, index) =>
    own.length === 0 ? [] : [`Segment ${index + 1} (${segment.type}): ${own.join('; ')}.`],
  );
  return [...faults.map((fault) => `The whole: ${fault}.`), ...ofSegments];
}

function correction(content: string, faults: readonly string[]): ChatMessage[] {
  const told = faults.slice(0, FAULTS_TOLD_MAX).map((fault) => `- ${fault}`);
  return [
    ...(content.trim() === ''
      ? []
      : [{ role: 'assistant' as const, content: content.slice(0, ECHO_CHARACTERS_MAX) }]),
    {
      role: 'user',
      content: [
        'This cannot be aired. Write the whole script once more, as JSON of the form asked for, and mend this:',
        ...told,
        'Say only what the articles say. Leave out what you cannot mend.',
      ].join('\n'),
    },
  ];
}

function sum(left: Units, right: Units): Units {
  return {
    inputTokens: (left.inputTokens ?? 0) + (right.inputTokens ?? 0),
    outputTokens: (left.outputTokens ?? 0) + (right.outputTokens ?? 0),
  };
}
