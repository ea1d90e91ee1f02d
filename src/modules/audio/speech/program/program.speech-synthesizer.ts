import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  findProgram,
  type ProgramLimits,
  runProgram,
  TaskTimeout,
  Turns,
  WorkerPool,
} from '#platform/process';
import { SpeechUnavailable } from '../../audio.problems.js';
import { joinSound } from '../remote/join-sound.js';
import type { JoinTask } from '../remote/sound.worker.js';
import { unsayable } from '../sayable.js';
import type { Recording, Speech } from '../speech.js';
import {
  type RecordingRequest,
  type SpeechSettings,
  SpeechSynthesizer,
  type Voice,
} from '../speech-synthesizer.js';
import { wavSound } from '../wav-sound.js';
import type { ProgramLine, ProgramVoice, SpeechProgram } from './programs.js';

const TEXT_CHARACTERS_MAX = 10_000;
/** Whether a program is there is looked up again after this time, milliseconds. */
const LOOK_MS = 60_000;
const RATE_MIN = 0.5;
const RATE_MAX = 2;
/** Ten minutes of speech at 48 kHz. */
const FILE_BYTES_MAX = 2 * 48_000 * 700;

export interface ProgramTerms {
  /** Where takes are made of its sound: `soundWorkers`. */
  readonly sounds: WorkerPool;
  readonly takeMsMax: number;
  readonly memoryMbMax: number;
  readonly atOnce: () => number;
  /** Folders to look in first; those of PATH follow. For tests. */
  readonly find?: (name: string) => string | undefined;
}

/** A program of this machine that speaks text into a WAV file: used as soon as it is installed. */
export class ProgramSpeechSynthesizer extends SpeechSynthesizer {
  readonly #turns: Turns;
  readonly #find: (name: string) => string | undefined;
  #known: {
    readonly untilMs: number;
    readonly file: string | undefined;
    readonly voices: readonly ProgramVoice[];
  } = { untilMs: 0, file: undefined, voices: [] };

  constructor(
    private readonly program: SpeechProgram,
    private readonly terms: ProgramTerms,
  ) {
    super();
    this.#turns = new Turns(terms.atOnce);
    this.#find = terms.find ?? findProgram;
  }

  override get provider(): string {
    return this.program.provider;
  }

  override identity(): string {
    return this.program.identity ?? this.version;
  }

  override async voices(): Promise<readonly Voice[]> {
    const { voices } = await this.#look();
    return voices.map(({ name, languages, gender, pitchHz, sampleRateHz }) => ({
      id: `${this.provider}:${name}`,
      provider: this.provider,
      name,
      languages,
      gender,
      pitchHz,
      sampleRateHz,
    }));
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
      await this.record({ text, voice, settings, file }, signal);
      const speech = wavSound(await readFile(file));
      if (!speech) throw new SpeechUnavailable(this.provider, 'it gave no sound');
      return speech;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  override async record(request: RecordingRequest, signal: AbortSignal): Promise<Recording> {
    signal.throwIfAborted();
    const { text, settings, file } = request;
    const fault = unsayable(text);
    if (fault !== undefined) throw new SpeechUnavailable(this.provider, fault);
    if (text.length > TEXT_CHARACTERS_MAX)
      throw new SpeechUnavailable(this.provider, `more than ${TEXT_CHARACTERS_MAX} characters`);
    const { file: program, voices } = await this.#look();
    if (program === undefined) throw new SpeechUnavailable(this.provider, 'it is not installed');
    const voice = voices.find(({ name }) =>
      [name, `${this.provider}:${name}`].includes(request.voice),
    );
    if (!voice) throw new SpeechUnavailable(this.provider, `it has no voice "${request.voice}"`);
    if (!voice.languages.includes(settings.language))
      throw new SpeechUnavailable(
        this.provider,
        `"${voice.name}" does not speak ${settings.language}`,
      );
    // Beside the take, where what a killed process leaves is found.
    const folder = await mkdtemp(`${resolve(file)}.`);
    try {
      const rate = Math.min(RATE_MAX, Math.max(RATE_MIN, settings.rate));
      const wav = join(folder, 'said.wav');
      await this.#turns.run(signal, () =>
        this.#run(program, { text, voice, rate, wav, folder }, signal),
      );
      return await this.#take({ wav, text, rate, file }, signal);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #run(program: string, line: ProgramLine, signal: AbortSignal): Promise<void> {
    const { args, input } = this.program.call(line);
    const limits: ProgramLimits = {
      timeMs: this.terms.takeMsMax,
      cpuS: Math.ceil(this.terms.takeMsMax / 1_000) * 2,
      memoryMib: this.terms.memoryMbMax,
      fileBytes: FILE_BYTES_MAX,
    };
    const ended = await runProgram({
      file: program,
      args,
      limits,
      folder: line.folder,
      ...(input !== undefined && { stdin: input }),
      signal,
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      const reason =
        error instanceof TaskTimeout
          ? `it took longer than ${Math.round(this.terms.takeMsMax / 1_000)} s`
          : 'it cannot be started';
      throw new SpeechUnavailable(this.provider, reason, error);
    });
    if (ended.exitCode !== 0)
      throw new SpeechUnavailable(
        this.provider,
        `it ended with ${ended.endedBy ?? String(ended.exitCode)}`,
      );
    const isThere = await access(line.wav).then(
      () => true,
      () => false,
    );
    if (!isThere) throw new SpeechUnavailable(this.provider, 'it gave no sound');
  }

  #take(
    { wav, text, rate, file }: { wav: string; text: string; rate: number; file: string },
    signal: AbortSignal,
  ): Promise<Recording> {
    const part = { file: wav, characters: text.length, format: 'wav' as const, sampleRateHz: 0 };
    const task: JoinTask = { parts: [part], rate, file };
    return joinSound(task, { sounds: this.terms.sounds, provider: this.provider, signal });
  }

  /** Whether it is there, and with which voices. */
  async #look() {
    if (performance.now() < this.#known.untilMs) return this.#known;
    const file = this.#find(this.program.file);
    const voices = file === undefined ? [] : await this.program.voices(file).catch(() => []);
    this.#known = { untilMs: performance.now() + LOOK_MS, file, voices };
    return this.#known;
  }
}
