import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ServiceSettings } from '#platform/config';
import { MemorySettings, WorkerPool, workerFile } from '#platform/process';
import { LoudnessMissed, NothingToMix } from '../audio.problems.js';
import { AudioSettings } from '../audio.settings.js';
import { readTake } from '../take/take-file.js';
import { COMPOSITION } from '../jingle/compose.js';
import {
  DEFAULT_TIMELINE,
  planTimeline,
  type Span,
  type Timeline,
  type TimelineSettings,
} from '../timeline/timeline.js';
import type { Mastered, MasterTask } from './mastering.js';
import type { Measured, MeasureTask } from './measuring.js';
import {
  type FormerMix,
  FRAME_BYTES,
  type LoudnessTarget,
  type Mastering,
  type MixCounts,
  type MixPlan,
  type MixProgress,
  type MixResult,
  type Portions,
  PROGRAMME_RATE_HZ,
} from './mix-plan.js';
import type * as MixWorker from './mix.worker.js';
import type { Mixdown, MixdownTask } from './mixdown.js';
import type { RetouchTask } from './retouch.js';
import { type Placed, retouched } from './retouch-plan.js';
import type { PlacedTake } from './speech-track.js';
import { placesJson } from './stem-places.js';
import { programmeFrames } from './voice-chain.js';
import { workerRoom } from '../worker-room.js';

/** More than this in one show is a mistake of the caller's. */
const SEGMENTS_MAX = 5000;
/** LAME's loss at 192 kbit/s. */
const ENCODER_LOSS_DB = 0.2;
/** Encoding raises peaks by up to this much; the limiter keeps it free. */
const ENCODER_OVERSHOOT_DB = 0.8;
/** The limit is 0.5 LU; a file within this is left as it is. */
const TOLERANCE_LU = 0.3;
const TOLERANCE_MAX_LU = 0.5;
const ENCODINGS_MAX = 3;

/** Counts up when the same takes would sound different: what was mixed before is then not set into. */
const MIXER = 1;

/** A file on its way, measured. */
interface Made {
  readonly measured: Measured;
  readonly encodings: number;
  readonly mastering: Mastering;
  /** Samples of programme that were rendered. */
  readonly renderedFrames: number;
}

type TaskName = keyof typeof MixWorker;

/** Files of one mix that nobody sees. */
interface Work {
  readonly mixFile: string;
  readonly speechFile: string;
  readonly outFile: string;
}

/** Makes a show's sound of its takes: timeline, music, side chain, mastering, MP3. */
@Injectable()
export class Mixer implements OnApplicationShutdown {
  readonly counts: MixCounts = {
    inProgress: 0,
    finished: 0,
    programmeSeconds: 0,
    workSeconds: 0,
  };
  readonly #pool: WorkerPool;

  constructor(
    private readonly settings: AudioSettings,
    private readonly service: ServiceSettings,
    memory: MemorySettings,
  ) {
    this.#pool = new WorkerPool({
      file: workerFile(import.meta.url, './mix.worker.js'),
      workersMax: workerRoom(settings, memory.memoryMbMax).mixers,
      heapMibMax: settings.workerHeapMbMax,
      taskMsMax: settings.mixMsMax,
    });
  }

  /**
   * Mixes, masters and encodes in a child process whose memory does not grow with the show. Needs about
   * 0.4 MB of disk beside `outFile` for each second of programme while it works.
   * @throws NothingToMix, TakeUnreadable, LoudnessMissed; TaskTimeout; the signal's reason when aborted.
   */
  async mix(
    plan: MixPlan,
    signal: AbortSignal,
    onProgress?: (progress: MixProgress) => void,
  ): Promise<MixResult> {
    const startedMs = performance.now();
    this.counts.inProgress += 1;
    try {
      const mixed = await this.#mix(plan, signal, onProgress);
      this.counts.finished += 1;
      this.counts.programmeSeconds += mixed.durationS;
      this.counts.workSeconds += (performance.now() - startedMs) / 1000;
      return mixed;
    } finally {
      this.counts.inProgress -= 1;
    }
  }

  async #mix(
    plan: MixPlan,
    signal: AbortSignal,
    onProgress?: (progress: MixProgress) => void,
  ): Promise<MixResult> {
    const { timeline, takes } = await this.#place(plan);
    const folder = dirname(plan.outFile);
    await mkdir(folder, { recursive: true });
    if (plan.stemsFolder) await mkdir(plan.stemsFolder, { recursive: true });
    const unique = `${plan.outFile}.${randomUUID()}`;
    const work: Work = {
      mixFile: `${unique}.mix.tmp`,
      speechFile: `${unique}.speech.tmp`,
      outFile: `${unique}.mp3.tmp`,
    };
    try {
      onProgress?.({ step: 'mixing', share: 0 });
      const retouched = await this.#retouch(plan, { timeline, takes }, work, signal, onProgress);
      if (retouched) {
        await rename(work.outFile, plan.outFile);
        onProgress?.({ step: 'measuring', share: 1 });
        return result(plan.outFile, timeline, takes, retouched);
      }
      const mixed = await this.#mixdown(plan, { timeline, takes }, work, signal);
      const made = await this.#master(plan, mixed, work, signal, onProgress);
      await rename(work.outFile, plan.outFile);
      if (plan.stemsFolder)
        await writeFile(
          join(plan.stemsFolder, 'timeline.json'),
          placesJson(plan.segments, spansOf(takes), timeline),
        );
      onProgress?.({ step: 'measuring', share: 1 });
      return result(plan.outFile, timeline, takes, made);
    } finally {
      await Promise.all(Object.values(work).map((file: string) => rm(file, { force: true })));
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.#pool.close();
  }

  async #place(plan: MixPlan): Promise<{ timeline: Timeline; takes: PlacedTake[] }> {
    const { segments } = plan;
    if (segments.length === 0) throw new NothingToMix('it has no segments');
    if (segments.length > SEGMENTS_MAX) throw new NothingToMix('it has too many segments');
    const takes: Array<{ takeFile: string; frames: number }> = [];
    for (const { takeFile } of segments) {
      const { durationS, sampleRateHz } = await readTake(takeFile);
      const samples = Math.round(durationS * sampleRateHz);
      if (samples === 0) throw new NothingToMix('a take is empty');
      takes.push({ takeFile, frames: programmeFrames(samples, sampleRateHz) });
    }
    const timeline = planTimeline({
      segments: segments.map(({ startsTopic, speaker }, index) => ({
        startsTopic,
        speaker,
        durationS: (takes[index]?.frames ?? 0) / PROGRAMME_RATE_HZ,
      })),
      settings: plan.timeline ?? DEFAULT_TIMELINE,
    });
    const placed = takes.map((take, index) => ({
      ...take,
      startFrame: Math.round((timeline.segments[index]?.startS ?? 0) * PROGRAMME_RATE_HZ),
    }));
    return { timeline, takes: placed };
  }

  #mixdown(
    plan: MixPlan,
    placed: { timeline: Timeline; takes: readonly PlacedTake[] },
    work: Work,
    signal: AbortSignal,
  ): Promise<Mixdown> {
    return this.#run<Mixdown>('mixdown', this.#mixdownTask(plan, placed, work), signal);
  }

  #mixdownTask(
    plan: MixPlan,
    { timeline, takes }: { timeline: Timeline; takes: readonly PlacedTake[] },
    work: Work,
  ): MixdownTask {
    return {
      takes,
      timeline,
      settings: plan.timeline ?? DEFAULT_TIMELINE,
      seed: plan.seed,
      portions: this.#portions(),
      jingleFolder: join(this.service.dataDir, 'jingles'),
      mixFile: work.mixFile,
      ...(plan.stemsFolder !== undefined && { speechFile: work.speechFile }),
    };
  }

  /** Encodes, measures what came out, and encodes again with what was learnt when it is off. */
  async #master(
    plan: MixPlan,
    mixed: Mixdown,
    work: Work,
    signal: AbortSignal,
    onProgress?: (progress: MixProgress) => void,
  ): Promise<Made> {
    const target = plan.loudness ?? this.#target();
    let gainDb = target.integratedLufs - mixed.integratedLufs + ENCODER_LOSS_DB;
    let ceilingDbtp = target.truePeakMaxDbtp - ENCODER_OVERSHOOT_DB;
    for (let encodings = 1; ; encodings++) {
      onProgress?.({ step: 'encoding', share: 0.35 });
      const task: MasterTask = {
        mixFile: work.mixFile,
        frames: mixed.frames,
        portions: this.#portions(),
        gainDb,
        ceilingDbtp,
        outFile: work.outFile,
        ...(plan.stemsFolder !== undefined && {
          stems: { speechFile: work.speechFile, folder: plan.stemsFolder },
        }),
      };
      await this.#run<Mastered>('master', task, signal);
      onProgress?.({ step: 'measuring', share: 0.85 });
      const measured = await this.#measure(work.outFile, mixed.frames, signal);
      const { integratedLufs, truePeakDbtp } = measured.loudness;
      const { offLu, overDb } = this.#missed(measured, target);
      const mastering = { gainDb, ceilingDbtp, sound: this.#sound(plan) };
      const made = { measured, encodings, mastering, renderedFrames: mixed.frames };
      if (Math.abs(offLu) <= TOLERANCE_LU && overDb <= 0) return made;
      if (encodings === ENCODINGS_MAX) {
        if (Math.abs(offLu) <= TOLERANCE_MAX_LU && overDb <= 0) return made;
        throw new LoudnessMissed(integratedLufs, truePeakDbtp);
      }
      gainDb += offLu;
      ceilingDbtp -= Math.max(0, overDb + 0.1);
    }
  }

  /** Renders what an edit has changed. @returns Nothing where the show has to be made whole. */
  async #retouch(
    plan: MixPlan,
    { timeline, takes }: { timeline: Timeline; takes: readonly PlacedTake[] },
    work: Work,
    signal: AbortSignal,
    onProgress?: (progress: MixProgress) => void,
  ): Promise<Made | undefined> {
    const { former } = plan;
    const mastering = former?.result.mastering;
    if (!former || plan.stemsFolder !== undefined || mastering?.sound !== this.#sound(plan))
      return undefined;
    const settings = plan.timeline ?? DEFAULT_TIMELINE;
    const change = retouched(placedBefore(former, settings), {
      segments: plan.segments,
      spans: spansOf(takes),
      timeline,
    });
    if (!change) return undefined;
    const frames = Math.round(timeline.totalS * PROGRAMME_RATE_HZ);
    const task: RetouchTask = {
      ...this.#mixdownTask(plan, { timeline, takes }, work),
      ...mastering,
      formerFile: former.file,
      change,
      frames,
      outFile: work.outFile,
    };
    onProgress?.({ step: 'encoding', share: 0.35 });
    if (!(await this.#run<boolean>('retouch', task, signal))) return undefined;
    onProgress?.({ step: 'measuring', share: 0.6 });
    const measured = await this.#measure(work.outFile, frames, signal);
    const { offLu, overDb } = this.#missed(measured, plan.loudness ?? this.#target());
    const isFit = Math.abs(offLu) <= TOLERANCE_LU && overDb <= 0 && measured.frames === frames;
    if (!isFit) return undefined;
    const { startFrame = 0, endFrame = 0 } = change.window ?? {};
    return { measured, encodings: 1, mastering, renderedFrames: endFrame - startFrame };
  }

  #measure(file: string, frames: number, signal: AbortSignal): Promise<Measured> {
    const task: MeasureTask = { file, frames, portions: this.#portions() };
    return this.#run<Measured>('measure', task, signal);
  }

  #missed({ loudness }: Measured, target: LoudnessTarget): { offLu: number; overDb: number } {
    return {
      offLu: target.integratedLufs - loudness.integratedLufs,
      overDb: loudness.truePeakDbtp - target.truePeakMaxDbtp,
    };
  }

  #sound(plan: MixPlan): string {
    const { timeline = DEFAULT_TIMELINE, loudness = this.#target(), seed } = plan;
    const parts = [MIXER, COMPOSITION, seed, timeline, loudness];
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  }

  #target(): LoudnessTarget {
    const { loudnessTargetLufs, truePeakMaxDbtp } = this.settings;
    return { integratedLufs: loudnessTargetLufs, truePeakMaxDbtp };
  }

  #portions(): Portions {
    const { chunkBytes, collectAfterMb } = this.settings;
    return { frames: chunkBytes / FRAME_BYTES, collectBytes: collectAfterMb * 1024 ** 2 };
  }

  #run<Result>(name: TaskName, task: unknown, signal: AbortSignal): Promise<Result> {
    return this.#pool.run<Result>(name, task, signal);
  }
}

function result(
  file: string,
  timeline: Timeline,
  takes: readonly PlacedTake[],
  { measured, encodings, mastering, renderedFrames }: Made,
): MixResult {
  const { frames, sizeBytes, sha256, loudness, peaks, silences } = measured;
  return {
    file,
    durationS: frames / PROGRAMME_RATE_HZ,
    sizeBytes,
    sha256,
    segments: spansOf(takes),
    bridges: timeline.bridges,
    phases: timeline.phases,
    loudness,
    peaks,
    silences,
    encodings,
    mastering,
    renderedS: renderedFrames / PROGRAMME_RATE_HZ,
  };
}

function spansOf(takes: readonly PlacedTake[]): Span[] {
  return takes.map(({ startFrame, frames }) => ({
    startS: startFrame / PROGRAMME_RATE_HZ,
    endS: (startFrame + frames) / PROGRAMME_RATE_HZ,
  }));
}

/** The former show on its timeline; its takes need not be there any more. */
function placedBefore({ segments, result }: FormerMix, settings: TimelineSettings): Placed {
  const timeline = planTimeline({
    segments: segments.map(({ startsTopic, speaker }, at) => {
      const { startS = 0, endS = 1 } = result.segments[at] ?? {};
      return { startsTopic, speaker, durationS: endS - startS };
    }),
    settings,
  });
  return { segments, spans: result.segments, timeline };
}
