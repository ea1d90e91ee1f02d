import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Turns, workerFile, WorkerPool } from '#platform/process';
import { SpeechPaidInVain, SpeechUnavailable } from '../../audio.problems.js';
import { unsayable } from '../sayable.js';
import type { Recording, Speech } from '../speech.js';
import {
  type RecordingRequest,
  type SpeechSettings,
  SpeechSynthesizer,
} from '../speech-synthesizer.js';
import { wavSound } from '../wav-sound.js';
import type { SpeechWorkers } from '../worker.speech-synthesizer.js';
import { joinSound } from './join-sound.js';
import { partsOf } from './parts.js';
import type { JoinTask, SoundFormat } from './sound.worker.js';

/** Longest text spoken at once: ten minutes of speech. */
const TEXT_CHARACTERS_MAX = 10_000;
/** Sound of a part at most: its slowest reading at 48 kHz, with room for what a model adds. */
const BYTES_PER_CHARACTER_MAX = (2 * 48_000) / 4;
const SPARE_BYTES = 2 * 48_000 * 10;

/** One request to a provider. */
export interface PartQuestion {
  readonly text: string;
  readonly voice: string;
  readonly settings: SpeechSettings;
  /** What is said before and after, within the same segment. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Where the sound goes. */
  readonly file: string;
  readonly bytesMax: number;
}

export interface PartAnswer {
  readonly format: SoundFormat;
  /** Of `pcm`. */
  readonly sampleRateHz: number;
  /** Characters it charges, where it says so. */
  readonly charged?: number;
}

/** What holds for a provider, whoever it is. */
export interface RemoteTerms {
  /** Where takes are made of its sound: `soundWorkers`; several providers may share them. */
  readonly sounds: WorkerPool;
  /** Of one answer, from the request to its last byte, retries included. */
  readonly answerMsMax: number;
  /** Requests that run at the same time at most; asked at each. */
  readonly atOnce: () => number;
}

/** Child processes that make takes of what providers send. */
export function soundWorkers(workers: SpeechWorkers): WorkerPool {
  return new WorkerPool({ file: workerFile(import.meta.url, './sound.worker.js'), ...workers });
}

/** A provider somewhere else: asked part by part, its sound streamed to disk and made a take in a child process. */
export abstract class RemoteSpeechSynthesizer extends SpeechSynthesizer {
  readonly #turns: Turns;

  constructor(protected readonly terms: RemoteTerms) {
    super();
    this.#turns = new Turns(terms.atOnce);
  }

  override async synthesize(
    text: string,
    voice: string,
    settings: SpeechSettings,
    signal: AbortSignal,
  ): Promise<Speech> {
    const folder = await mkdtemp(join(tmpdir(), 'radiox-speech-'));
    try {
      const file = join(folder, 'take.wav');
      const { words } = await this.record({ text, voice, settings, file }, signal);
      const speech = wavSound(await readFile(file));
      if (!speech) throw new SpeechUnavailable(this.provider, 'it gave no sound');
      return { ...speech, ...(words && { words }) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  override async record(request: RecordingRequest, signal: AbortSignal): Promise<Recording> {
    signal.throwIfAborted();
    const { text, file } = request;
    const fault = unsayable(text) ?? this.missing();
    if (fault !== undefined) throw new SpeechUnavailable(this.provider, fault);
    if (text.length > TEXT_CHARACTERS_MAX)
      throw new SpeechUnavailable(this.provider, `more than ${TEXT_CHARACTERS_MAX} characters`);
    const parts = partsOf(text, this.charactersMax(request.settings)).map((part, at) => ({
      text: part,
      file: `${file}.part${at}`,
    }));
    const bill = new Bill();
    try {
      const answers = await this.#askAll(parts, request, bill, signal);
      const recording = await this.#join(parts, answers, request, signal);
      return { ...recording, chargedCharacters: bill.characters };
    } catch (error) {
      signal.throwIfAborted();
      throw bill.presentedWith(error, this.provider);
    } finally {
      await Promise.all(parts.map((part) => rm(part.file, { force: true })));
    }
  }

  override close(): Promise<void> {
    return this.terms.sounds.close();
  }

  /** What is not set or not there, as half a sentence; nothing where it may be asked. */
  protected abstract missing(): string | undefined;

  /** Characters a request may have. */
  protected abstract charactersMax(settings: SpeechSettings): number;

  /** @throws SpeechUnavailable; SpeechPaidInVain where it may have worked. */
  protected abstract ask(question: PartQuestion, signal: AbortSignal): Promise<PartAnswer>;

  async #askAll(
    parts: readonly Part[],
    { voice, settings }: RecordingRequest,
    bill: Bill,
    signal: AbortSignal,
  ): Promise<PartAnswer[]> {
    const answers: PartAnswer[] = [];
    for (const [at, { text, file }] of parts.entries()) {
      const question: PartQuestion = {
        text,
        voice: voice.replace(`${this.provider}:`, ''),
        settings,
        before: parts[at - 1]?.text,
        after: parts[at + 1]?.text,
        file,
        bytesMax: BYTES_PER_CHARACTER_MAX * text.length + SPARE_BYTES,
      };
      bill.asked = text.length;
      const answer = await this.#turns.run(signal, () => this.ask(question, signal));
      bill.charge(answer.charged ?? text.length);
      answers.push(answer);
    }
    return answers;
  }

  #join(
    parts: readonly Part[],
    answers: readonly PartAnswer[],
    { settings, file }: RecordingRequest,
    signal: AbortSignal,
  ): Promise<Recording> {
    const task: JoinTask = {
      parts: parts.map(({ text, file: part }, at) => ({
        ...(answers[at] as PartAnswer),
        file: part,
        characters: text.length,
      })),
      rate: settings.rate * (settings.voice?.speed ?? 1),
      file,
    };
    return joinSound(task, { sounds: this.terms.sounds, provider: this.provider, signal });
  }
}

interface Part {
  readonly text: string;
  readonly file: string;
}

/** What a provider will charge for a segment, part by part. */
class Bill {
  characters = 0;
  /** Of the part that is being asked for. */
  asked = 0;

  charge(characters: number): void {
    this.characters += characters;
    this.asked = 0;
  }

  /** What went wrong, with what it costs all the same. */
  presentedWith(error: unknown, provider: string): unknown {
    if (!(error instanceof SpeechUnavailable)) return error;
    const inVain = error instanceof SpeechPaidInVain ? this.asked : 0;
    const characters = this.characters + inVain;
    if (characters === 0) return error;
    const reason = String(error.facts['reason']);
    return new SpeechPaidInVain(provider, reason, { spent: { characters }, cause: error });
  }
}
