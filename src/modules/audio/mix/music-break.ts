import { StereoWav } from './stereo-wav.js';

/** A piece of music that plays alone between two segments. */
export interface PlacedMusic {
  /** Stereo WAV at the programme's rate. */
  readonly musicFile: string;
  readonly startFrame: number;
  readonly frames: number;
  /** Factor that brings it to the loudness of speech. */
  readonly gain: number;
  /** Frames over which it comes and goes. */
  readonly fadeInFrames: number;
  readonly fadeOutFrames: number;
}

/** All music breaks of a show, block after block. Holds one open file at a time. */
export class MusicBreaks {
  #next = 0;
  #source: StereoWav | undefined;
  #scratch = [new Float32Array(0), new Float32Array(0)] as const;

  constructor(private readonly music: readonly PlacedMusic[]) {}

  /** Adds the frames from `startFrame` on to the blocks. Call with consecutive blocks, the first from anywhere. */
  render(left: Float32Array, right: Float32Array, startFrame: number): void {
    const endFrame = startFrame + left.length;
    for (;;) {
      const piece = this.music[this.#next];
      if (!piece || piece.startFrame >= endFrame) return;
      const pieceEnd = piece.startFrame + piece.frames;
      const from = Math.max(startFrame, piece.startFrame);
      const to = Math.min(endFrame, pieceEnd);
      if (to > from)
        this.#add(piece, from - piece.startFrame, {
          left: left.subarray(from - startFrame, to - startFrame),
          right: right.subarray(from - startFrame, to - startFrame),
        });
      if (pieceEnd > endFrame) return;
      this.close();
      this.#next += 1;
    }
  }

  close(): void {
    this.#source?.close();
    this.#source = undefined;
  }

  #add(
    piece: PlacedMusic,
    at: number,
    { left, right }: { left: Float32Array; right: Float32Array },
  ): void {
    if (!this.#source) {
      this.#source = new StereoWav(piece.musicFile);
      this.#source.seek(at);
    }
    if (this.#scratch[0].length < left.length)
      this.#scratch = [new Float32Array(left.length), new Float32Array(left.length)];
    const [l, r] = this.#scratch.map((block) => block.subarray(0, left.length)) as [
      Float32Array,
      Float32Array,
    ];
    const read = this.#source.read(l, r);
    for (let i = 0; i < read; i++) {
      const fadeIn = Math.min(1, (at + i) / piece.fadeInFrames);
      const fadeOut = Math.min(1, (piece.frames - at - i) / piece.fadeOutFrames);
      const level = piece.gain * fadeIn * fadeOut;
      left[i] = (left[i] as number) + (l[i] as number) * level;
      right[i] = (right[i] as number) + (r[i] as number) * level;
    }
  }
}
