import { createRequire } from 'node:module';
import { workerFile } from '#platform/process';
import type * as EspeakWorker from './espeak.worker.js';
import type { Voice } from './speech-synthesizer.js';
import { unsayable } from './sayable.js';
import { ESPEAK_VOICES } from './voices.js';
import { type SpeechWorkers, WorkerSpeechSynthesizer } from './worker.speech-synthesizer.js';

/** The functions of the worker, by the names the pool calls. */
export type EspeakTasks = keyof typeof EspeakWorker;

/**
 * All five languages by formant synthesis: espeak-ng as WebAssembly. The package is optional (GPL-3) and
 * is only ever loaded in a child process; without it there are no voices.
 */
export class EspeakSpeechSynthesizer extends WorkerSpeechSynthesizer {
  override readonly provider = 'espeak';
  override readonly version = 'espeak-ng-emscripten 0.3.5, take 4';
  readonly #installed: boolean;

  /** @param packageName Another name stands for a package that is not there (tests). */
  constructor(workers: SpeechWorkers, packageName = '@echogarden/espeak-ng-emscripten') {
    super(workerFile(import.meta.url, './espeak.worker.js'), workers);
    this.#installed = isInstalled(packageName);
  }

  override async voices(): Promise<readonly Voice[]> {
    return this.#installed ? ESPEAK_VOICES : [];
  }

  protected override refusal(text: string): string | undefined {
    return unsayable(text);
  }
}

function isInstalled(packageName: string): boolean {
  try {
    createRequire(import.meta.url).resolve(packageName);
    return true;
  } catch {
    return false;
  }
}
