import type { HttpClient } from '#platform/http';
import type { AudioSettings, SpeechEngine } from '../audio.settings.js';
import { EspeakSpeechSynthesizer } from './espeak.speech-synthesizer.js';
import { FliteSpeechSynthesizer } from './flite.speech-synthesizer.js';
import type { SherpaSettings } from './neural/sherpa.settings.js';
import { SherpaSpeechSynthesizer } from './neural/sherpa.speech-synthesizer.js';
import type { ProgramSpeechSettings } from './program/program.settings.js';
import { ProgramSpeechSynthesizer } from './program/program.speech-synthesizer.js';
import { ESPEAK_NG, PICO, piper, RHVOICE, type SpeechProgram } from './program/programs.js';
import type { ElevenLabsSettings } from './remote/elevenlabs.settings.js';
import { ElevenLabsSpeechSynthesizer } from './remote/elevenlabs.speech-synthesizer.js';
import type { OpenAiSpeechSettings } from './remote/openai-speech.settings.js';
import { OpenAiSpeechSynthesizer } from './remote/openai.speech-synthesizer.js';
import { type RemoteTerms, soundWorkers } from './remote/remote.speech-synthesizer.js';
import type { SpeechSynthesizer } from './speech-synthesizer.js';
import type { SpeechWorkers } from './worker.speech-synthesizer.js';

/** Requests at once to a provider for which nothing is set. */
const PARALLEL = 2;

/** All that the engines are made from. */
export interface EngineParts {
  readonly settings: AudioSettings;
  readonly elevenLabs: ElevenLabsSettings;
  readonly openAi: OpenAiSpeechSettings;
  readonly programs: ProgramSpeechSettings;
  readonly sherpa: SherpaSettings;
  readonly workers: SpeechWorkers;
  /** Programs without a network have none, and no provider that needs it. */
  readonly http: HttpClient | undefined;
}

/** The engines of the station in the order they are asked. One that is not here simply has no voices. */
export function speechEngines(parts: EngineParts): SpeechSynthesizer[] {
  const { settings, workers, http, elevenLabs, openAi, programs, sherpa } = parts;
  const sounds = soundWorkers(workers);
  const terms = (provider: string): RemoteTerms => ({
    sounds,
    answerMsMax: settings.takeMsMax,
    atOnce: () => parallelOf(settings, provider),
  });
  const program = (one: SpeechProgram) =>
    new ProgramSpeechSynthesizer(one, {
      sounds,
      takeMsMax: settings.takeMsMax,
      memoryMbMax: programs.memoryMbMax,
      atOnce: () => workers.workersMax,
    });
  const makers: Readonly<Record<SpeechEngine, () => SpeechSynthesizer | undefined>> = {
    elevenlabs: () =>
      http && new ElevenLabsSpeechSynthesizer(http, elevenLabs, terms('elevenlabs')),
    openai: () => http && new OpenAiSpeechSynthesizer(http, openAi, terms('openai')),
    sherpa: () => new SherpaSpeechSynthesizer(workers, sherpa),
    piper: () => program(piper(programs.piperModels)),
    rhvoice: () => program(RHVOICE),
    pico: () => program(PICO),
    'espeak-ng': () => program(ESPEAK_NG),
    flite: () => new FliteSpeechSynthesizer(workers),
    espeak: () => new EspeakSpeechSynthesizer(workers),
  };
  return settings.speechProviders.flatMap((name) => makers[name]() ?? []);
}

function parallelOf({ speechParallel }: AudioSettings, provider: string): number {
  const entry = speechParallel.find((one) => one.startsWith(`${provider}=`));
  return Number(entry?.split('=')[1] ?? PARALLEL);
}
