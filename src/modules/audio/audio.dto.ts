import type { QueueFigures } from './audio-work.js';
import type { Voice } from './speech/speech-synthesizer.js';
import type { MixCounts } from './mix/mix-plan.js';
import type { EngineFigures, TakeCounts } from './take/take.service.js';

/** A voice as the API tells it. */
export class VoiceDto {
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly languages: string[];
  readonly gender: string;
  /** Median pitch, Hz. */
  readonly pitch_hz: number;
  readonly sample_rate_hz: number;

  constructor(voice: Voice) {
    this.id = voice.id;
    this.provider = voice.provider;
    this.name = voice.name;
    this.languages = [...voice.languages];
    this.gender = voice.gender;
    this.pitch_hz = voice.pitchHz;
    this.sample_rate_hz = voice.sampleRateHz;
  }
}

export class VoicesDto {
  readonly voices: VoiceDto[];

  constructor(voices: readonly Voice[]) {
    this.voices = voices.map((voice) => new VoiceDto(voice));
  }
}

/** What is known of a speech engine. */
export interface EngineState {
  readonly provider: string;
  readonly voices: number;
  readonly figures: EngineFigures | undefined;
}

/** A speech engine, whether it is here, and how fast it has been. */
export class EngineDto {
  readonly provider: string;
  readonly available: boolean;
  readonly voices: number;
  /** Seconds of work for each second of speech, over all takes since the start; null where it has spoken none. */
  readonly real_time_factor: number | null;
  /** Largest memory that its process held, MB; null where it runs elsewhere or has spoken none. */
  readonly memory_mb: number | null;

  constructor({ provider, voices, figures }: EngineState) {
    this.provider = provider;
    this.available = voices > 0;
    this.voices = voices;
    const { spokenS, workS, memoryBytesMax } = figures ?? {
      spokenS: 0,
      workS: 0,
      memoryBytesMax: 0,
    };
    this.real_time_factor = spokenS > 0 ? Math.round((1_000 * workS) / spokenS) / 1_000 : null;
    this.memory_mb = memoryBytesMax > 0 ? Math.round(memoryBytesMax / 1e6) : null;
  }
}

/** Jobs of `POST /audio/generate` and `/audio/process`, in the whole fleet. */
export class AudioQueueDto {
  readonly queued: number;
  readonly running: number;
  /** How long the oldest that could begin has waited, milliseconds. */
  readonly oldest_age_ms: number;
  readonly completed_last_hour: number;
  readonly failed_last_hour: number;

  constructor(figures: QueueFigures) {
    this.queued = figures.waiting;
    this.running = figures.active;
    this.oldest_age_ms = Math.round(figures.oldestAgeMs);
    this.completed_last_hour = figures.completedLastHour;
    this.failed_last_hour = figures.failedLastHour;
  }
}

/** What has been made for each time it took, by this process since its start. */
export class AudioThroughputDto {
  /** Seconds of speech for each second of the engines' work; null where none was spoken. */
  readonly speech_speed: number | null;
  /** Seconds of programme for each second of mixing; null where nothing was mixed. */
  readonly mix_speed: number | null;
  /** Seconds of speech made. */
  readonly spoken_seconds: number;
  /** Seconds of programme mixed. */
  readonly mixed_seconds: number;

  constructor({ engines, takes, mixes }: AudioStatus) {
    const spokenS = engines.reduce((sum, { figures }) => sum + (figures?.spokenS ?? 0), 0);
    const workS = engines.reduce((sum, { figures }) => sum + (figures?.workS ?? 0), 0);
    this.speech_speed = workS > 0 ? tenths(spokenS / workS) : null;
    const { programmeSeconds, workSeconds } = mixes;
    this.mix_speed = workSeconds > 0 ? tenths(programmeSeconds / workSeconds) : null;
    this.spoken_seconds = tenths(takes.spokenSeconds);
    this.mixed_seconds = tenths(programmeSeconds);
  }
}

function tenths(value: number): number {
  return Math.round(10 * value) / 10;
}

/** Work of this process since its start. */
export class AudioStatusDto {
  /** Null in a process without a database. */
  readonly queue: AudioQueueDto | null;
  readonly throughput: AudioThroughputDto;
  /** In the order they are asked. */
  readonly engines: EngineDto[];
  readonly takes_spoken: number;
  readonly takes_cached: number;
  readonly take_fallbacks: number;
  readonly takes_failed: number;
  /** Seconds of speech made. */
  readonly spoken_seconds: number;
  /** Takes being spoken or waiting. */
  readonly takes_in_progress: number;
  readonly mixes_in_progress: number;
  readonly mixes_finished: number;
  /** Seconds of programme for each second of mixing, over all mixes. */
  readonly mix_speed: number | null;

  constructor(status: AudioStatus) {
    this.queue = status.queue ? new AudioQueueDto(status.queue) : null;
    this.throughput = new AudioThroughputDto(status);
    this.engines = status.engines.map((engine) => new EngineDto(engine));
    this.takes_spoken = status.takes.spoken;
    this.takes_cached = status.takes.cached;
    this.take_fallbacks = status.takes.fallbacks;
    this.takes_failed = status.takes.failed;
    this.spoken_seconds = Math.round(status.takes.spokenSeconds * 10) / 10;
    this.takes_in_progress = status.takesInProgress;
    this.mixes_in_progress = status.mixes.inProgress;
    this.mixes_finished = status.mixes.finished;
    const { programmeSeconds, workSeconds } = status.mixes;
    this.mix_speed =
      workSeconds > 0 ? Math.round((10 * programmeSeconds) / workSeconds) / 10 : null;
  }
}

/** What the status is made from. */
export interface AudioStatus {
  readonly engines: readonly EngineState[];
  readonly takes: Readonly<TakeCounts>;
  readonly takesInProgress: number;
  readonly mixes: Readonly<MixCounts>;
  readonly queue: QueueFigures | undefined;
}
