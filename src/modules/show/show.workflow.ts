import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock, Problem } from '#kernel';
import { Database } from '#platform/database';
import { EventBus } from '#platform/events';
import { withLogContext } from '#platform/logging';
import { JobQueue, type JobRun, type Lane, Unrecoverable } from '#platform/queue';
import { Tracing } from '#platform/tracing';
import { needsApproval } from './approval.js';
import type { Show, Stage } from './show.entity.js';
import { ShowFailed, ShowGenerated } from './show.events.js';
import { ShowVersionRepository } from './edit/show-version.repository.js';
import { ShowMeters } from './show.meters.js';
import { percentOf, SENTENCE } from './show-progress.js';
import { ShowRepository } from './show.repository.js';
import { type StageContext, StageRunner } from './stages/stage-runner.js';

/** Payload of the job that does one stage of one show. */
export interface ProduceStage extends Record<string, unknown> {
  readonly showId: string;
  readonly stage: Stage;
  /** Of the script it is done for: what was wanted before an edit is wanted no longer. */
  readonly version?: number;
  /** Handed on from stage to stage. */
  readonly lane?: Lane;
}

export const PRODUCE_STAGE = 'show.stage';
export const STAGE_RUNNERS = Symbol('every stage runner');

/** What follows a stage; `mix` waits for both of its forerunners. */
const NEXT: Readonly<Record<Stage, readonly Stage[]>> = {
  plan: ['collect'],
  collect: ['curate'],
  curate: ['write'],
  write: ['check'],
  check: ['voice', 'cover'],
  voice: ['mix'],
  cover: ['mix'],
  mix: ['package'],
  package: ['publish'],
  publish: [],
};
/** What may be at work beside a stage. */
const BESIDE: Partial<Record<Stage, Stage>> = { voice: 'cover', cover: 'voice' };
const FORERUNNERS: Partial<Record<Stage, readonly Stage[]>> = { mix: ['voice', 'cover'] };
const AFTER_SCRIPT: readonly Stage[] = ['voice', 'cover', 'mix', 'package', 'publish'];

/** A stage that failed says nothing of how long it takes. */
const NO_LENGTH = { wallMs: 0, programmeSeconds: undefined };

/** Progress is told at most this often. */
const TELL_EVERY_MS = 250;

/** Leads shows through their stages: each is a job of its own, saved before the next begins. */
@Injectable()
export class ShowWorkflow implements OnModuleInit {
  readonly #logger = new Logger(ShowWorkflow.name);
  readonly #runners: ReadonlyMap<Stage, StageRunner>;

  constructor(
    private readonly queue: JobQueue,
    private readonly shows: ShowRepository,
    private readonly versions: ShowVersionRepository,
    private readonly database: Database,
    private readonly events: EventBus,
    private readonly clock: Clock,
    private readonly meters: ShowMeters,
    private readonly tracing: Tracing,
    @Inject(STAGE_RUNNERS) runners: readonly StageRunner[],
  ) {
    this.#runners = new Map(runners.map((runner) => [runner.stage, runner]));
  }

  onModuleInit(): void {
    this.queue.handle<ProduceStage>(PRODUCE_STAGE, (payload, run) =>
      withLogContext({ show_id: payload.showId, stage: payload.stage }, () =>
        this.#produce(payload, run),
      ),
    );
  }

  /**
   * Wants stages done, as part of the transaction in progress.
   * @param lane Of them and of what follows. Left out, a show of a batch gives way to what somebody waits for: so it
   * is first made, while who edits, approves or retries it waits.
   */
  async start(
    { id, version, batchId }: Pick<Show, 'id' | 'version' | 'batchId'>,
    stages: readonly Stage[],
    lane: Lane = batchId === null ? 'high' : 'batch',
  ): Promise<void> {
    for (const stage of stages)
      await this.queue.add(PRODUCE_STAGE, { showId: id, stage, version, lane }, { lane });
  }

  /** Stops what is done for a show, in whichever process. */
  async stop(showId: string): Promise<void> {
    await this.queue.cancelAll(PRODUCE_STAGE, { showId });
  }

  async #produce({ showId, stage, version, lane }: ProduceStage, run: JobRun): Promise<void> {
    const show = await this.shows.find(showId);
    if (!show || !['queued', 'running'].includes(show.status)) return;
    // Jobs from before there were versions say none.
    if (show.version !== (version ?? 1)) return;
    if (show.status === 'queued') await this.shows.move(showId, ['queued'], { status: 'running' });
    const records = await this.shows.stages(showId);
    const done = new Set(records.filter(({ state }) => state === 'done').map((one) => one.stage));
    if (done.has(stage)) return this.#advance(show, stage, lane);
    await this.shows.begin(showId, stage);
    await this.#tell(show, stage, percentOf(done, stage, 0), SENTENCE[stage]);
    const outputs = new Map(records.map((record) => [record.stage, record.output]));
    const { signal } = run;
    const started = performance.now();
    try {
      const context = this.#context(show, stage, done, outputs, signal);
      const attributes = { 'radiox.show.id': showId, 'radiox.stage': stage };
      const output = await this.tracing.span(`stage ${stage}`, { attributes }, () =>
        this.#runner(stage).run(context),
      );
      signal.throwIfAborted();
      const wallMs = performance.now() - started;
      await this.#finish(show, stage, { output, wallMs }, lane);
      const programmeSeconds = programmeSecondsOf(outputs.set(stage, output));
      this.meters.stageEnded({ stage, outcome: 'done', wallMs, programmeSeconds });
    } catch (error) {
      await this.#failed(show, stage, error, run);
    }
  }

  #runner(stage: Stage): StageRunner {
    const runner = this.#runners.get(stage);
    if (!runner) throw new Error(`Nobody does the stage "${stage}".`);
    return runner;
  }

  #context(
    show: Show,
    stage: Stage,
    done: ReadonlySet<Stage>,
    outputs: ReadonlyMap<Stage, unknown>,
    signal: AbortSignal,
  ): StageContext {
    let toldAt = 0;
    return {
      show,
      signal,
      output: <T>(earlier: Stage): T => {
        const output = outputs.get(earlier) ?? undefined;
        if (output === undefined) throw new Error(`The stage "${earlier}" left nothing.`);
        return output as T;
      },
      progress: async (count, total, sentence) => {
        if (performance.now() - toldAt < TELL_EVERY_MS && count < total) return;
        toldAt = performance.now();
        const percent = percentOf(done, stage, total === 0 ? 0 : count / total);
        await this.#tell(show, stage, percent, sentence, { done: count, total });
      },
    };
  }

  async #tell(show: Show, stage: Stage, percent: number, sentence: string, units = {}) {
    if (!(await this.shows.progress(show, percent, sentence, stage))) return;
    const rounded = Math.round(percent * 10) / 10;
    await this.shows.tell(show.id, 'progress', {
      status: 'running',
      stage,
      percent: rounded,
      sentence,
      ...units,
    });
  }

  async #finish(
    show: Show,
    stage: Stage,
    { output, wallMs }: { readonly output: unknown; readonly wallMs: number },
    lane: Lane | undefined,
  ): Promise<void> {
    await this.database.transaction(async () => {
      if (!(await this.#isPresent(show))) return;
      if (!(await this.shows.finish(show.id, stage, output, wallMs))) return;
      const title = (output as { script?: { title?: string } }).script?.title;
      if (title !== undefined) await this.shows.move(show.id, ['running'], { title });
      await this.shows.tell(show.id, 'stage', {
        stage,
        state: 'done',
        wall_ms: Math.round(wallMs),
      });
      await this.#advance(show, stage, lane);
    });
  }

  /** Whether nobody has edited it since; nobody can until the transaction in progress ends. */
  async #isPresent({ id, version }: Show): Promise<boolean> {
    return (await this.shows.lock(id))?.version === version;
  }

  /** Wants what follows a finished stage; wanting it twice is harmless, for a stage is done once. */
  async #advance(show: Show, stage: Stage, lane: Lane | undefined): Promise<void> {
    await this.database.transaction(async () => {
      const current = await this.shows.lock(show.id);
      if (current?.status !== 'running' || current.version !== show.version) return;
      const records = await this.shows.stages(show.id);
      const isDone = (one: Stage) => records.some((r) => r.stage === one && r.state === 'done');
      if (stage === 'check' && show.request.isDryRun) {
        await this.shows.setStages(show.id, AFTER_SCRIPT, 'skipped');
        return this.#complete(show);
      }
      if (stage === 'check' && needsApproval(current, records)) return this.#waitForApproval(show);
      if (stage === 'publish') return this.#complete(show);
      const next = NEXT[stage].filter((one) => (FORERUNNERS[one] ?? []).every(isDone));
      await this.start(
        current,
        next.filter((one) => !isDone(one)),
        lane,
      );
    });
  }

  async #waitForApproval(show: Show): Promise<void> {
    const sentence = 'Waiting for somebody to approve the script';
    await this.shows.move(show.id, ['running'], { status: 'waiting_for_approval', sentence });
    await this.shows.tell(show.id, 'status', { status: 'waiting_for_approval', sentence });
  }

  async #complete(show: Show): Promise<void> {
    const sentence = show.request.isDryRun ? 'The script is ready' : 'The show is ready';
    const finishedAt = new Date();
    const to = { status: 'completed' as const, percent: 100, sentence, finishedAt };
    if (!(await this.shows.move(show.id, ['running'], to))) return;
    await this.shows.tell(show.id, 'status', { status: 'completed', percent: 100, sentence });
    const isRevised = (await this.versions.lastRender(show.id)) !== undefined;
    if (!isRevised) await this.events.publish(new ShowGenerated(show.id));
    await this.database.onceCommitted(() => {
      // A revision is made in seconds, days after the show was asked for: no figure for how long shows take.
      if (isRevised) return;
      this.meters.showEnded('completed', (finishedAt.getTime() - show.createdAt.getTime()) / 1000);
    });
  }

  async #failed(show: Show, stage: Stage, error: unknown, run: JobRun): Promise<never> {
    const isHopeless = error instanceof Problem && error.kind !== 'unavailable';
    const isLast = (isHopeless || run.isLastAttempt) && !run.signal.aborted;
    if (!run.signal.aborted)
      this.meters.stageEnded({ stage, outcome: isLast ? 'failed' : 'retried', ...NO_LENGTH });
    this.#logger.warn({ message: 'A stage failed', attempt: run.attempt, is_last: isLast, error });
    if (!isLast) throw error;
    const detail =
      error instanceof Problem ? error.message : `The stage "${stage}" failed unexpectedly.`;
    const code = error instanceof Problem ? error.code : 'show/stage-failed';
    await this.database.transaction(async () => {
      if (!(await this.#isPresent(show))) return;
      await this.shows.setStages(show.id, [stage], 'failed');
      if (!(await this.shows.fail(show.id, { stage, code, detail }, this.clock.now()))) return;
      await this.shows.tell(show.id, 'status', { status: 'failed', stage, sentence: detail });
      await this.events.publish(new ShowFailed(show.id, stage, detail));
      await this.database.onceCommitted(() => {
        this.meters.showEnded('failed', 0);
      });
    });
    // It would be finished for nobody, or for whoever edits the show meanwhile.
    const beside = BESIDE[stage];
    if (beside !== undefined)
      await this.queue.cancelAll(PRODUCE_STAGE, {
        showId: show.id,
        stage: beside,
        version: show.version,
      });
    throw new Unrecoverable(detail, error);
  }
}

/** The length of a show, as far as it is known: planned, then measured. */
function programmeSecondsOf(outputs: ReadonlyMap<Stage, unknown>): number | undefined {
  const mix = outputs.get('mix') as { durationS?: number } | undefined;
  const plan = outputs.get('plan') as { minutes?: number } | undefined;
  return mix?.durationS ?? (plan?.minutes === undefined ? undefined : plan.minutes * 60);
}
