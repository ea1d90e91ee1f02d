import { createRequire } from 'node:module';
import { Logger } from '@nestjs/common';
import { workerFile } from '#platform/process';
import { unsayable } from '../sayable.js';
import type { Voice } from '../speech-synthesizer.js';
import type { SpeakTask } from '../worker-task.js';
import { type SpeechWorkers, WorkerSpeechSynthesizer } from '../worker.speech-synthesizer.js';
import { type SherpaVoice, sherpaVoices } from './sherpa-models.js';
import type { SherpaSettings } from './sherpa.settings.js';
import type * as SherpaWorker from './sherpa.worker.js';

/** The functions of the worker, by the names the pool calls. */
export type SherpaTasks = keyof typeof SherpaWorker;

/** The folder is looked at again after this time, milliseconds. */
const LOOK_MS = 60_000;
const SAMPLE_RATE_HZ = 22_050;

/**
 * Neural voices of a folder through sherpa-onnx. The package is optional and is only ever loaded in a child process,
 * which a model that is broken takes with it; without package or folder there are no voices.
 */
export class SherpaSpeechSynthesizer extends WorkerSpeechSynthesizer {
  override readonly provider = 'sherpa';
  override readonly version = 'sherpa-onnx 1.13.8, take 1';
  readonly #logger = new Logger(SherpaSpeechSynthesizer.name);
  /** Models that could not be read: said once. */
  readonly #faulty = new Set<string>();
  #known: { readonly untilMs: number; readonly voices: readonly SherpaVoice[] } = {
    untilMs: 0,
    voices: [],
  };

  constructor(
    workers: SpeechWorkers,
    private readonly settings: SherpaSettings,
  ) {
    // A heap says nothing of a model, which lies outside of it.
    super(workerFile(import.meta.url, './sherpa.worker.js'), workers);
  }

  override async voices(): Promise<readonly Voice[]> {
    return (await this.#look()).map(({ name, languages, gender, pitchHz }) => ({
      id: `sherpa:${name}`,
      provider: 'sherpa',
      name,
      languages,
      gender,
      pitchHz,
      sampleRateHz: SAMPLE_RATE_HZ,
    }));
  }

  protected override refusal(text: string): string | undefined {
    return unsayable(text);
  }

  protected override async taskOf(
    task: SpeakTask,
  ): Promise<SpeakTask & Partial<SherpaWorker.SherpaTask>> {
    const voice = (await this.#look()).find(({ name }) => name === task.voice);
    return {
      ...task,
      ...(voice && { files: voice.files, speaker: voice.speaker }),
      threads: this.settings.threads,
    };
  }

  readonly #warn = (model: string, error: unknown): void => {
    if (this.#faulty.has(model)) return;
    this.#faulty.add(model);
    this.#logger.warn({ message: 'A neural voice cannot be read.', model, error });
  };

  async #look(): Promise<readonly SherpaVoice[]> {
    if (performance.now() >= this.#known.untilMs) {
      const voices = isInstalled() ? await sherpaVoices(this.settings.models, this.#warn) : [];
      this.#known = { untilMs: performance.now() + LOOK_MS, voices };
    }
    return this.#known.voices;
  }
}

function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve('sherpa-onnx-node');
    return true;
  } catch {
    return false;
  }
}
