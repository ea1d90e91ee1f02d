import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { workerFile, WorkerPool } from '#platform/process';
import type { Language } from '#kernel';
import type { RawArticle } from './raw-article.js';
import type { Brief } from './script/model/brief.js';
import type { Judgement } from './script/model/judge-answer.js';
import type { AssembleTask, BriefTask, JudgeTask, Workshop } from './script/model/workshop.js';
import { type Script, type ScriptRequest, ScriptWriter } from './script/script.js';
import type { Curated, CurateOptions } from './story/curate.js';
import type { Processed, ProcessOptions } from './story/process.js';
import type { Article, Story } from './story/story.js';

/** A three-hour show from thousands of articles takes some ten seconds; this is stuck. */
const TASK_MS_MAX = 120_000;
const WORKERS_MAX = 2;

/** Chooses stories, writes scripts with the built-in writer and checks what they claim, in child processes. */
@Injectable()
export class Editor extends ScriptWriter implements Workshop, OnApplicationShutdown {
  readonly #workers = new WorkerPool({
    file: workerFile(import.meta.url, './editorial.worker.js'),
    workersMax: WORKERS_MAX,
    taskMsMax: TASK_MS_MAX,
  });

  /** Stories of these articles, best first. */
  curate(
    articles: readonly Article[],
    options: CurateOptions,
    signal?: AbortSignal,
  ): Promise<Curated> {
    return this.#workers.run('curate', { articles, options }, signal);
  }

  /** Stories of articles as somebody gives them, none lost. */
  process(
    articles: readonly RawArticle[],
    options: ProcessOptions,
    signal?: AbortSignal,
  ): Promise<Processed> {
    return this.#workers.run('process', { articles, options }, signal);
  }

  /** Stories as somebody put them together, in their order. */
  tell(
    stories: ReadonlyArray<readonly RawArticle[]>,
    options: { now: Date; language: Language },
    signal?: AbortSignal,
  ): Promise<Story[]> {
    return this.#workers.run('tell', { stories, options }, signal);
  }

  write(request: ScriptRequest, signal?: AbortSignal): Promise<Script> {
    return this.#workers.run('write', { request }, signal);
  }

  fit(
    script: Script,
    speechSeconds: readonly number[],
    request: ScriptRequest,
    signal?: AbortSignal,
  ): Promise<Script> {
    return this.#workers.run('fit', { script, speechSeconds, request }, signal);
  }

  /** The script with every claim marked that its sources do not hold. */
  check(script: Script, request: ScriptRequest, signal?: AbortSignal): Promise<Script> {
    return this.#workers.run('check', { script, request }, signal);
  }

  /** What a language model is told. */
  brief(task: BriefTask, signal?: AbortSignal): Promise<Brief> {
    return this.#workers.run('brief', task, signal);
  }

  /** What may be aired of its answer. */
  judge(task: JudgeTask, signal?: AbortSignal): Promise<Judgement> {
    return this.#workers.run('judge', task, signal);
  }

  /** The script that comes of it. */
  assemble(task: AssembleTask, signal?: AbortSignal): Promise<Script> {
    return this.#workers.run('assembleScript', task, signal);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#workers.close();
  }
}
