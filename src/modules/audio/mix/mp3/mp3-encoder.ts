import { createMp3Encoder } from 'wasm-media-encoders';
import { BITRATE_KBPS, PROGRAMME_RATE_HZ } from '../mix-plan.js';

/** Samples LAME puts before the first one; decoders add 529 of their own. */
export const ENCODER_DELAY_SAMPLES = 576;

/** LAME, 192 kbit/s CBR joint stereo at 44.1 kHz. */
export interface Mp3Encoder {
  /** @returns Finished frames; valid until the next call. */
  encode(left: Float32Array, right: Float32Array): Uint8Array;
  finish(): Uint8Array;
}

/** An encoder for one file. */
export async function openMp3Encoder(): Promise<Mp3Encoder> {
  const encoder = await createMp3Encoder();
  encoder.configure({ sampleRate: PROGRAMME_RATE_HZ, channels: 2, bitrate: BITRATE_KBPS });
  return {
    encode: (left, right) => encoder.encode([left, right]),
    finish: () => encoder.finalize(),
  };
}
