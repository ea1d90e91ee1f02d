import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Problem } from '#kernel';
import { ServiceSettings } from '#platform/config';
import { MemorySettings, WorkerPool, workerFile } from '#platform/process';
import { LoudnessMissed, NothingToMix } from '../audio.problems.js';
import { AudioSettings } from '../audio.settings.js';
import { Ffmpeg } from '../ffmpeg/ffmpeg.js';
import { COMPOSITION } from '../jingle/compose.js';
import { readTake } from '../take/take-file.js';
import { DEFAULT_TIMELINE } from '../timeline/timeline.js';
import { type AudioFormat, FORMATS, needsFfmpeg } from './format/audio-format.js';
import { Transcoder } from './format/transcoder.js';
import type { Mastered, MasterTask } from './mastering.js';
import type { Measured, MeasureTask } from './measuring.js';
import {
  FRAME_BYTES,
  type LoudnessTarget,
  type Mastering,
  type MixCounts,
  type MixPlan,
  type MixProgress,
  type MixResult,
  type Portions,
  PROGRAMME_RATE_HZ,
  type TreatPlan,
  type TreatResult,
  type UploadedPiece,
} from './mix-plan.js';
import type * as MixWorker from './mix.worker.js';
import type { Mixdown, MixdownTask } from './mixdown.js';
import { type JoinTask, type Parts, partsOf, type PartTask } from './parts.js';
import { framesOf, type Placement, placed, placedBefore, placesOf, spansOf } from './placing.js';
import type { RetouchTask } from './retouch.js';
import { retouched } from './retouch-plan.js';
import { placesJson } from './stem-places.js';
import type { Survey, SurveyTask } from './survey.js';
import type { Treated, TreatTask } from './treating.js';
import { workerRoom } from '../worker-room.js';

/** More than this in one show is a mistake of the caller's. */
const SEGMENTS_MAX = 5000;
/** The limit is 0.5 LU; a file within this is left as it is. */
const TOLERANCE_LU = 0.3;
const TOLERANCE_MAX_LU = 0.5;
const ENCODINGS_MAX = 3;

/** Counts up when the same takes would sound different: what was mixed before is then not set into. */
const MIXER = 2;

/** A file on its way, measured. */
interface Made {
  readonly measured: Measured;
  readonly encodings: number;
  readonly mastering: Mastering;
  /** Samples of programme that were rendered. */
  readonly renderedFrames: number;
}

/** A file within its limits. */
interface Finished extends Pick<Made, 'measured' | 'encodings'> {
  readonly mastering: Pick<Mastering, 'gainDb' | 'ceilingDbtp'>;
}

type TaskName = keyof typeof MixWorker;

/** Files of one mix that nobody sees. */
interface Work {
  readonly mixFile: string;
  readonly speechFile: string;
  readonly outFile: string;
  /** What ffmpeg is given, and what it gives back for measuring. */
  readonly soundFile: string;
  /** Halves of an MP3. */
  readonly partFiles: readonly [string, string];
}

/** What of a run becomes a file. */
interface Finish {
  readonly plan: Pick<MixPlan, 'format' | 'stemsFolder' | 'outFile'>;
  readonly work: Work;
  readonly signal: AbortSignal;
  readonly onProgress: ((progress: MixProgress) => void) | undefined;
}

interface Run extends Finish {
  readonly plan: MixPlan;
  readonly placement: Placement;
}

/** Makes a show's sound of its takes: timeline, music, side chain, mastering, one of five formats. */
@Injectable()
export class Mixer implements OnApplicationShutdown {
  readonly counts: MixCounts = {
    inProgress: 0,
    finished: 0,
    programmeSeconds: 0,
    workSeconds: 0,
  };
  readonly #pool: WorkerPool;
  readonly #transcoder: Transcoder;

  constructor(
    private readonly settings: AudioSettings,
    private readonly service: ServiceSettings,
    memory: MemorySettings,
    private readonly ffmpeg: Ffmpeg,
  ) {
    this.#transcoder = new Transcoder(ffmpeg);
    this.#pool = new WorkerPool({
      file: workerFile(import.meta.url, './mix.worker.js'),
      workersMax: workerRoom(settings, memory.memoryMbMax).mixers,
      heapMibMax: settings.workerHeapMbMax,
      taskMsMax: settings.mixMsMax,
    });
  }

  /**
   * Mixes, masters and encodes in a child process whose memory does not grow with the show. Needs about
   * 0.4 MB of disk beside `outFile` for each second of programme while it works, twice that for m4a and opus.
   * @throws NothingToMix, TakeUnreadable, LoudnessMissed; for m4a, opus and flac the problems of `Ffmpeg`;
   *   TaskTimeout; the signal's reason when aborted.
   */
  async mix(
    plan: MixPlan,
    signal: AbortSignal,
    onProgress?: (progress: MixProgress) => void,
  ): Promise<MixResult> {
    return this.#counted(() => this.#mix(plan, signal, onProgress));
  }

  /**
   * Works on finished sound, masters and encodes it, as constant in memory as a mix.
   * @throws LoudnessMissed; NothingToMix for silence that is to be loud; otherwise as `mix`.
   */
  async treat(
    plan: TreatPlan,
    signal: AbortSignal,
    onProgress?: (progress: MixProgress) => void,
  ): Promise<TreatResult> {
    return this.#counted(() =>
      this.#working(plan.outFile, async (work) => {
        const { soundFile, treatment, seed, loudness, format, outFile: file } = plan;
        onProgress?.({ step: 'mixing', share: 0 });
        const { mixFile } = work;
        const jingleFolder = join(this.service.dataDir, 'jingles');
        const parts = { soundFile, treatment, seed, mixFile, jingleFolder };
        const task: TreatTask = { ...parts, portions: this.#portions() };
        const treated = await this.#run<Treated>('treat', task, signal);
        if (loudness && !Number.isFinite(treated.integratedLufs))
          throw new NothingToMix('all of it is silence');
        const { measured } = await this.#finish(
          { plan, work, signal, onProgress },
          treated,
          loudness,
        );
        const { frames, sizeBytes, loudness: heard } = measured;
        const durationS = frames / PROGRAMME_RATE_HZ;
        return { file, format, durationS, sizeBytes, loudness: heard, trimmed: treated.trimmed };
      }),
    );
  }

  async #counted<Made extends { durationS: number }>(make: () => Promise<Made>): Promise<Made> {
    const startedMs = performance.now();
    this.counts.inProgress += 1;
    try {
      const made = await make();
      this.counts.finished += 1;
      this.counts.programmeSeconds += made.durationS;
      this.counts.workSeconds += (performance.now() - startedMs) / 1000;
      return made;
    } finally {
      this.counts.inProgress -= 1;
    }
  }

  async #mix(
    plan: MixPlan,
    signal: AbortSignal,
    onProgress?: (progress: MixProgress) => void,
  ): Promise<MixResult> {
    const placement = await this.#place(plan, signal);
    if (plan.stemsFolder) await mkdir(plan.stemsFolder, { recursive: true });
    return this.#working(plan.outFile, async (work) => {
      const run: Run = { plan, placement, work, signal, onProgress };
      onProgress?.({ step: 'mixing', share: 0 });
      return result(plan, placement, (await this.#retouch(run)) ?? (await this.#makeWhole(run)));
    });
  }

  /** Has `work.outFile` made; the file appears whole, or not at all. */
  async #working<Result>(outFile: string, make: (work: Work) => Promise<Result>): Promise<Result> {
    await mkdir(dirname(outFile), { recursive: true });
    const unique = `${outFile}.${randomUUID()}`;
    const work: Work = {
      mixFile: `${unique}.mix.tmp`,
      speechFile: `${unique}.speech.tmp`,
      outFile: `${unique}.out.tmp`,
      soundFile: `${unique}.sound.tmp`,
      partFiles: [`${unique}.1.tmp`, `${unique}.2.tmp`],
    };
    try {
      const made = await make(work);
      await rename(work.outFile, outFile);
      return made;
    } finally {
      const { mixFile, speechFile, soundFile, partFiles } = work;
      const files = [
        mixFile,
        speechFile,
        work.outFile,
        soundFile,
        `${soundFile}.tmp`,
        ...partFiles,
      ];
      await Promise.all(files.map((file) => rm(file, { force: true })));
    }
  }

  /** Why a show of this kind and length cannot be made here, and what helps; nothing where it can. */
  refusal(format: AudioFormat, durationS: number): Problem | undefined {
    return needsFfmpeg(format) ? this.ffmpeg.refusal(durationS) : undefined;
  }

  onApplicationShutdown(): Promise<void> {
    return this.#pool.close();
  }

  async #place(plan: MixPlan, signal: AbortSignal): Promise<Placement> {
    const { segments } = plan;
    if (segments.length === 0) throw new NothingToMix('it has no segments');
    if (segments.length > SEGMENTS_MAX) throw new NothingToMix('it has too many segments');
    for (const { takeFile } of segments) await readTake(takeFile); // Says well what is wrong with it.
    const task: SurveyTask = { takes: segments };
    return placed(plan, await this.#run<Survey>('survey', task, signal));
  }

  #mixdownTask({ plan, placement, work }: Run): MixdownTask {
    return {
      takes: placement.takes,
      music: placement.music,
      timeline: placement.timeline,
      settings: plan.timeline ?? DEFAULT_TIMELINE,
      seed: plan.seed,
      portions: this.#portions(),
      jingleFolder: join(this.service.dataDir, 'jingles'),
      pieces: plan.pieces,
      isSpeechOnly: plan.isSpeechOnly,
      mixFile: work.mixFile,
      ...(plan.stemsFolder !== undefined && { speechFile: work.speechFile }),
    };
  }

  /** Encodes, measures what came out, and encodes again with what was learnt when it is off. */
  async #makeWhole(run: Run): Promise<Made> {
    const { plan, placement, signal } = run;
    const mixed = await this.#run<Mixdown>('mixdown', this.#mixdownTask(run), signal);
    if (plan.stemsFolder !== undefined) {
      const { takes, timeline } = placement;
      const places = placesJson(plan.segments, spansOf(takes), timeline);
      await writeFile(join(plan.stemsFolder, 'timeline.json'), places);
    }
    const made = await this.#finish(run, mixed, plan.loudness ?? this.#target());
    const mastering = { ...made.mastering, tones: placement.tones, sound: this.#sound(plan) };
    return { ...made, mastering, renderedFrames: mixed.frames };
  }

  /** @param target Left out, the sound keeps its level. */
  async #finish(
    run: Finish,
    mixed: Mixdown,
    target: LoudnessTarget | undefined,
  ): Promise<Finished> {
    const { plan, onProgress } = run;
    const { lossDb, overshootDb } = FORMATS[plan.format ?? 'mp3'];
    let gainDb = target ? target.integratedLufs - mixed.integratedLufs + lossDb : 0;
    let ceilingDbtp = (target?.truePeakMaxDbtp ?? 0) - overshootDb;
    for (let encodings = 1; ; encodings++) {
      onProgress?.({ step: 'encoding', share: 0.35 });
      await this.#encode(run, mixed.frames, { gainDb, ceilingDbtp });
      onProgress?.({ step: 'measuring', share: 0.85 });
      const measured = await this.#measure(run, mixed.frames);
      const { integratedLufs, truePeakDbtp } = measured.loudness;
      const made = { measured, encodings, mastering: { gainDb, ceilingDbtp } };
      if (!target) return made;
      const { offLu, overDb } = this.#missed(measured, target);
      if (Math.abs(offLu) <= TOLERANCE_LU && overDb <= 0) return made;
      if (encodings === ENCODINGS_MAX) {
        if (Math.abs(offLu) <= TOLERANCE_MAX_LU && overDb <= 0) return made;
        throw new LoudnessMissed(integratedLufs, truePeakDbtp);
      }
      gainDb += offLu;
      ceilingDbtp -= Math.max(0, overDb + 0.1);
    }
  }

  async #encode(
    { plan, work, signal }: Finish,
    frames: number,
    { gainDb, ceilingDbtp }: { readonly gainDb: number; readonly ceilingDbtp: number },
  ): Promise<void> {
    const { format = 'mp3', stemsFolder } = plan;
    const byFfmpeg = needsFfmpeg(format);
    const parts = format === 'mp3' && stemsFolder === undefined ? partsOf(frames) : undefined;
    const task: MasterTask = {
      mixFile: work.mixFile,
      frames,
      portions: this.#portions(),
      gainDb,
      ceilingDbtp,
      format,
      outFile: byFfmpeg ? work.soundFile : work.outFile,
      ...(stemsFolder !== undefined && {
        stems: { speechFile: work.speechFile, folder: stemsFolder },
      }),
    };
    if (parts && (await this.#encodeParts(work, task, parts, signal))) return;
    await this.#run<Mastered>('master', task, signal);
    if (!byFfmpeg) return;
    const durationS = frames / PROGRAMME_RATE_HZ;
    await this.#transcoder.encode(work.soundFile, work.outFile, format, durationS, signal);
  }

  /** Two workers encode half of a show each. @returns False where their frames cannot be joined. */
  async #encodeParts(
    { partFiles, outFile }: Work,
    task: MasterTask,
    parts: Parts,
    signal: AbortSignal,
  ): Promise<boolean> {
    const failed = new AbortController();
    const either = AbortSignal.any([signal, failed.signal]);
    const [firstFile, secondFile] = partFiles;
    const part = (of: Parts['first'], file: string) =>
      this.#run('masterPart', { ...task, ...of, outFile: file } satisfies PartTask, either).catch(
        (error: unknown) => {
          failed.abort(error);
          throw error;
        },
      );
    const both = [part(parts.first, firstFile), part(parts.second, secondFile)];
    await Promise.allSettled(both);
    await Promise.all(both);
    const join: JoinTask = { firstFile, secondFile, parts, outFile };
    return this.#run<boolean>('joinParts', join, signal);
  }

  /** Renders what an edit has changed. @returns Nothing where the show has to be made whole. */
  async #retouch(run: Run): Promise<Made | undefined> {
    const { plan, placement, work, signal, onProgress } = run;
    const { former, format = 'mp3' } = plan;
    const mastering = former?.result.mastering;
    if (!former || plan.stemsFolder !== undefined || mastering?.sound !== this.#sound(plan))
      return undefined;
    if (format !== 'mp3' || (former.result.format ?? 'mp3') !== 'mp3') return undefined;
    const { timeline, takes } = placement;
    const change = retouched(placedBefore(former, plan.timeline ?? DEFAULT_TIMELINE), {
      segments: plan.segments,
      spans: spansOf(takes),
      timeline,
    });
    if (!change) return undefined;
    const frames = framesOf(timeline.totalS);
    const task: RetouchTask = {
      ...this.#mixdownTask(run),
      ...mastering,
      formerFile: former.file,
      change,
      frames,
      outFile: work.outFile,
    };
    onProgress?.({ step: 'encoding', share: 0.35 });
    if (!(await this.#run<boolean>('retouch', task, signal))) return undefined;
    onProgress?.({ step: 'measuring', share: 0.6 });
    const measured = await this.#measure(run, frames);
    const { offLu, overDb } = this.#missed(measured, plan.loudness ?? this.#target());
    const isFit = Math.abs(offLu) <= TOLERANCE_LU && overDb <= 0 && measured.frames === frames;
    if (!isFit) return undefined;
    const { startFrame = 0, endFrame = 0 } = change.window ?? {};
    return { measured, encodings: 1, mastering, renderedFrames: endFrame - startFrame };
  }

  async #measure({ plan, work, signal }: Finish, frames: number): Promise<Measured> {
    const { format = 'mp3' } = plan;
    const { outFile: file } = work;
    const soundFile = format === 'wav' ? file : needsFfmpeg(format) ? work.soundFile : undefined;
    if (needsFfmpeg(format)) {
      const durationS = frames / PROGRAMME_RATE_HZ;
      await this.#transcoder.decode(file, work.soundFile, format, durationS, signal);
    }
    const portions = this.#portions();
    const task: MeasureTask = { file, frames, portions, ...(soundFile && { soundFile }) };
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
    const parts: unknown[] = [MIXER, COMPOSITION, seed, timeline, loudness];
    if (plan.isSpeechOnly) parts.push('speech only');
    // The file of a piece may lie elsewhere tomorrow; which piece it is, and what is played of it, counts.
    for (const [place, piece] of Object.entries<UploadedPiece>({ ...plan.pieces }))
      parts.push([place, piece.id, piece.startS, piece.endS]);
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
  plan: MixPlan,
  placement: Placement,
  { measured, encodings, mastering, renderedFrames }: Made,
): MixResult {
  const { frames, ...facts } = measured;
  return {
    file: plan.outFile,
    format: plan.format ?? 'mp3',
    durationS: frames / PROGRAMME_RATE_HZ,
    ...facts,
    ...placesOf(placement),
    encodings,
    mastering,
    renderedS: renderedFrames / PROGRAMME_RATE_HZ,
  };
}
