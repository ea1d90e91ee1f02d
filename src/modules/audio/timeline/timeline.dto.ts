import { IsNumber, IsOptional, Matches, Max, Min } from 'class-validator';
import { InvalidInput } from '#kernel';
import { JINGLE_PLACES, type JingleChoices } from '../jingle-library/show-music.js';
import type { StationTimeline } from './station-timelines.js';
import { DEFAULT_TIMELINE, type TimelineSettings } from './timeline.js';

const JINGLE_CHOICE =
  /^(?:auto|built_in|[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/;

/** Times and levels around the speech of a show; what is left out is as the station has it of itself. */
export class TimelineChangeDto {
  /** Intro jingle at full level, seconds. */
  @IsOptional()
  @IsNumber()
  @Min(0.5)
  @Max(10)
  readonly intro_s?: number;

  /** Exponential fade from full level to the bed, seconds. */
  @IsOptional()
  @IsNumber()
  @Min(0.5)
  @Max(30)
  readonly intro_fade_s?: number;

  /** How far that fade has gone when the first host speaks, 0 to 1. */
  @IsOptional()
  @IsNumber()
  @Min(0.1)
  @Max(1)
  readonly speech_starts_at_fade?: number;

  /** Level of the bed between words, a factor of amplitude. Under words it is at least 12 dB below them. */
  @IsOptional()
  @IsNumber()
  @Min(0.005)
  @Max(0.3)
  readonly bed_level?: number;

  /** Logarithmic build-up from the bed, seconds. */
  @IsOptional()
  @IsNumber()
  @Min(0.5)
  @Max(20)
  readonly build_up_s?: number;

  /** Level at the end of the build-up, a factor of amplitude. */
  @IsOptional()
  @IsNumber()
  @Min(0.1)
  @Max(1)
  readonly build_up_level?: number;

  /** How much of the build-up may lie under the last words, seconds; at most `build_up_s`. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(10)
  readonly build_up_under_speech_s?: number;

  /** Finale at full level, seconds. */
  @IsOptional()
  @IsNumber()
  @Min(0.5)
  @Max(15)
  readonly finale_s?: number;

  /** Linear fade-out, seconds. */
  @IsOptional()
  @IsNumber()
  @Min(0.2)
  @Max(15)
  readonly fade_out_s?: number;

  /** Pause where the same host goes on, seconds. */
  @IsOptional()
  @IsNumber()
  @Min(0.1)
  @Max(1.5)
  readonly pause_same_s?: number;

  /** Pause where another host takes over, seconds. */
  @IsOptional()
  @IsNumber()
  @Min(0.1)
  @Max(1.5)
  readonly pause_turn_s?: number;

  /** Pause at a new topic, in which a bridge plays, seconds. */
  @IsOptional()
  @IsNumber()
  @Min(1.5)
  @Max(8)
  readonly pause_topic_s?: number;

  /** Level of a bridge, a factor of amplitude. */
  @IsOptional()
  @IsNumber()
  @Min(0.05)
  @Max(1)
  readonly bridge_level?: number;

  /** Crossfade between pieces of music, seconds. */
  @IsOptional()
  @IsNumber()
  @Min(0.02)
  @Max(0.5)
  readonly crossfade_s?: number;

  /** Shows shorter than this shrink the phases around speech in proportion, seconds. */
  @IsOptional()
  @IsNumber()
  @Min(30)
  @Max(600)
  readonly shrink_below_s?: number;

  /** Phases keep at least this share of their length. */
  @IsOptional()
  @IsNumber()
  @Min(0.1)
  @Max(1)
  readonly shrink_min?: number;

  /** The intro: `auto` takes the best that fits, `built_in` the station's own, or the id of an uploaded one. Left out: as AUDIO_JINGLES says. */
  @IsOptional()
  @Matches(JINGLE_CHOICE, { message: 'must be auto, built_in or the id of a jingle' })
  readonly intro_jingle?: string;

  /** The bed under speech: `auto` takes the best that fits, `built_in` the station's own, or the id of an uploaded one. Left out: as AUDIO_JINGLES says. */
  @IsOptional()
  @Matches(JINGLE_CHOICE, { message: 'must be auto, built_in or the id of a jingle' })
  readonly bed_jingle?: string;

  /** The outro: `auto` takes the best that fits, `built_in` the station's own, or the id of an uploaded one. Left out: as AUDIO_JINGLES says. */
  @IsOptional()
  @Matches(JINGLE_CHOICE, { message: 'must be auto, built_in or the id of a jingle' })
  readonly outro_jingle?: string;

  /** The bridges between topics: `auto` takes the best that fits, `built_in` the station's own, or the id of an uploaded one. Left out: as AUDIO_JINGLES says. */
  @IsOptional()
  @Matches(JINGLE_CHOICE, { message: 'must be auto, built_in or the id of a jingle' })
  readonly bridge_jingle?: string;
}

/** The timeline in force: the next show is made by it. */
export class TimelineDto {
  readonly intro_s!: number;
  readonly intro_fade_s!: number;
  readonly speech_starts_at_fade!: number;
  readonly bed_level!: number;
  readonly build_up_s!: number;
  readonly build_up_level!: number;
  readonly build_up_under_speech_s!: number;
  readonly finale_s!: number;
  readonly fade_out_s!: number;
  readonly pause_same_s!: number;
  readonly pause_turn_s!: number;
  readonly pause_topic_s!: number;
  readonly bridge_level!: number;
  readonly crossfade_s!: number;
  readonly shrink_below_s!: number;
  readonly shrink_min!: number;
  /** `auto`, `built_in` or the id of an uploaded one; null: as AUDIO_JINGLES says. */
  readonly intro_jingle: string | null;
  /** `auto`, `built_in` or the id of an uploaded one; null: as AUDIO_JINGLES says. */
  readonly bed_jingle: string | null;
  /** `auto`, `built_in` or the id of an uploaded one; null: as AUDIO_JINGLES says. */
  readonly outro_jingle: string | null;
  /** `auto`, `built_in` or the id of an uploaded one; null: as AUDIO_JINGLES says. */
  readonly bridge_jingle: string | null;
  /** 1: as the station has it of itself. */
  readonly version: number;
  /** Who set it; null for version 1. */
  readonly editor: string | null;
  readonly changed_at: Date | null;

  constructor({ settings, jingles, version, editor, at }: StationTimeline) {
    Object.assign(this, toWire(settings));
    this.intro_jingle = jingles.intro ?? null;
    this.bed_jingle = jingles.bed ?? null;
    this.outro_jingle = jingles.outro ?? null;
    this.bridge_jingle = jingles.bridge ?? null;
    this.version = version;
    this.editor = editor;
    this.changed_at = at;
  }
}

type Field = Exclude<keyof TimelineChangeDto, `${string}_jingle`>;

const FIELDS: Readonly<Record<Field, keyof TimelineSettings>> = {
  intro_s: 'introS',
  intro_fade_s: 'introFadeS',
  speech_starts_at_fade: 'speechStartsAtFade',
  bed_level: 'bedLevel',
  build_up_s: 'buildUpS',
  build_up_level: 'buildUpLevel',
  build_up_under_speech_s: 'buildUpUnderSpeechS',
  finale_s: 'finaleS',
  fade_out_s: 'fadeOutS',
  pause_same_s: 'pauseSameS',
  pause_turn_s: 'pauseTurnS',
  pause_topic_s: 'pauseTopicS',
  bridge_level: 'bridgeLevel',
  crossfade_s: 'crossfadeS',
  shrink_below_s: 'shrinkBelowS',
  shrink_min: 'shrinkMin',
};

/** @throws InvalidInput where single fields are right and do not go together. */
export function settingsOf(dto: TimelineChangeDto): TimelineSettings {
  const said = Object.entries(FIELDS).flatMap(([field, name]) => {
    const value = dto[field as Field];
    return value === undefined ? [] : [[name, value] as const];
  });
  const settings = { ...DEFAULT_TIMELINE, ...Object.fromEntries(said) };
  if (settings.buildUpUnderSpeechS > settings.buildUpS)
    throw new InvalidInput([
      { field: 'build_up_under_speech_s', rule: 'must not be longer than build_up_s' },
    ]);
  if (settings.bedLevel > settings.buildUpLevel)
    throw new InvalidInput([
      { field: 'bed_level', rule: 'must not be louder than build_up_level' },
    ]);
  return settings;
}

/** Which pieces it names; what is left out is as the settings say. */
export function jinglesOf(dto: TimelineChangeDto): JingleChoices {
  const said = JINGLE_PLACES.map((place) => [place, dto[`${place}_jingle`]] as const);
  return Object.fromEntries(said.filter(([, choice]) => choice !== undefined));
}

function toWire(settings: TimelineSettings): Record<string, number> {
  return Object.fromEntries(Object.entries(FIELDS).map(([field, name]) => [field, settings[name]]));
}
