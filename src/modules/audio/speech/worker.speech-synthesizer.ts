import { WorkerPool } from '#platform/process';
import { Problem } from '#kernel';
import { SpeechUnavailable } from '../audio.problems.js';
import type { Recording, Speech } from './speech.js';
import {
  type RecordingRequest,
  type SpeechSettings,
  SpeechSynthesizer,
} from './speech-synthesizer.js';
import type { Outcome, RecordTask, SpeakTask } from './worker-task.js';

/** Longest text spoken at once: ten minutes of speech. */
const TEXT_CHARACTERS_MAX = 10_000;
const RATE_MIN = 0.5;
const RATE_MAX = 2;

export interface SpeechWorkers {
  readonly workersMax: number;
  readonly taskMsMax: number;
  readonly heapMibMax?: number;
}

/** An engine that runs in child processes of its own. A stuck or crashed worker is replaced and the line said once more. */
export abstract class WorkerSpeechSynthesizer extends SpeechSynthesizer {
  readonly #pool: WorkerPool;

  constructor(file: string, workers: SpeechWorkers) {
    super();
    this.#pool = new WorkerPool({ file, ...workers });
  }

  override async synthesize(
    text: string,
    voice: string,
    settings: SpeechSettings,
    signal: AbortSignal,
  ): Promise<Speech> {
    const task = await this.#task(text, voice, settings);
    const { speech, refused } = await this.#run('speak', await this.taskOf(task), signal);
    if (!speech) throw new SpeechUnavailable(this.provider, refused ?? 'it gave no sound');
    return speech;
  }

  override async record(request: RecordingRequest, signal: AbortSignal): Promise<Recording> {
    const line = await this.#task(request.text, request.voice, request.settings);
    const task: RecordTask = { ...(await this.taskOf(line)), file: request.file };
    const { recording, refused } = await this.#run('record', task, signal);
    if (!recording) throw new SpeechUnavailable(this.provider, refused ?? 'it gave no sound');
    return recording;
  }

  override close(): Promise<void> {
    return this.#pool.close();
  }

  /** @returns Why this engine should not be asked to say it; nothing when it should. */
  protected abstract refusal(text: string, settings: SpeechSettings): string | undefined;

  /** What else its worker has to know. */
  protected taskOf(task: SpeakTask): Promise<SpeakTask> {
    return Promise.resolve(task);
  }

  async #task(text: string, voice: string, settings: SpeechSettings): Promise<SpeakTask> {
    const known = (await this.voices()).find(({ id, name }) => voice === id || voice === name);
    if (!known) throw new SpeechUnavailable(this.provider, `it has no voice "${voice}"`);
    if (!known.languages.includes(settings.language))
      throw new SpeechUnavailable(this.provider, `"${voice}" does not speak ${settings.language}`);
    if (text.length > TEXT_CHARACTERS_MAX)
      throw new SpeechUnavailable(this.provider, `more than ${TEXT_CHARACTERS_MAX} characters`);
    const refusal = this.refusal(text, settings);
    if (refusal) throw new SpeechUnavailable(this.provider, refusal);
    const rate = Math.min(RATE_MAX, Math.max(RATE_MIN, settings.rate));
    return { text, voice: known.name, rate };
  }

  async #run(name: string, task: SpeakTask | RecordTask, signal: AbortSignal): Promise<Outcome> {
    try {
      return await this.#pool.run<Outcome>(name, task, signal);
    } catch {
      signal.throwIfAborted();
    }
    try {
      return await this.#pool.run<Outcome>(name, task, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Problem) throw error;
      throw new SpeechUnavailable(this.provider, 'its process failed twice', error);
    }
  }
}
