import { NothingToMix } from '../audio.problems.js';
import { amplitudeOf } from '../dsp/loudness-meter.js';
import {
  DEFAULT_TIMELINE,
  planTimeline,
  type Span,
  type Timeline,
  type TimelineSettings,
} from '../timeline/timeline.js';
import {
  type FormerMix,
  type MixPlan,
  type MixResult,
  type PlacedBreak,
  PROGRAMME_RATE_HZ,
  type TrimmedSilence,
} from './mix-plan.js';
import type { PlacedMusic } from './music-break.js';
import type { Placed } from './retouch-plan.js';
import type { PlacedTake } from './speech-track.js';
import type { Survey } from './survey.js';
import type { Tone } from './treatment.js';
import { programmeFrames, SPEECH_LUFS } from './voice-chain.js';

/** Music comes in within a crossfade and goes out over this, seconds. */
const MUSIC_OUT_S = 2;
/** Music that needs more is noise. */
const MUSIC_GAIN_MAX_DB = 20;

/** Everything of a show in its place. */
export interface Placement {
  readonly timeline: Timeline;
  readonly takes: readonly PlacedTake[];
  readonly music: readonly PlacedMusic[];
  readonly breaks: readonly PlacedBreak[];
  readonly tones: Readonly<Record<string, Tone>>;
  readonly trimmed: readonly TrimmedSilence[];
}

/**
 * Puts takes and music on the timeline.
 * @throws NothingToMix for a take without sound, or music before the first word.
 */
export function placed(plan: MixPlan, surveyed: Survey): Placement {
  const { segments, timeline: settings = DEFAULT_TIMELINE, former } = plan;
  if (segments[0]?.musicBefore) throw new NothingToMix('it begins with a music break');
  const frames = surveyed.takes.map(({ samples, sampleRateHz, cuts }) => {
    const cut = cuts.reduce((sum, { from, to }) => sum + to - from, 0);
    if (samples - cut <= 0) throw new NothingToMix('a take is empty');
    return programmeFrames(samples - cut, sampleRateHz);
  });
  const timeline = planTimeline({
    segments: segments.map(({ startsTopic, speaker }, at) => ({
      startsTopic,
      speaker,
      durationS: (frames[at] ?? 0) / PROGRAMME_RATE_HZ,
      musicBeforeS: (surveyed.music[at]?.frames ?? 0) / PROGRAMME_RATE_HZ,
    })),
    settings,
  });
  // What was mixed before keeps its tone, so that an edit leaves the other topics as they are.
  const tones = { ...surveyed.tones, ...former?.result.mastering?.tones };
  const takes = segments.map(({ takeFile, speaker }, at): PlacedTake => {
    const tone = tones[speaker];
    return {
      takeFile,
      frames: frames[at] ?? 0,
      startFrame: framesOf(timeline.segments[at]?.startS ?? 0),
      cuts: surveyed.takes[at]?.cuts ?? [],
      ...(tone && { tone }),
    };
  });
  const breaks = breaksOf(plan, timeline, surveyed);
  return {
    timeline,
    takes,
    music: breaks.map(({ musicFile, span, lufs }) => musicAt(musicFile, span, lufs, settings)),
    breaks: breaks.map(({ segment, title, span }) => ({ segment, title, ...span })),
    tones,
    trimmed: surveyed.takes.flatMap(({ cuts, sampleRateHz }, segment) =>
      cuts.map(({ from, to }) => ({
        segment,
        startS: from / sampleRateHz,
        endS: to / sampleRateHz,
      })),
    ),
  };
}

function breaksOf({ segments }: MixPlan, timeline: Timeline, surveyed: Survey) {
  let next = 0;
  return segments.flatMap(({ musicBefore }, segment) => {
    const heard = surveyed.music[segment];
    const span = musicBefore && timeline.music[next++];
    if (!musicBefore || !heard || !span) return [];
    const { musicFile, title } = musicBefore;
    return [{ segment, musicFile, title, span, lufs: heard.integratedLufs }];
  });
}

function musicAt(
  musicFile: string,
  { startS, endS }: Span,
  lufs: number,
  { crossfadeS }: TimelineSettings,
): PlacedMusic {
  const startFrame = framesOf(startS);
  const gainDb = Number.isFinite(lufs) ? Math.min(MUSIC_GAIN_MAX_DB, SPEECH_LUFS - lufs) : 0;
  return {
    musicFile,
    startFrame,
    frames: framesOf(endS) - startFrame,
    gain: amplitudeOf(gainDb),
    fadeInFrames: Math.max(1, framesOf(crossfadeS)),
    fadeOutFrames: framesOf(Math.max(crossfadeS, Math.min(MUSIC_OUT_S, (endS - startS) / 4))),
  };
}

/** Where takes sound, to the sample. */
export function spansOf(takes: readonly PlacedTake[]): Span[] {
  return takes.map(({ startFrame, frames }) => ({
    startS: startFrame / PROGRAMME_RATE_HZ,
    endS: (startFrame + frames) / PROGRAMME_RATE_HZ,
  }));
}

/** The former show on its timeline; its takes need not be there any more. */
export function placedBefore({ segments, result }: FormerMix, settings: TimelineSettings): Placed {
  const timeline = planTimeline({
    segments: segments.map(({ startsTopic, speaker }, at) => {
      const { startS = 0, endS = 1 } = result.segments[at] ?? {};
      const music = result.music?.find(({ segment }) => segment === at);
      const musicBeforeS = music ? music.endS - music.startS : 0;
      return { startsTopic, speaker, durationS: endS - startS, musicBeforeS };
    }),
    settings,
  });
  return { segments, spans: result.segments, timeline };
}

/** What of a placement stands on the record of a show. */
export function placesOf({
  timeline,
  takes,
  breaks,
  trimmed,
}: Placement): Pick<MixResult, 'segments' | 'bridges' | 'phases' | 'music' | 'trimmed'> {
  return {
    segments: spansOf(takes),
    bridges: timeline.bridges,
    phases: timeline.phases,
    music: breaks,
    trimmed,
  };
}

export function framesOf(seconds: number): number {
  return Math.round(seconds * PROGRAMME_RATE_HZ);
}
