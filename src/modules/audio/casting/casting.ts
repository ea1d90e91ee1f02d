import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { type Language, Problem } from '#kernel';
import { deliveryOf, type Pronunciation, SpeakerService } from '#modules/speaker';
import { SpeechUnavailable } from '../audio.problems.js';
import { spokenText } from '../spoken-text/spoken-text.js';
import { ElevenLabsSpeechSynthesizer } from '../speech/remote/elevenlabs.speech-synthesizer.js';
import { SpeechEngines } from '../speech/speech-engines.js';
import type { SpeechSynthesizer } from '../speech/speech-synthesizer.js';
import { kindsOf } from '../speech/voices.js';
import { wavSound } from '../speech/wav-sound.js';
import { type Take, TakeService } from '../take/take.service.js';
import type { AuditionDto, VoiceCheckDto } from './audition.dto.js';
import { levelDbfs } from './level.js';

const AUDITION_MS_MAX = 120_000;
/** Of it, for one engine: where two providers hang, one of the station's own still answers. */
const ENGINE_MS_MAX = 30_000;

/** What speakers sound like, and whether their voices are still there. */
@Injectable()
export class Casting {
  constructor(
    private readonly speakers: SpeakerService,
    private readonly takes: TakeService,
    private readonly engines: SpeechEngines,
  ) {}

  /**
   * Has a speaker say something, measures it, and remembers the pace: the writer counts words by it.
   * @throws SpeakerNotFound; SpeechUnavailable where nobody can speak for him.
   */
  async audition(
    id: string,
    text: string,
    language: Language,
    signal = AbortSignal.timeout(AUDITION_MS_MAX),
  ): Promise<AuditionDto> {
    const speaker = await this.speakers.get(id);
    const { voices, voiceSettings, pace, pronunciations } = deliveryOf(
      speaker,
      language,
      'balanced',
    );
    const [kind = 'm1'] = kindsOf([voices]);
    const wish = {
      text: spokenText(text, language, spellingsOf(pronunciations)),
      language,
      voices,
      voiceSettings,
      kind,
      pronunciations: phonetic(pronunciations),
      rate: pace,
      subject: `audition ${id}`,
      engineMsMax: ENGINE_MS_MAX,
    };
    const take = await this.takes.take(wish, signal).catch((error: unknown) => {
      throw signal.aborted ? tooLate(error) : error;
    });
    if (!take.cached) await this.speakers.learnPace(id, language, text.length, take.durationS);
    return answer(id, language, take, { text, level: levelDbfs(await soundOf(take)) });
  }

  /** For each provider and language whether a speaker's voice is still there. @throws SpeakerNotFound */
  async voices(id: string): Promise<VoiceCheckDto[]> {
    const speaker = await this.speakers.get(id);
    const mapped = Object.entries(speaker.voices).flatMap(([language, byProvider]) =>
      Object.entries(byProvider).map(([provider, voice]) => ({ provider, language, voice })),
    );
    const lists = new Map<string, Promise<Listed>>();
    return Promise.all(
      mapped.map(async (one) => {
        const list = lists.get(one.provider) ?? this.#listed(one.provider);
        lists.set(one.provider, list);
        return { ...one, ...stateOf(await list, one.voice) };
      }),
    );
  }

  async #listed(provider: string): Promise<Listed> {
    const engine = this.engines.all.find((one) => one.provider === provider);
    if (!engine) return { reason: 'the station has no such provider' };
    try {
      const voices = await freshVoices(engine);
      if (voices.length === 0) return { reason: 'it is not here, or has no key' };
      return { names: new Set(voices.map(({ name }) => name)) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const reason = error.facts['reason'];
      return { reason: typeof reason === 'string' ? reason : error.message };
    }
  }
}

/** A deadline of ours is nobody's mistake: the client may ask again. */
function tooLate(cause: unknown): SpeechUnavailable {
  return new SpeechUnavailable(
    'The station',
    `it took longer than ${AUDITION_MS_MAX / 1_000} s`,
    cause,
  );
}

interface Listed {
  readonly names?: ReadonlySet<string>;
  /** Why they cannot be told. */
  readonly reason?: string;
}

function freshVoices(engine: SpeechSynthesizer) {
  return engine instanceof ElevenLabsSpeechSynthesizer ? engine.freshVoices() : engine.voices();
}

function stateOf(
  { names, reason }: Listed,
  voice: string,
): Pick<VoiceCheckDto, 'state' | 'reason'> {
  if (!names) return { state: 'unknown', reason: reason ?? 'it cannot be asked' };
  const name = voice.split(':').at(-1) ?? voice;
  return names.has(name)
    ? { state: 'there', reason: null }
    : { state: 'missing', reason: 'the provider does not list it' };
}

type Dictionary = Readonly<Record<string, Pronunciation>>;

/** Words that are written otherwise, for every engine. */
export function spellingsOf(dictionary: Dictionary): Record<string, string> {
  return Object.fromEntries(
    Object.entries(dictionary).flatMap(([word, { respelling }]) =>
      respelling === undefined ? [] : [[word, respelling]],
    ),
  );
}

/** Words that are told in IPA alone, for engines that take it. */
export function phonetic(dictionary: Dictionary): Dictionary {
  return Object.fromEntries(
    Object.entries(dictionary).filter(([, { respelling }]) => respelling === undefined),
  );
}

async function soundOf({ file }: Take) {
  const speech = wavSound(await readFile(file));
  return speech ?? { pcm: new Int16Array(), sampleRateHz: 16_000 };
}

function answer(
  speaker: string,
  language: Language,
  take: Take,
  { text, level }: { text: string; level: number },
): AuditionDto {
  const words = text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  const { fellBackFrom = [], fellBackBecause = [] } = take;
  return {
    speaker,
    language,
    audio_url: `/api/v1/audio/takes/${take.hash}`,
    provider: take.provider,
    voice: take.voice,
    cached: take.cached,
    duration_seconds: Math.round(100 * take.durationS) / 100,
    level_dbfs: Math.round(10 * level) / 10,
    words_per_minute: Math.round((60 * words) / take.durationS),
    fell_back: fellBackFrom.map((name, at) => `${name}: ${fellBackBecause[at] ?? 'it could not'}`),
  };
}
