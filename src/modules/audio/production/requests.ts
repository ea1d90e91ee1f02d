import { Injectable } from '@nestjs/common';
import { type Fault, InvalidInput } from '#kernel';
import { MediaLibrary } from '#modules/media';
import { SpeakerNotFound, SpeakerService } from '#modules/speaker';
import { Ffmpeg } from '../ffmpeg/ffmpeg.js';
import { Mixer } from '../mix/mixer.js';
import { TakeService } from '../take/take.service.js';
import type { GenerateRequest, ProcessRequest, SoundPlace } from './production.js';
import {
  type GenerateAudioDto,
  type ProcessAudioDto,
  TEXT_CHARACTERS_MAX,
} from './production.dto.js';
import { SoundSources } from './sound-sources.js';

/** Slow speech: what an encoder refuses at this length is refused before anything is spoken. */
const CHARACTERS_PER_S = 14;
/** Seconds of stereo floats that a WAV file of 4 GiB holds, with room. */
const DECODED_S_MAX = 12_000;

/** What clients wish, checked against what the station has; equal wishes give equal requests. */
@Injectable()
export class ProductionRequests {
  constructor(
    private readonly speakers: SpeakerService,
    private readonly takes: TakeService,
    private readonly library: MediaLibrary,
    private readonly sources: SoundSources,
    private readonly mixer: Mixer,
    private readonly ffmpeg: Ffmpeg,
  ) {}

  /** @throws InvalidInput naming every fault; what keeps ffmpeg from the format. */
  async generate(dto: GenerateAudioDto): Promise<GenerateRequest> {
    const { language, quality, format, title } = dto;
    if ((dto.text === undefined) === (dto.segments === undefined))
      throw new InvalidInput([{ field: 'text', rule: 'must be there, or segments; not both' }]);
    const segments =
      dto.segments?.map(({ text, speaker = dto.speaker, starts_topic: startsTopic = false }) => ({
        text: text.trim(),
        speaker,
        startsTopic,
      })) ?? paragraphsOf(dto.text ?? '').map((text) => sameSpeaker(text, dto.speaker));
    const faults = [
      ...emptyOnes(segments, dto.segments ? 'segments' : undefined),
      ...(await this.#voiceFaults(dto)),
    ];
    const characters = segments.reduce((sum, { text }) => sum + text.length, 0);
    if (characters > TEXT_CHARACTERS_MAX)
      faults.push({
        field: 'segments',
        rule: `must have ${TEXT_CHARACTERS_MAX} characters at most in all`,
      });
    const voices = Object.fromEntries(dto.voices.map(({ speaker, voice }) => [speaker, voice]));
    faults.push(...(await this.#speakerFaults(segments, voices, dto)));
    if (faults.length > 0) throw new InvalidInput(faults);
    const refusal = this.mixer.refusal(format, characters / CHARACTERS_PER_S);
    if (refusal) throw refusal;
    return { segments, language, voices, quality, format, withMusic: dto.with_music, title };
  }

  /** @throws InvalidInput, MediaNotFound, SoundMissing; what keeps ffmpeg from the format. */
  async process(
    { steps }: Pick<ProcessAudioDto, 'steps'>,
    source: SoundPlace,
  ): Promise<ProcessRequest> {
    if (Object.values(steps).every((step) => step === undefined || step === false))
      throw new InvalidInput([{ field: 'steps', rule: 'must have at least one step' }]);
    if (!('showId' in source)) await this.#refuseSilent(source.mediaId, 'file_id');
    const durationS = (await this.sources.knownDurationS(source)) ?? 0;
    if (durationS > DECODED_S_MAX)
      throw new InvalidInput([
        {
          field: 'showId' in source ? 'show_id' : 'file_id',
          rule: `must be sound of ${DECODED_S_MAX} s at most`,
        },
      ]);
    const bed = steps.mix_bed?.bed;
    if (bed !== undefined && bed !== 'built_in') await this.#refuseSilent(bed, 'steps.mix_bed.bed');
    const format = steps.convert?.format ?? 'mp3';
    const refusal = this.ffmpeg.refusal(durationS); // Every sound that is worked on is read by it.
    if (refusal) throw refusal;
    const targetLufs = steps.normalise?.target_lufs;
    return {
      source,
      trimsSilence: steps.trim_silence === true,
      evensOut: steps.master === true,
      isLevelled: steps.master === true || steps.normalise !== undefined,
      ...(bed !== undefined && { bed }),
      ...(targetLufs !== undefined && { targetLufs }),
      format,
    };
  }

  /** A picture is no sound. @throws InvalidInput, MediaNotFound */
  async #refuseSilent(mediaId: string, field: string): Promise<void> {
    const { contentType } = await this.library.get(mediaId);
    if (!contentType.startsWith('audio/'))
      throw new InvalidInput([{ field, rule: `must be sound, and is ${contentType}` }]);
  }

  async #voiceFaults({ voices, language }: GenerateAudioDto): Promise<Fault[]> {
    if (voices.length === 0) return [];
    const known = new Map((await this.takes.voices()).map((voice) => [voice.id, voice]));
    return voices.flatMap(({ voice }, at) => {
      const found = known.get(voice);
      const field = `voices.${at}.voice`;
      if (!found) return [{ field, rule: 'must be the id of a voice from GET /audio/voices' }];
      const speaksIt = found.languages.includes(language);
      return speaksIt ? [] : [{ field, rule: `must be a voice that speaks ${language}` }];
    });
  }

  async #speakerFaults(
    segments: GenerateRequest['segments'],
    voices: Readonly<Record<string, string>>,
    { segments: said }: GenerateAudioDto,
  ): Promise<Fault[]> {
    const unknown = new Set<string>();
    for (const speaker of new Set(segments.map((segment) => segment.speaker)))
      if (!Object.hasOwn(voices, speaker) && !(await this.#isSpeaker(speaker)))
        unknown.add(speaker);
    const rule = 'must be a speaker of the station, or one among voices';
    const at = segments.flatMap(({ speaker }, index) => (unknown.has(speaker) ? [index] : []));
    if (at.length === 0) return [];
    const fields = at.map((index) =>
      said?.[index]?.speaker === undefined ? 'speaker' : `segments.${index}.speaker`,
    );
    return [...new Set(fields)].map((field) => ({ field, rule }));
  }

  async #isSpeaker(id: string): Promise<boolean> {
    return this.speakers.get(id).then(
      () => true,
      (error: unknown) => {
        if (error instanceof SpeakerNotFound) return false;
        throw error;
      },
    );
  }
}

function sameSpeaker(text: string, speaker: string) {
  return { text, speaker, startsTopic: false };
}

function paragraphsOf(text: string): string[] {
  const paragraphs = text.split(/\n\s*\n/u).map((paragraph) => paragraph.trim());
  const sayable = paragraphs.filter((paragraph) => isSayable(paragraph));
  return sayable.length > 0 ? sayable : paragraphs; // Lines between paragraphs are not spoken.
}

/** What has no letter and no figure cannot be said. */
function isSayable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function emptyOnes(segments: GenerateRequest['segments'], list: string | undefined): Fault[] {
  const rule = 'must have something to say';
  if (list === undefined)
    return segments.some(({ text }) => isSayable(text)) ? [] : [{ field: 'text', rule }];
  return segments.flatMap(({ text }, at) =>
    isSayable(text) ? [] : [{ field: `${list}.${at}.text`, rule }],
  );
}
