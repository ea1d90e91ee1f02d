import { BRIDGE_STROKE_S, FINALE_AT_S, type JingleSet } from '../jingle/compose.js';
import type { Piece } from '../jingle/score.js';
import { duckedLevel, phaseLevel, progress, sideChain } from '../timeline/envelope.js';
import type { Span, Timeline, TimelineSettings } from '../timeline/timeline.js';
import { PROGRAMME_RATE_HZ } from './mix-plan.js';

/** Levels are computed every so many frames (0.7 ms) and drawn straight in between. */
const STEP_FRAMES = 32;
/** The stroke of a bridge falls this long after the last word. */
const STROKE_AFTER_S = 0.6;
/** Bed and outro change places over this time at most. */
const OUTRO_FADE_S = 1.5;

/** Time in which the bed makes room for a music break. */
const BED_ASIDE_S = 0.4;

/** One piece on the timeline. */
interface Part {
  readonly piece: Piece;
  readonly startFrame: number;
  readonly endFrame: number;
  readonly isLoop: boolean;
  /** Level of this part at a moment, side chain included. */
  readonly level: (atS: number, ducked: number) => number;
}

/** All music of a show as one stereo stream, block after block, with faders and side chain. */
export class MusicTrack {
  readonly #parts: readonly Part[];
  readonly #sideChain: (atS: number) => number;

  constructor(timeline: Timeline, settings: TimelineSettings, jingles: JingleSet) {
    this.#sideChain = sideChain(timeline.segments);
    this.#parts = [
      ...mainParts(timeline, settings, jingles),
      ...bridgeParts(timeline.bridges, settings, jingles),
    ].sort((a, b) => a.startFrame - b.startFrame);
  }

  /** Writes the frames from `startFrame` on over the blocks. Call with consecutive blocks. */
  render(left: Float32Array, right: Float32Array, startFrame: number): void {
    left.fill(0);
    right.fill(0);
    const steps = Math.ceil(left.length / STEP_FRAMES) + 1;
    const times = Array.from(
      { length: steps },
      (_, step) => (startFrame + step * STEP_FRAMES) / PROGRAMME_RATE_HZ,
    );
    const ducked = times.map((atS) => this.#sideChain(atS));
    const endFrame = startFrame + left.length;
    for (const part of this.#parts) {
      if (part.startFrame >= endFrame || part.endFrame <= startFrame) continue;
      const levels = times.map((atS, step) => part.level(atS, ducked[step] as number));
      if (levels.some((level) => level > 0)) addPart(part, levels, { left, right, startFrame });
    }
  }
}

function addPart(
  { piece, startFrame: partFrame, endFrame, isLoop }: Part,
  levels: readonly number[],
  { left, right, startFrame }: { left: Float32Array; right: Float32Array; startFrame: number },
): void {
  const from = Math.max(0, partFrame - startFrame);
  const to = Math.min(left.length, endFrame - startFrame);
  const length = piece.left.length;
  for (let i = from; i < to; i++) {
    const step = Math.floor(i / STEP_FRAMES);
    const share = i / STEP_FRAMES - step;
    const level = (levels[step] as number) * (1 - share) + (levels[step + 1] as number) * share;
    const at = startFrame + i - partFrame;
    const index = isLoop ? at % length : at;
    left[i] = (left[i] as number) + (piece.left[index] as number) * level;
    right[i] = (right[i] as number) + (piece.right[index] as number) * level;
  }
}

/** Intro, bed and outro follow the six phases and change places with equal power. */
function mainParts(timeline: Timeline, settings: TimelineSettings, jingles: JingleSet): Part[] {
  const { introFade, buildUp, finale } = timeline.phases;
  const introOutS = Math.min(introFade.endS, secondsOf(jingles.intro) - 0.1);
  const toBed = {
    startS: (Math.min(introFade.startS, introOutS) + introOutS) / 2,
    endS: introOutS,
  };
  const outroStartS = jingles.endsWithShow
    ? Math.max(buildUp.startS, timeline.totalS - secondsOf(jingles.outro))
    : finale.startS - FINALE_AT_S;
  const outroInS = Math.max(buildUp.startS, outroStartS, introOutS);
  const outroFadeS = Math.min(OUTRO_FADE_S, (finale.startS - outroInS) / 2);
  const toOutro = { startS: outroInS, endS: outroInS + outroFadeS };
  const endS = timeline.totalS;
  const at = (atS: number, ducked: number) =>
    duckedLevel(phaseLevel(atS, timeline, settings), ducked);
  const quarter = Math.PI / 2;
  return [
    part(
      jingles.intro,
      { startS: 0, endS: introOutS },
      (atS, ducked) => at(atS, ducked) * Math.cos(quarter * progress(atS, toBed)),
    ),
    ...bedSpans(timeline, toOutro.endS).map((span) => ({
      ...part(jingles.bed, span, (atS, ducked) => {
        const inn = Math.sin(quarter * progress(atS, toBed));
        const edge = bedEdge(atS, span, toOutro.endS, settings);
        const aside = besideMusic(atS, timeline.music);
        return aside * edge * at(atS, ducked) * inn * Math.cos(quarter * progress(atS, toOutro));
      }),
      endFrame: Math.round((span.endS + settings.crossfadeS) * PROGRAMME_RATE_HZ),
      isLoop: true,
    })),
    part(
      jingles.outro,
      { startS: outroStartS, endS },
      (atS, ducked) => at(atS, ducked) * Math.sin(quarter * progress(atS, toOutro)),
    ),
  ];
}

function secondsOf({ left }: Piece): number {
  return left.length / PROGRAMME_RATE_HZ;
}

/** The bed begins anew with every topic, under the last breath before its bridge: a topic sounds the same anywhere. */
function bedSpans({ bridges }: Timeline, endS: number): Span[] {
  const starts = [0, ...bridges.map(({ startS }) => startS).filter((startS) => startS < endS)];
  return starts.map((startS, index) => ({ startS, endS: starts[index + 1] ?? endS }));
}

/** The bed is silent while other music plays, and comes and goes within the pauses around it. */
function besideMusic(atS: number, music: readonly Span[]): number {
  let level = 1;
  for (const { startS, endS } of music)
    level = Math.min(level, Math.max(0, (startS - atS) / BED_ASIDE_S, (atS - endS) / BED_ASIDE_S));
  return level;
}

/** One bed hands over to the next within the time of a crossfade. */
function bedEdge(atS: number, span: Span, endS: number, { crossfadeS }: TimelineSettings): number {
  const inn = span.startS === 0 ? 1 : Math.min(1, (atS - span.startS) / crossfadeS);
  const out = span.endS >= endS ? 1 : Math.min(1, 1 - (atS - span.endS) / crossfadeS);
  return Math.max(0, Math.min(inn, out));
}

function bridgeParts(
  bridges: readonly Span[],
  { bridgeLevel, crossfadeS }: TimelineSettings,
  jingles: JingleSet,
): Part[] {
  return bridges.map(({ startS }, index) => {
    const piece = jingles.bridges[index % jingles.bridges.length] ?? jingles.intro;
    const fromS = startS + STROKE_AFTER_S - BRIDGE_STROKE_S;
    const toS = fromS + piece.left.length / PROGRAMME_RATE_HZ;
    return part(piece, { startS: fromS, endS: toS }, (atS, ducked) => {
      const edge = Math.min(1, (atS - fromS) / crossfadeS, (toS - atS) / crossfadeS);
      return duckedLevel(bridgeLevel * Math.max(0, edge), ducked);
    });
  });
}

function part(piece: Piece, { startS, endS }: Span, level: Part['level']): Part {
  const startFrame = Math.round(startS * PROGRAMME_RATE_HZ);
  const endFrame = Math.min(Math.round(endS * PROGRAMME_RATE_HZ), startFrame + piece.left.length);
  return { piece, startFrame, endFrame, isLoop: false, level };
}
