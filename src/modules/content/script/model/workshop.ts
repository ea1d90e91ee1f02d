import { defuseRequest, warningsOfOrders } from '../injection/defuse.js';
import type { Script, ScriptRequest } from '../script.js';
import { assemble } from './assemble.js';
import { type Brief, briefOf, type ModelLimits } from './brief.js';
import { judgeAnswer, type Judgement } from './judge-answer.js';

export interface BriefTask {
  readonly request: ScriptRequest;
  readonly limits: ModelLimits;
  readonly nonce: string;
}

export interface JudgeTask {
  readonly request: ScriptRequest;
  readonly brief: Brief;
  readonly content: string;
}

export interface AssembleTask {
  readonly request: ScriptRequest;
  readonly judgement: Judgement;
  readonly writer: string;
}

/** The thinking around a language model: pure, and heavy enough for a child process. */
export interface Workshop {
  brief(task: BriefTask, signal: AbortSignal): Promise<Brief>;
  judge(task: JudgeTask, signal: AbortSignal): Promise<Judgement>;
  assemble(task: AssembleTask, signal: AbortSignal): Promise<Script>;
}

export function brief({ request, limits, nonce }: BriefTask): Brief {
  return briefOf(defuseRequest(request).request, limits, nonce);
}

export function judge({ request, brief: given, content }: JudgeTask): Judgement {
  return judgeAnswer(content, given, defuseRequest(request));
}

export async function assembleScript(task: AssembleTask): Promise<Script> {
  const defused = defuseRequest(task.request);
  const script = await assemble(task.judgement, defused, task.writer);
  return { ...script, warnings: [...script.warnings, ...warningsOfOrders(defused)] };
}
