import { LoudnessMeter } from '../dsp/loudness-meter.js';
import { PROGRAMME_RATE_HZ, type UploadedPiece, type UploadedPieces } from '../mix/mix-plan.js';
import { StereoWav } from '../mix/stereo-wav.js';
import type { JingleSet } from './compose.js';
import type { Piece } from './score.js';

/** What is held of one piece at most: a minute of stereo floats is 21 MB. */
const PIECE_S_MAX = 60;
const BRIDGE_S_MAX = 8;
/** Pieces begin and end without a click. */
const EDGE_S = 0.01;
/** A loop's end runs over into what comes before its beginning. */
const SEAM_S = 0.03;
/** Peaks of a piece that is lifted stay under this. */
const PEAK_MAX = 0.97;

/**
 * The built-in music with uploaded pieces in the places they were chosen for, each as loud as the piece it stands in
 * for: the levels of the timeline mean the same. Blocks: for workers.
 */
export function withUploaded(builtIn: JingleSet, uploaded: UploadedPieces | undefined): JingleSet {
  if (!uploaded) return builtIn;
  const { intro, bed, outro, bridge } = uploaded;
  const [firstBridge = builtIn.intro] = builtIn.bridges;
  return {
    ...builtIn,
    ...(intro && { intro: edged(levelled(read(intro, PIECE_S_MAX), builtIn.intro)) }),
    ...(bed && { bed: levelled(looped(bed), builtIn.bed) }),
    ...(outro && {
      outro: edged(levelled(read(outro, PIECE_S_MAX), builtIn.outro)),
      endsWithShow: true,
    }),
    ...(bridge && { bridges: [edged(levelled(read(bridge, BRIDGE_S_MAX), firstBridge))] }),
  };
}

function read({ wav, startS, endS }: UploadedPiece, secondsMax: number): Piece {
  const file = new StereoWav(wav);
  try {
    const from = Math.max(0, Math.round(startS * PROGRAMME_RATE_HZ));
    const to = Math.min(file.frames, Math.round(endS * PROGRAMME_RATE_HZ));
    const frames = Math.max(0, Math.min(to - from, Math.round(secondsMax * PROGRAMME_RATE_HZ)));
    const piece = { left: new Float32Array(frames), right: new Float32Array(frames) };
    file.seek(from);
    file.read(piece.left, piece.right);
    return piece;
  } finally {
    file.close();
  }
}

/** From loop point to loop point; a loop that is too long is cut to whole bars. */
function looped(bed: UploadedPiece): Piece {
  const { startS, bars = 0 } = bed;
  const barS = bars > 0 ? (bed.endS - startS) / bars : 0;
  const isLong = bed.endS - startS > PIECE_S_MAX;
  const endS = isLong && barS > 0 ? startS + Math.floor(PIECE_S_MAX / barS) * barS : bed.endS;
  const piece = read({ ...bed, endS }, PIECE_S_MAX);
  const lead = read({ ...bed, startS: Math.max(0, startS - SEAM_S), endS: startS }, SEAM_S);
  return seamed(piece, lead);
}

/** Fades the end over into what comes before the beginning; where nothing does, both ends fade. */
function seamed(piece: Piece, lead: Piece): Piece {
  const frames = lead.left.length;
  if (frames < EDGE_S * PROGRAMME_RATE_HZ) return edged(piece);
  const at = piece.left.length - frames;
  for (const side of ['left', 'right'] as const)
    for (let i = Math.max(0, -at); i < frames; i++) {
      const share = (i + 1) / frames;
      const value = piece[side][at + i] as number;
      piece[side][at + i] = value * (1 - share) + (lead[side][i] as number) * share;
    }
  return piece;
}

function edged(piece: Piece): Piece {
  const frames = Math.min(Math.round(EDGE_S * PROGRAMME_RATE_HZ), piece.left.length >> 1);
  for (const sound of [piece.left, piece.right])
    for (let i = 0; i < frames; i++) {
      sound[i] = (sound[i] as number) * (i / frames);
      const end = sound.length - 1 - i;
      sound[end] = (sound[end] as number) * (i / frames);
    }
  return piece;
}

function levelled(piece: Piece, model: Piece): Piece {
  const gainDb = loudnessOf(model) - loudnessOf(piece);
  const peak = [piece.left, piece.right].reduce(
    (most, sound) => sound.reduce((high, value) => Math.max(high, Math.abs(value)), most),
    0,
  );
  if (!Number.isFinite(gainDb) || peak === 0) return piece;
  const gain = Math.min(10 ** (gainDb / 20), PEAK_MAX / peak);
  for (const sound of [piece.left, piece.right])
    for (let i = 0; i < sound.length; i++) sound[i] = (sound[i] as number) * gain;
  return piece;
}

function loudnessOf({ left, right }: Piece): number {
  const meter = new LoudnessMeter(PROGRAMME_RATE_HZ, 2, { truePeak: false });
  meter.push([left, right]);
  return meter.result().integratedLufs;
}
