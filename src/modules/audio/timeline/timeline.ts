/** Times and levels of a show around its speech. Seconds; levels as a factor of amplitude, 1 = 100 %. */
export interface TimelineSettings {
  /** Intro jingle at full level. */
  readonly introS: number;
  /** Exponential fade from full level down to the bed. */
  readonly introFadeS: number;
  /** How far the fade has gone when the first host speaks, 0 to 1. */
  readonly speechStartsAtFade: number;
  /** Level of the bed between words; under them the side chain takes it lower still. */
  readonly bedLevel: number;
  /** Logarithmic build-up from the bed. */
  readonly buildUpS: number;
  /** Level at the end of the build-up. */
  readonly buildUpLevel: number;
  /** How much of the build-up may lie under the last words; the side chain holds it down until they end. */
  readonly buildUpUnderSpeechS: number;
  /** Finale at full level. */
  readonly finaleS: number;
  /** Linear fade-out. */
  readonly fadeOutS: number;
  /** Pause where the same host goes on. */
  readonly pauseSameS: number;
  /** Pause where the other host takes over. */
  readonly pauseTurnS: number;
  /** Pause at a new topic; a bridge plays in it. */
  readonly pauseTopicS: number;
  /**
   * A topic begins at a whole multiple of this, its pause made longer by less than that: one frame of MP3, so that
   * a topic sounds the same whatever comes before it, and an edit of one leaves the frames of the others.
   */
  readonly topicGridS: number;
  /** Level of a bridge. */
  readonly bridgeLevel: number;
  /** Length of every crossfade between pieces of music. */
  readonly crossfadeS: number;
  /** Shows shorter than this shrink the phases around speech in proportion. */
  readonly shrinkBelowS: number;
  /** Phases never shrink below this share of their length. */
  readonly shrinkMin: number;
}

/** The six phases of `spec/audio.md`. */
export const DEFAULT_TIMELINE: TimelineSettings = {
  introS: 3,
  introFadeS: 10,
  speechStartsAtFade: 0.4,
  bedLevel: 0.06,
  buildUpS: 7,
  buildUpLevel: 0.7,
  buildUpUnderSpeechS: 3,
  finaleS: 5,
  fadeOutS: 3,
  pauseSameS: 0.35,
  pauseTurnS: 0.45,
  pauseTopicS: 3,
  topicGridS: 1152 / 44_100,
  bridgeLevel: 0.35,
  crossfadeS: 0.05,
  shrinkBelowS: 180,
  shrinkMin: 1 / 3,
};

/** What the planner has to know of a segment. */
export interface TimelineSegment {
  /** Measured, of the take. */
  readonly durationS: number;
  readonly startsTopic: boolean;
  /** Tells a turn from the same host going on; left out, every segment is a turn. */
  readonly speaker?: string;
  /** Length of the music that plays alone before it, in place of a bridge; 0 or left out: none. */
  readonly musicBeforeS?: number;
}

/** From when to when, in seconds of the programme. */
export interface Span {
  readonly startS: number;
  readonly endS: number;
}

/** The six phases of the music; each ends where the next begins. */
export interface Phases {
  readonly intro: Span;
  readonly introFade: Span;
  readonly bed: Span;
  readonly buildUp: Span;
  readonly finale: Span;
  readonly fadeOut: Span;
}

export interface Timeline {
  /** Where each segment sounds, in order. */
  readonly segments: readonly Span[];
  /** Where each bridge sounds. */
  readonly bridges: readonly Span[];
  /** Where music plays alone. */
  readonly music: readonly Span[];
  readonly phases: Phases;
  /** Length of the programme. */
  readonly totalS: number;
  /** By how much the phases were shortened, 1 = not at all. */
  readonly shrink: number;
}

/**
 * Places speech, bridges and phases. Pure: equal input, equal plan.
 * @throws RangeError without segments, or for a segment without length.
 */
export function planTimeline(show: {
  readonly segments: readonly TimelineSegment[];
  readonly settings: TimelineSettings;
}): Timeline {
  const { segments, settings } = show;
  if (segments.length === 0) throw new RangeError('A show needs at least one segment.');
  if (segments.some(({ durationS }) => !(durationS > 0)))
    throw new RangeError('Every segment needs a length.');
  const pauses = segments.map((segment, at) => pauseBefore(segment, segments[at - 1], settings));
  const shrink = shrinkFor(sum(pauses) + sum(segments.map(({ durationS }) => durationS)), settings);
  const placed: Span[] = [];
  let atS = leadS(settings) * shrink;
  for (const [index, { durationS }] of segments.entries()) {
    const isTopic =
      index > 0 && (segments[index]?.startsTopic === true || hasMusic(segments[index]));
    const freeS = atS + (pauses[index] ?? 0);
    const startS = isTopic ? onGrid(freeS, settings.topicGridS) : freeS;
    atS = startS + durationS;
    placed.push({ startS, endS: atS });
  }
  const phases = phasesAround(atS, shrink, settings);
  return {
    segments: placed,
    bridges: bridgesBetween(segments, placed, settings),
    music: musicBetween(segments, placed, settings),
    phases,
    totalS: phases.fadeOut.endS,
    shrink,
  };
}

/**
 * Seconds of pure speech that make a programme of `minutes`, once jingles and pauses have their share.
 * @param expectedSegments Segments the script will have, about.
 * @param expectedTopics Segments among them that start a topic, the first segment left out.
 * @returns At least 5.
 */
export function speechSecondsFor(
  minutes: number,
  settings: TimelineSettings,
  expectedSegments: number,
  expectedTopics: number,
): number {
  const totalS = minutes * 60;
  const shrink = clampShrink(totalS / settings.shrinkBelowS, settings);
  const topics = Math.max(0, Math.min(expectedTopics, expectedSegments - 1));
  const turns = Math.max(0, expectedSegments - 1 - topics);
  const pausesS = topics * settings.pauseTopicS + turns * settings.pauseTurnS;
  return Math.max(5, totalS - aroundSpeechS(settings) * shrink - pausesS);
}

function pauseBefore(
  segment: TimelineSegment,
  before: TimelineSegment | undefined,
  settings: TimelineSettings,
): number {
  if (!before) return 0;
  if (hasMusic(segment)) return 2 * settings.pauseTurnS + (segment.musicBeforeS ?? 0);
  if (segment.startsTopic) return settings.pauseTopicS;
  const goesOn = segment.speaker !== undefined && segment.speaker === before.speaker;
  return goesOn ? settings.pauseSameS : settings.pauseTurnS;
}

/** Music alone before the first word. */
function leadS(settings: TimelineSettings): number {
  return settings.introS + settings.introFadeS * settings.speechStartsAtFade;
}

/** Music alone before the first word and after the last. */
function aroundSpeechS(settings: TimelineSettings): number {
  const { buildUpS, buildUpUnderSpeechS, finaleS, fadeOutS } = settings;
  return leadS(settings) + buildUpS - buildUpUnderSpeechS + finaleS + fadeOutS;
}

/** Solves total = inner + around * total / limit, so that the share of a shrunk show is right at once. */
function shrinkFor(innerS: number, settings: TimelineSettings): number {
  const share = aroundSpeechS(settings) / settings.shrinkBelowS;
  const totalS = share < 1 ? innerS / (1 - share) : Infinity;
  return clampShrink(totalS / settings.shrinkBelowS, settings);
}

function clampShrink(shrink: number, settings: TimelineSettings): number {
  return Math.min(1, Math.max(settings.shrinkMin, shrink));
}

function phasesAround(speechEndS: number, shrink: number, settings: TimelineSettings): Phases {
  const introEndS = settings.introS * shrink;
  const fadeEndS = introEndS + settings.introFadeS * shrink;
  const buildUpEndS = speechEndS + (settings.buildUpS - settings.buildUpUnderSpeechS) * shrink;
  const buildUpStartS = buildUpEndS - settings.buildUpS * shrink;
  // One sentence may be over before the intro has faded: the fade then ends where the build-up begins.
  const bedStartS = Math.min(fadeEndS, Math.max(introEndS, buildUpStartS));
  const bedEndS = Math.max(bedStartS, buildUpStartS);
  const finaleEndS = buildUpEndS + settings.finaleS * shrink;
  return {
    intro: { startS: 0, endS: introEndS },
    introFade: { startS: introEndS, endS: bedStartS },
    bed: { startS: bedStartS, endS: bedEndS },
    buildUp: { startS: bedEndS, endS: buildUpEndS },
    finale: { startS: buildUpEndS, endS: finaleEndS },
    fadeOut: { startS: finaleEndS, endS: finaleEndS + settings.fadeOutS * shrink },
  };
}

/** A bridge fills the pause before a topic; its last note may ring under the first words. */
function bridgesBetween(
  segments: readonly TimelineSegment[],
  placed: readonly Span[],
  { pauseTopicS }: TimelineSettings,
): readonly Span[] {
  return segments.flatMap((segment, index) => {
    const before = placed[index - 1];
    const here = placed[index];
    return segment.startsTopic && !hasMusic(segment) && before && here
      ? [{ startS: here.startS - pauseTopicS, endS: here.startS }]
      : [];
  });
}

/** Music ends a breath before the segment it stands before. */
function musicBetween(
  segments: readonly TimelineSegment[],
  placed: readonly Span[],
  { pauseTurnS }: TimelineSettings,
): readonly Span[] {
  return segments.flatMap(({ musicBeforeS = 0 }, index) => {
    const here = placed[index];
    if (index === 0 || musicBeforeS <= 0 || !here) return [];
    const endS = here.startS - pauseTurnS;
    return [{ startS: endS - musicBeforeS, endS }];
  });
}

function hasMusic(segment: TimelineSegment | undefined): boolean {
  return (segment?.musicBeforeS ?? 0) > 0;
}

/** The next multiple, or the moment itself where it is one but for rounding. */
function onGrid(atS: number, gridS: number): number {
  return Math.ceil(atS / gridS - 1e-6) * gridS;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
