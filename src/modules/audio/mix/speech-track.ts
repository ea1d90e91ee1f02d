import { PROGRAMME_RATE_HZ } from './mix-plan.js';
import type { Cut, Tone } from './treatment.js';
import { HeldSamples, SegmentSource } from './voice-chain.js';

/** A take and the frame at which it begins. */
export interface PlacedTake {
  readonly takeFile: string;
  readonly startFrame: number;
  readonly frames: number;
  /** Silences left out of it. */
  readonly cuts: readonly Cut[];
  readonly tone?: Tone;
}

/** Joins are faded over this time; takes begin and end in silence, so nothing is heard of it. */
const EDGE_S = 0.005;

/** All speech of a show as one mono stream, block after block. Holds one open take at a time. */
export class SpeechTrack {
  #next = 0;
  #source: SegmentSource | undefined;
  readonly #held = new HeldSamples();

  constructor(private readonly takes: readonly PlacedTake[]) {}

  /** Writes the frames from `startFrame` on over `block`. Call with consecutive blocks, the first from anywhere. */
  render(block: Float32Array, startFrame: number): void {
    block.fill(0);
    const endFrame = startFrame + block.length;
    for (;;) {
      const take = this.takes[this.#next];
      if (!take || take.startFrame >= endFrame) return;
      if (take.startFrame + take.frames <= startFrame) {
        this.#source = undefined;
        this.#next += 1;
        continue;
      }
      const from = Math.max(startFrame, take.startFrame);
      const to = Math.min(endFrame, take.startFrame + take.frames);
      this.#source ??= sourceFrom(take, from, this.#held);
      const part = block.subarray(from - startFrame, to - startFrame);
      this.#source.read(part);
      fadeEdges(part, from - take.startFrame, take.frames);
      if (take.startFrame + take.frames > endFrame) return;
      this.#source = undefined;
      this.#next += 1;
    }
  }
}

/** A take from one of its frames on: what comes before is played to nobody, for the compressor's sake. */
function sourceFrom(take: PlacedTake, frame: number, held: HeldSamples): SegmentSource {
  const source = new SegmentSource(take, held);
  if (frame > take.startFrame) source.read(new Float32Array(frame - take.startFrame));
  return source;
}

/** @param at Frame of the take at which `part` begins. */
function fadeEdges(part: Float32Array, at: number, frames: number): void {
  const edge = Math.round(EDGE_S * PROGRAMME_RATE_HZ);
  for (let i = 0; i < part.length; i++) {
    const distance = Math.min(at + i, frames - 1 - at - i);
    if (distance < edge) part[i] = ((part[i] as number) * distance) / edge;
  }
}
