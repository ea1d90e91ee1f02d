import { fnv1a, SeededRandom } from '#kernel';
import { LoudnessMeter } from '../dsp/loudness-meter.js';
import { addReverb, MUSIC_RATE_HZ, type Piece, Score, type Timbre } from './score.js';

/** Everything musical that a show needs; each piece at the loudness of speech. */
export interface JingleSet {
  /** Signature, then a groove to fade over. */
  readonly intro: Piece;
  /** Repeats without a seam. */
  readonly bed: Piece;
  /** Played in turn between stories; each starts with 0.3 s of swell before its stroke. */
  readonly bridges: readonly Piece[];
  /** Build-up, finale at `FINALE_AT_S`, and a chord to fade out on. */
  readonly outro: Piece;
  /** The outro is somebody else's: it ends when the show does, wherever its finale is. */
  readonly endsWithShow?: boolean;
}

/** Composed longest phases, s; a show with longer ones hears the bed instead. */
export const INTRO_S = 14;
export const OUTRO_S = 16;
/** Where the finale of the outro begins. */
export const FINALE_AT_S = 7;
/** Where in a bridge its stroke falls. */
export const BRIDGE_STROKE_S = 0.3;
/** Part of the cache key: changes when the music does. */
export const COMPOSITION = 'news-6';

/** Loudness every piece is brought to: that of speech. */
const PIECE_LUFS = -16;
const BEAT_S = 0.5;
const BAR_S = 4 * BEAT_S;
const BED_BARS = 16;

/**
 * Nothing here sounds like a voice, to people or to recognisers, which took saws for vowels and drums that
 * fall for syllables: body below 200 Hz, melody in bells that ring on, air above 8 kHz, hardly more.
 */
const PLUCK: Timbre = { wave: 'sine', attackS: 0.008, releaseS: 0.14, cutoffHz: 2600 };
const HORN: Timbre = { wave: 'sine', attackS: 0.03, releaseS: 1.2, cutoffHz: 2200 };
const PAD: Timbre = { wave: 'sine', attackS: 0.4, releaseS: 1.2, cutoffHz: 700 };
const BASS: Timbre = { wave: 'sine', attackS: 0.01, releaseS: 0.2, cutoffHz: 800 };
const BELL: Timbre = {
  wave: 'bell',
  attackS: 0.003,
  releaseS: 1.4,
  cutoffHz: 9000,
  brightness: 3,
};
const SOFT_BELL: Timbre = { ...BELL, brightness: 1.2 };

/** Am F C G, Am F Dm E: root and triad in semitones above the key note. */
const CHORDS = [
  [0, [0, 3, 7]],
  [-4, [-4, 0, 3]],
  [3, [3, 7, 10]],
  [-2, [-2, 2, 5]],
  [0, [0, 3, 7]],
  [-4, [-4, 0, 3]],
  [5, [0, 5, 8]],
  [7, [-1, 2, 7]],
] as const;

/** Signatures: beat, length in beats, semitones above the key note an octave up. */
const MOTIFS = [
  [
    [0, 0.5, 7],
    [0.5, 0.5, 12],
    [1, 0.75, 15],
    [1.75, 0.25, 14],
    [2, 1, 12],
    [3, 0.5, 10],
    [3.5, 0.5, 12],
    [4, 1.5, 19],
    [5.5, 0.5, 17],
    [6, 2, 19],
  ],
  [
    [0, 1, 12],
    [1, 0.5, 7],
    [1.5, 0.5, 12],
    [2, 1, 14],
    [3, 1, 15],
    [4, 0.5, 19],
    [4.5, 0.5, 17],
    [5, 1, 15],
    [6, 2, 19],
  ],
  [
    [0, 0.75, 12],
    [0.75, 0.75, 14],
    [1.5, 0.5, 15],
    [2, 1.5, 19],
    [3.5, 0.5, 15],
    [4, 0.75, 17],
    [4.75, 0.75, 15],
    [5.5, 0.5, 14],
    [6, 2, 12],
  ],
] as const;

/** Pattern of the plucked bass: which note of the chord on each eighth; 3 is the root an octave up. */
const OSTINATOS = [
  [0, 0, 2, 0, 1, 0, 2, 3],
  [0, 2, 1, 2, 0, 2, 3, 2],
  [0, 3, 2, 1, 0, 2, 1, 2],
] as const;

interface Style {
  /** MIDI note of the key. */
  readonly key: number;
  readonly motif: (typeof MOTIFS)[number];
  readonly ostinato: (typeof OSTINATOS)[number];
  readonly seed: number;
}

/** Writes the station's music: the same seed, the same notes. Takes about a second of CPU. */
export function composeJingles(seed: string): JingleSet {
  const chance = new SeededRandom(seed);
  const style: Style = {
    key: 57 + chance.integer(-3, 3),
    motif: chance.pick(MOTIFS),
    ostinato: chance.pick(OSTINATOS),
    seed: fnv1a(seed),
  };
  return {
    intro: finished(intro(style), 3),
    bed: finished(bed(style), BED_BARS * BAR_S, true),
    bridges: [0, 1, 2].map((variant) => finished(bridge(style, variant), 1.5)),
    outro: finished(outro(style), OUTRO_S),
  };
}

function intro(style: Style): Score {
  const score = new Score(INTRO_S);
  signature(score, style, 0);
  for (let bar = 0; bar * BAR_S < INTRO_S; bar++)
    groove(score, style, { bar, atS: bar * BAR_S, force: 1 });
  return score;
}

function bed(style: Style): Score {
  const score = new Score(BED_BARS * BAR_S, { isLoop: true });
  for (let bar = 0; bar < BED_BARS; bar++) {
    const atS = bar * BAR_S;
    const [root, triad] = chordOf(bar);
    pulse(score, style, { bar, atS, gain: 0.1 });
    for (const [voice, tone] of triad.entries())
      score.note(PAD, {
        atS,
        durationS: BAR_S - 0.3,
        pitch: style.key - 12 + tone,
        gain: 0.07,
        pan: (voice - 1) * 0.6,
      });
    score.note(BASS, { atS, durationS: 1.5 * BEAT_S, pitch: style.key + root - 12, gain: 0.16 });
    score.note(BASS, {
      atS: atS + 2.5 * BEAT_S,
      durationS: BEAT_S,
      pitch: style.key + root - 12,
      gain: 0.12,
    });
    score.drum(atS, 0.06, { fromHz: 80, toHz: 70, decayS: 0.08 });
    ticks(score, style, { atS, gain: 0.025, count: 8 });
    if (bar % 4 === 3)
      score.note(SOFT_BELL, { atS, durationS: 0.2, pitch: style.key + 19, gain: 0.1, pan: 0.4 });
  }
  return score;
}

function bridge(style: Style, variant: number): Score {
  const score = new Score(3.2);
  const figures = [
    [12, 15, 19, 24],
    [19, 15, 19, 24],
    [12, 14, 19, 22],
  ] as const;
  const chord = [
    [0, 7, 12, 15],
    [-4, 3, 12, 15],
    [-2, 5, 10, 17],
  ] as const;
  score.noise(0, 0.25, { durationS: BRIDGE_STROKE_S, seed: style.seed + variant, rises: true });
  score.drum(BRIDGE_STROKE_S, 0.7, { fromHz: 80, toHz: 50, decayS: 0.16 });
  for (const [index, tone] of (figures[variant] ?? figures[0]).entries())
    score.note(BELL, {
      atS: BRIDGE_STROKE_S + index * 0.25,
      durationS: 0.1,
      pitch: style.key + tone,
      gain: 0.24,
      pan: index % 2 === 0 ? -0.4 : 0.4,
    });
  for (const tone of chord[variant] ?? chord[0])
    score.note(HORN, {
      atS: BRIDGE_STROKE_S,
      durationS: 0.45,
      pitch: style.key - 12 + tone,
      gain: 0.12,
      pan: (tone % 3) * 0.3 - 0.3,
    });
  return score;
}

function outro(style: Style): Score {
  const score = new Score(OUTRO_S);
  for (let bar = 0; bar < 4; bar++) {
    const force = 0.35 + 0.15 * bar;
    groove(score, style, { bar: bar + 4, atS: bar * BAR_S - (bar === 0 ? 0 : 1), force });
  }
  score.noise(FINALE_AT_S - 2.5, 0.3, { durationS: 2.5, seed: style.seed + 7, rises: true });
  for (let beat = 0; beat < 8; beat++)
    score.drum(FINALE_AT_S - 2 + beat * 0.25, 0.15 + 0.05 * beat, {
      fromHz: 80,
      toHz: 70,
      decayS: 0.1,
    });
  signature(score, style, FINALE_AT_S);
  for (let bar = 0; bar < 2; bar++)
    groove(score, style, { bar, atS: FINALE_AT_S + bar * BAR_S, force: 1 });
  stroke(score, style, FINALE_AT_S + 2 * BAR_S, 3.2);
  score.note(BELL, {
    atS: FINALE_AT_S + 2 * BAR_S,
    durationS: 0.6,
    pitch: style.key + 24,
    gain: 0.25,
  });
  return score;
}

/** The motif in bells, two octaves over a soft horn over a stroke: what listeners know the station by. */
function signature(score: Score, style: Style, atS: number): void {
  stroke(score, style, atS, 1.2);
  for (const [beat, length, tone] of style.motif) {
    const at = { atS: atS + beat * BEAT_S, durationS: length * BEAT_S * 0.9 };
    score.note(BELL, { ...at, pitch: style.key + 12 + tone, gain: 0.2, pan: 0.15 });
    score.note(HORN, { ...at, pitch: style.key - 12 + tone, gain: 0.16, pan: -0.15 });
  }
}

/** Everybody at once on the key note: drum, low octave, open chord, cymbal. */
function stroke(score: Score, style: Style, atS: number, durationS: number): void {
  score.drum(atS, 0.9, { fromHz: 80, toHz: 45, decayS: 0.25 });
  score.noise(atS, 0.15, { durationS: 1.5, seed: style.seed + 3 });
  score.note(BASS, { atS, durationS, pitch: style.key - 24, gain: 0.35 });
  for (const [index, tone] of [-12, 0, 7, 12, 15].entries())
    score.note(HORN, {
      atS,
      durationS: durationS * 0.8,
      pitch: style.key - 12 + tone,
      gain: 0.11,
      pan: (index - 2) * 0.3,
    });
}

interface Bar {
  readonly bar: number;
  readonly atS: number;
  readonly force: number;
}

function groove(score: Score, style: Style, { bar, atS, force }: Bar): void {
  const [root] = chordOf(bar);
  pulse(score, style, { bar, atS, gain: 0.14 * force });
  for (const beat of [0, 1.5, 2.5])
    score.note(BASS, {
      atS: atS + beat * BEAT_S,
      durationS: 0.8 * BEAT_S,
      pitch: style.key + root - 24,
      gain: 0.3 * force,
    });
  for (const beat of [0, 2]) {
    score.drum(atS + beat * BEAT_S, 0.55 * force, { fromHz: 80, toHz: 46, decayS: 0.11 });
    score.noise(atS + (beat + 1) * BEAT_S, 0.16 * force, {
      durationS: 0.16,
      seed: style.seed + bar,
    });
  }
  ticks(score, style, { atS, gain: 0.07 * force, count: 16 });
}

interface Pulse {
  readonly bar: number;
  readonly atS: number;
  readonly gain: number;
}

/** Plucked bass on every eighth: the ticking of a newsroom. */
function pulse(score: Score, style: Style, { bar, atS, gain }: Pulse): void {
  const [, triad] = chordOf(bar);
  for (const [eighth, step] of style.ostinato.entries())
    score.note(PLUCK, {
      atS: atS + (eighth * BEAT_S) / 2,
      durationS: 0.1,
      pitch: style.key - 24 + (step === 3 ? triad[0] + 12 : triad[step]),
      gain: eighth % 2 === 0 ? gain : 0.75 * gain,
      pan: eighth % 2 === 0 ? -0.35 : 0.35,
    });
}

function ticks(
  score: Score,
  style: Style,
  { atS, gain, count }: { atS: number; gain: number; count: number },
): void {
  for (let tick = 0; tick < count; tick++)
    score.noise(atS + (tick * BAR_S) / count, tick % 2 === 0 ? gain * 0.6 : gain, {
      durationS: 0.05,
      seed: style.seed + tick,
      pan: tick % 2 === 0 ? 0.3 : -0.3,
    });
}

function chordOf(bar: number): (typeof CHORDS)[number] {
  return CHORDS[bar % CHORDS.length] ?? CHORDS[0];
}

/** Room, loudness of its first `measuredS` seconds, and rounded peaks. */
function finished(score: Score, measuredS: number, isLoop = false): Piece {
  addReverb(score, 0.22, isLoop);
  const meter = new LoudnessMeter(MUSIC_RATE_HZ, 2);
  const frames = Math.round(measuredS * MUSIC_RATE_HZ);
  meter.push([score.left.subarray(0, frames), score.right.subarray(0, frames)]);
  const gain = 10 ** ((PIECE_LUFS - meter.result().integratedLufs) / 20);
  for (const channel of [score.left, score.right])
    for (let i = 0; i < channel.length; i++) channel[i] = rounded((channel[i] as number) * gain);
  return { left: score.left, right: score.right };
}

/** Straight to 0.6, then bent so that nothing passes 0.95. */
function rounded(value: number): number {
  const over = Math.abs(value) - 0.6;
  return over <= 0 ? value : Math.sign(value) * (0.6 + 0.35 * Math.tanh(over / 0.35));
}
