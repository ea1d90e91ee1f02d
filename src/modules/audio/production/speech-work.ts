import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { deliveryOf, SpeakerService } from '#modules/speaker';
import type { JobRun } from '#platform/queue';
import { ShowMusic } from '../jingle-library/show-music.js';
import { Mixer } from '../mix/mixer.js';
import { sentences } from '../speech/sentences.js';
import { kindsOf, type VoiceKind } from '../speech/voices.js';
import { spokenText } from '../spoken-text/spoken-text.js';
import { type Take, type TakeRequest, TakeService } from '../take/take.service.js';
import { DEFAULT_TIMELINE, type TimelineSettings } from '../timeline/timeline.js';
import { StationTimelines } from '../timeline/station-timelines.js';
import { phonetic, spellingsOf } from '../casting/casting.js';
import type { GenerateRequest, MadeSound, ProductionSegment } from './production.js';

/** What an engine is given at once; providers refuse much more. */
const PIECE_CHARACTERS_MAX = 2_000;
/** Takes asked for at once; the engines' own pools decide how many are spoken side by side. */
const AT_ONCE = 4;
/** The station's music, the same as in its shows. */
export const MUSIC_SEED = 'radiox';
/** What of a job is speaking; the rest is mixing. */
const SPEAKING_SHARE = 0.6;
/** Speech with a breath at both ends and nothing else. */
const SPEECH_ONLY: TimelineSettings = {
  ...DEFAULT_TIMELINE,
  introS: 0.2,
  introFadeS: 0,
  buildUpS: 0,
  buildUpUnderSpeechS: 0,
  finaleS: 0,
  fadeOutS: 0.3,
  pauseTopicS: 1,
  shrinkBelowS: 1,
  shrinkMin: 1,
};

type Piece = ProductionSegment;

/** Makes sound of text: a take for each piece, joined, mastered, with music around it where that is wanted. */
@Injectable()
export class SpeechWork {
  constructor(
    private readonly takes: TakeService,
    private readonly mixer: Mixer,
    private readonly speakers: SpeakerService,
    private readonly music: ShowMusic,
    private readonly timelines: StationTimelines,
  ) {}

  /** @throws SpeechUnavailable; as `Mixer.mix`. */
  async make(request: GenerateRequest, folder: string, run: JobRun): Promise<MadeSound> {
    const { format, withMusic, title } = request;
    const pieces = request.segments.flatMap(piecesOf);
    const takes = await this.#speak(pieces, request, run);
    const { pieces: uploaded } = withMusic ? await this.music.piecesFor({}, run.signal) : {};
    const segments = pieces.map(({ speaker, startsTopic }, at) => ({
      takeFile: takes[at]?.file ?? '',
      speaker,
      startsTopic,
    }));
    const mixed = await this.mixer.mix(
      {
        segments,
        seed: MUSIC_SEED,
        ...(withMusic ? { pieces: uploaded } : { isSpeechOnly: true }),
        timeline: withMusic ? (await this.timelines.current()).settings : SPEECH_ONLY,
        format,
        outFile: join(folder, `sound.${format}`),
      },
      run.signal,
      ({ share, step }) => {
        run.progress(SPEAKING_SHARE + share * (1 - SPEAKING_SHARE), step);
      },
    );
    const { integratedLufs, truePeakDbtp } = mixed.loudness;
    return {
      file: mixed.file,
      name: title,
      format,
      durationS: mixed.durationS,
      sizeBytes: mixed.sizeBytes,
      integratedLufs,
      truePeakDbtp,
      trimmed: (mixed.trimmed ?? []).map(({ startS, endS }) => ({ startS, endS })),
      warnings: warningsOf(pieces, takes, request),
    };
  }

  async #speak(pieces: readonly Piece[], request: GenerateRequest, run: JobRun): Promise<Take[]> {
    const cast = await this.#castOf(pieces, request);
    const takes: Take[] = [];
    for (let from = 0; from < pieces.length; from += AT_ONCE) {
      const some = pieces.slice(from, from + AT_ONCE).map(({ speaker, text }) => {
        const spoken = cast.get(speaker) as Spoken;
        return this.takes.take(takeOf(text, spoken, request, run.jobId), run.signal);
      });
      await Promise.allSettled(some); // None speaks on after the job has failed.
      takes.push(...(await Promise.all(some)));
      run.progress((SPEAKING_SHARE * takes.length) / pieces.length, 'speaking');
    }
    return takes;
  }

  /** Everybody who speaks, each of a kind of his own: whoever speaks for them, no two sound alike. */
  async #castOf(
    pieces: readonly Piece[],
    request: GenerateRequest,
  ): Promise<ReadonlyMap<string, Spoken>> {
    const names = [...new Set(pieces.map(({ speaker }) => speaker))];
    const deliveries = await Promise.all(names.map((name) => this.#deliveryOf(name, request)));
    const kinds = kindsOf(deliveries.map(({ voices }) => voices));
    return new Map(
      names.map((name, at) => [
        name,
        {
          ...(deliveries[at] as Delivery),
          kind: kinds[at] ?? 'm1',
          chosen: chosenBy(request, name),
        },
      ]),
    );
  }

  async #deliveryOf(speaker: string, request: GenerateRequest): Promise<Delivery> {
    const chosen = chosenBy(request, speaker);
    if (!chosen) return deliveryOf(await this.speakers.get(speaker), request.language, 'balanced');
    const { provider, voice } = chosen;
    return { voices: { [provider]: voice }, voiceSettings: {}, pace: 1, pronunciations: {} };
  }
}

type Delivery = Pick<
  ReturnType<typeof deliveryOf>,
  'voices' | 'voiceSettings' | 'pace' | 'pronunciations'
>;

interface Spoken extends Delivery {
  readonly kind: VoiceKind;
  /** The very voice that the client wants. */
  readonly chosen: Chosen | undefined;
}

interface Chosen {
  readonly provider: string;
  readonly voice: string;
}

/** "flite:awb" is awb of flite. */
function chosenBy({ voices }: GenerateRequest, speaker: string): Chosen | undefined {
  if (!Object.hasOwn(voices, speaker)) return undefined;
  const [provider = '', ...voice] = (voices[speaker] ?? '').split(':');
  return { provider, voice: voice.join(':') };
}

function takeOf(
  text: string,
  { voices, voiceSettings, pace, pronunciations, kind, chosen }: Spoken,
  { language, quality }: GenerateRequest,
  jobId: string,
): TakeRequest {
  return {
    text: spokenText(text, language, spellingsOf(pronunciations)),
    language,
    voices,
    voiceSettings,
    kind,
    pronunciations: phonetic(pronunciations),
    rate: pace,
    quality,
    ...(chosen && { provider: chosen.provider }),
    subject: `audio job ${jobId}`,
  };
}

/** A long line in pieces that end with a sentence. */
function piecesOf(segment: ProductionSegment): Piece[] {
  const texts: string[] = [];
  for (const sentence of sentences(segment.text)) {
    const open = texts.at(-1);
    if (open !== undefined && open.length + sentence.length < PIECE_CHARACTERS_MAX)
      texts[texts.length - 1] = `${open} ${sentence}`;
    else texts.push(sentence);
  }
  return texts.map((text, at) => ({
    ...segment,
    text,
    startsTopic: segment.startsTopic && at === 0,
  }));
}

function warningsOf(
  pieces: readonly Piece[],
  takes: readonly Take[],
  request: GenerateRequest,
): string[] {
  const said = takes.flatMap(({ provider, voice, fellBackFrom = [], fellBackBecause = [] }, at) => {
    const speaker = pieces[at]?.speaker ?? '';
    const wanted = chosenBy(request, speaker);
    const isOther = wanted && (wanted.provider !== provider || wanted.voice !== voice);
    const other = `${speaker} has the voice ${provider}:${voice} instead of ${wanted?.provider ?? ''}:${wanted?.voice ?? ''}`;
    return [
      ...(isOther ? [other] : []),
      ...fellBackFrom.map(
        (name, before) =>
          `${provider} spoke instead of ${name}: ${fellBackBecause[before] ?? 'it could not'}`,
      ),
    ];
  });
  return [...new Set(said)].slice(0, 20);
}
