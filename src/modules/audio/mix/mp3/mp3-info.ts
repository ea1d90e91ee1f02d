import { BITRATE_KBPS } from '../mix-plan.js';
import { ENCODER_DELAY_SAMPLES } from './mp3-encoder.js';

/** Bytes of an unpadded frame at 192 kbit/s and 44.1 kHz: 144 x 192000 / 44100, rounded down. */
export const INFO_FRAME_BYTES = 626;
const SAMPLES_PER_FRAME = 1152;
/** Frame header (4) and side information of a stereo frame (32). */
const TAG_AT = 36;
const LAME_AT = TAG_AT + 120;
const TAG_CRC_AT = 190;
/** Encoding method 1: constant bit rate. */
const CBR = 1;

/** What a player needs to know of the frames that follow. */
export interface Mp3Facts {
  /** Samples a channel that went into the encoder. */
  readonly samples: number;
  /** Bytes of the frames, this one not counted. */
  readonly bytes: number;
  readonly frames: number;
  /** CRC-16 of those bytes. */
  readonly crc: number;
}

/**
 * The silent first frame that tells players the exact length, so that nothing is added at the start or the
 * end ("Info" header with LAME extension; the encoder's WASM build does not write it). Layout: Gabriel
 * Bouvigne, "Mp3 info tag rev 1 specifications".
 */
export function infoFrame({ samples, bytes, frames, crc }: Mp3Facts): Buffer {
  const frame = Buffer.alloc(INFO_FRAME_BYTES);
  frame.writeUInt32BE(0xfffbb064, 0); // MPEG-1 layer III, 192 kbit/s, 44.1 kHz, joint stereo.
  frame.write('Info', TAG_AT, 'latin1');
  frame.writeUInt32BE(0xf, TAG_AT + 4); // Frames, bytes, table of contents, quality.
  frame.writeUInt32BE(frames, TAG_AT + 8);
  frame.writeUInt32BE(bytes + INFO_FRAME_BYTES, TAG_AT + 12);
  for (let percent = 0; percent < 100; percent++)
    frame[TAG_AT + 16 + percent] = Math.floor((percent * 256) / 100);
  const padding = frames * SAMPLES_PER_FRAME - ENCODER_DELAY_SAMPLES - samples;
  frame.write('LAME3.100', LAME_AT, 'latin1');
  frame[LAME_AT + 9] = CBR;
  frame[LAME_AT + 20] = BITRATE_KBPS;
  frame.writeUIntBE((ENCODER_DELAY_SAMPLES << 12) | padding, LAME_AT + 21, 3);
  frame.writeUInt32BE(bytes + INFO_FRAME_BYTES, LAME_AT + 28);
  frame.writeUInt16BE(crc, LAME_AT + 32);
  frame.writeUInt16BE(crc16(frame.subarray(0, TAG_CRC_AT)), TAG_CRC_AT);
  return frame;
}

/** Frames in a whole number of CBR frames' bytes: counted by their headers, which tell who is padded. */
export class FrameCounter {
  frames = 0;
  #skip = 0;
  #partial = Buffer.alloc(0);

  push(chunk: Uint8Array): void {
    const bytes = Buffer.concat([this.#partial, chunk]);
    let at = this.#skip;
    while (at + 4 <= bytes.length) {
      const padded = ((bytes[at + 2] as number) >> 1) & 1;
      at += INFO_FRAME_BYTES + padded;
      this.frames += 1;
    }
    this.#partial = at < bytes.length ? Buffer.from(bytes.subarray(at)) : Buffer.alloc(0);
    this.#skip = Math.max(0, at - bytes.length);
  }
}

const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xa001 : value >>> 1;
  return value;
});

/** CRC-16/ARC, as LAME computes it. */
export function crc16(bytes: Uint8Array, before = 0): number {
  let crc = before;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] as number);
  return crc;
}
