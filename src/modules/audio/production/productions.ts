import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Problem } from '#kernel';
import { MediaLibrary, Retention, RetentionSettings } from '#modules/media';
import { Database } from '#platform/database';
import { FileStore } from '#platform/files';
import { logContext } from '#platform/logging';
import { JobQueue, type JobRun, type JobStanding, Unrecoverable } from '#platform/queue';
import { TakeUnreadable } from '../audio.problems.js';
import { AudioWork } from '../audio-work.js';
import type {
  GenerateRequest,
  Production,
  ProcessRequest,
  ProductionFault,
  ProductionKind,
  ProductionState,
} from './production.js';
import { AudioJobNotFound, AudioKeyReused } from './production.problems.js';
import { ProductionRepository } from './production.repository.js';
import { SoundWork } from './sound-work.js';
import { SpeechWork } from './speech-work.js';

const TYPES: Readonly<Record<ProductionKind, string>> = {
  generate: 'audio.generate',
  process: 'audio.process',
};
/** A key holds for this long. */
const IDEMPOTENCY_HOURS = 24;
const DEADLINE_MS = 60 * 60_000;
/** In the whole fleet: shows go first. */
const AT_ONCE = 2;

/** A job and how far it is. */
export interface ProductionView extends Production {
  readonly state: ProductionState;
  readonly progress: JobStanding['progress'];
  readonly startedAt: Date | null;
}

interface Asked {
  readonly ownerKeyId?: string;
}

/** Sound that is asked for by itself: durable jobs whose results lie in the library. */
@Injectable()
export class Productions implements OnModuleInit {
  constructor(
    private readonly repository: ProductionRepository,
    private readonly queue: JobQueue,
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly library: MediaLibrary,
    private readonly retention: Retention,
    private readonly settings: RetentionSettings,
    private readonly speech: SpeechWork,
    private readonly sound: SoundWork,
    private readonly work: AudioWork,
  ) {}

  onModuleInit(): void {
    for (const type of Object.values(TYPES))
      this.queue.handle<Asked>(type, (asked, run) => this.#make(asked, run), {
        lane: 'default',
        concurrency: AT_ONCE,
        deadlineMs: DEADLINE_MS,
      });
    this.work.tellQueue(() => this.queue.figuresOf(Object.values(TYPES)));
    this.library.onRemoval((mediaId) => this.repository.namesOf(mediaId));
    this.retention.register({
      kind: 'audio_job',
      about: 'audio jobs; their sound goes with the files of kind production',
      days: () => this.settings.productionDays,
      due: (before) => this.repository.countOlder(before),
      prune: (before) => this.repository.forget(before),
    });
  }

  /**
   * @param idempotencyKey The same key and request give the same job for 24 hours.
   * @returns Id of the job, which the queue calls the same.
   * @throws AudioKeyReused
   */
  async ask(
    kind: ProductionKind,
    request: GenerateRequest | ProcessRequest,
    idempotencyKey?: string,
  ): Promise<string> {
    const requestHash = createHash('sha256')
      .update(JSON.stringify([kind, request]))
      .digest('hex');
    return this.database.transaction(async () => {
      const former =
        idempotencyKey === undefined
          ? undefined
          : await this.repository.claim(idempotencyKey, IDEMPOTENCY_HOURS);
      if (former && former.requestHash !== requestHash) throw new AudioKeyReused();
      if (former) return former.id;
      const ownerKeyId = logContext()['key'];
      const id = await this.queue.add(TYPES[kind], ownerKeyId === undefined ? {} : { ownerKeyId });
      const mediaIds = mediaOf(request);
      await this.repository.add({ id, kind, request, requestHash, idempotencyKey, mediaIds });
      return id;
    });
  }

  /** @throws AudioJobNotFound */
  async get(id: string): Promise<ProductionView> {
    const job = await this.repository.find(id);
    if (!job) throw new AudioJobNotFound(id);
    const standing = await this.queue.find(id);
    // It may have ended between the two looks.
    const now = (await this.repository.find(id)) ?? job;
    const error = now.error ?? (standing?.state === 'failed' && !now.result ? BROKE_OFF : null);
    return {
      ...now,
      error,
      state: stateOf(now, standing),
      progress: standing?.progress ?? null,
      startedAt: standing?.startedAt ?? null,
      finishedAt: now.finishedAt ?? standing?.finishedAt ?? null,
    };
  }

  async #make({ ownerKeyId }: Asked, run: JobRun): Promise<void> {
    const job = await this.repository.find(run.jobId);
    if (!job || job.result) return; // Forgotten, or made by a run that could not say so any more.
    if (job.finishedAt) await this.repository.reopen(job.id);
    const folder = `audio-${job.id}`;
    try {
      const path = await this.files.workFolder(folder);
      const { file, name, ...result } = await (job.kind === 'generate'
        ? this.speech.make(job.request as GenerateRequest, path, run)
        : this.sound.make(job.request as ProcessRequest, path, run));
      run.signal.throwIfAborted();
      const kept = await this.library.keep(
        { path: file },
        { kind: 'production', name: `${name}.${result.format}`, ownerKeyId },
      );
      await this.repository.complete(job.id, result, kept.id);
    } catch (error) {
      run.signal.throwIfAborted();
      await this.#failed(job.id, error, run);
    } finally {
      await this.files.dropWorkFolder(folder);
    }
  }

  /** What the request is at fault for no further try mends. @throws Error always. */
  async #failed(id: string, error: unknown, run: JobRun): Promise<never> {
    const isHopeless =
      error instanceof Problem &&
      error.kind !== 'unavailable' &&
      !(error instanceof TakeUnreadable);
    if (!isHopeless && !run.isLastAttempt) throw error;
    await this.repository.fail(id, error instanceof Problem ? faultOf(error) : BROKE_OFF);
    if (isHopeless) throw new Unrecoverable(error.message, error);
    throw error;
  }
}

const BROKE_OFF: ProductionFault = {
  type: 'about:blank',
  title: 'Internal Server Error',
  detail: 'Something went wrong here. The log has it under the id of the job.',
};

function faultOf(problem: Problem): ProductionFault {
  return {
    ...problem.facts,
    type: `/problems/${problem.code}`,
    title: problem.name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' '),
    detail: problem.message,
  };
}

function stateOf({ result, error }: Production, standing?: JobStanding): ProductionState {
  if (result) return 'completed';
  if (error) return 'failed';
  switch (standing?.state) {
    case 'waiting':
    case 'delayed':
      return 'queued';
    case 'active':
    case 'completed':
      return 'running';
    case 'cancelled':
      return 'cancelled';
    case 'failed':
    case undefined:
      return 'failed';
  }
}

function mediaOf(request: GenerateRequest | ProcessRequest): string[] {
  if (!('source' in request)) return [];
  const { source, bed = 'built_in' } = request;
  return [...('mediaId' in source ? [source.mediaId] : []), ...(bed === 'built_in' ? [] : [bed])];
}
