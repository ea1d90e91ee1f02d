// Instruments: what a finished show and its stems are measured with.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const dist = join(import.meta.dirname, '../../dist/src/modules/audio');
const { LoudnessMeter } = await import(join(dist, 'dsp/loudness-meter.js'));
const { SilenceMeter } = await import(join(dist, 'mix/silence-meter.js'));
const { decodeMp3 } = await import(join(dist, 'mix/mp3/mp3-decoder.js'));

const RATE_HZ = 44_100;
const WAV_HEADER_BYTES = 44;
/** A window with less is a breath, not speech. */
const SPEECH_DBFS = -40;
/** The mixer fades the ends of takes over so much; what jumps further inside, also under a join of music, is the take's own. */
const FADED_S = 0.006;
/** So far around a join its click would lie. */
const AROUND_JOIN_S = 0.06;
const WINDOW_S = 0.4;
const HOP_S = 0.1;

/** A stem: both channels of a WAV of 32-bit floats as RadioX writes it. */
export function stem(folder, name) {
  const bytes = readFileSync(join(folder, `${name}.wav`));
  const both = new Float32Array(bytes.buffer.slice(bytes.byteOffset + WAV_HEADER_BYTES));
  const left = new Float32Array(both.length / 2);
  const right = new Float32Array(both.length / 2);
  for (let i = 0; i < left.length; i++) {
    left[i] = both[2 * i];
    right[i] = both[2 * i + 1];
  }
  return [left, right];
}

/** Loudness, true peak and silences of an MP3, decoded, by our own meters. */
export async function finished(file) {
  const loudness = new LoudnessMeter(RATE_HZ, 2);
  const silence = new SilenceMeter(RATE_HZ);
  await decodeMp3(file, 2 ** 21, (left, right) => {
    loudness.push([left, right]);
    silence.push(left, right);
  });
  const { integratedLufs, truePeakDbtp, loudnessRangeLu } = loudness.result();
  const silences = silence.result().length;
  return { lufs: integratedLufs, peak: truePeakDbtp, range: loudnessRangeLu, silences };
}

/** The same by ffmpeg's ebur128; nothing where ffmpeg is not installed. */
export function finishedByFfmpeg(file) {
  const filter = 'ebur128=peak=true,silencedetect=noise=-55dB:d=2';
  const args = ['-nostats', '-hide_banner', '-i', file, '-map', '0:a', '-af', filter];
  const { stderr, error } = spawnSync('ffmpeg', [...args, '-f', 'null', '-']);
  if (error) return undefined;
  const text = String(stderr);
  const last = (pattern) => Number([...text.matchAll(pattern)].at(-1)?.[1]);
  return {
    lufs: last(/I:\s+(-?[\d.]+) LUFS/g),
    range: last(/LRA:\s+([\d.]+) LU/g),
    peak: last(/Peak:\s+(-?[\d.]+) dBFS/g),
    silences: [...text.matchAll(/silence_duration: [\d.]+/g)].length,
  };
}

/** Integrated loudness of the segments of each speaker in the master, LUFS by name. */
export function loudnessBySpeaker(master, segments) {
  const found = {};
  for (const speaker of new Set(segments.map((segment) => segment.speaker))) {
    const meter = new LoudnessMeter(RATE_HZ, 2, { truePeak: false });
    for (const segment of segments.filter((one) => one.speaker === speaker)) {
      const [from, to] = [segment.start_s, segment.end_s].map((s) => Math.round(s * RATE_HZ));
      meter.push(master.map((channel) => channel.subarray(from, to)));
    }
    found[speaker] = meter.result().integratedLufs;
  }
  return found;
}

/** dB of speech over bed in every window with speech, the smallest first. */
export function overBed(speech, bed) {
  const [size, hop] = [WINDOW_S, HOP_S].map((s) => Math.round(s * RATE_HZ));
  const over = [];
  for (let at = 0; at + size <= speech[0].length; at += hop) {
    const level = db(power(speech, at, size));
    if (level > SPEECH_DBFS) over.push(level - db(power(bed, at, size)));
  }
  over.sort((a, b) => a - b);
  return { least: over[0], median: over[over.length >> 1] };
}

/**
 * The largest jump from sample to sample near a join. What jumps in the speech while it is far from its ends is the
 * take's own: such a place counts with the jump of all but the speech.
 */
export function jumpAtJoins(master, speech, { segments, bridges, phases, music = [] }) {
  const spans = [...segments, ...bridges, ...Object.values(phases), ...music];
  const joins = [...new Set(spans.flatMap(({ start_s, end_s }) => [start_s, end_s]))];
  const ends = segments.flatMap(({ start_s, end_s }) => [start_s, end_s]);
  let largest = { jump: 0, atS: 0 };
  for (const join of joins) {
    const from = Math.max(1, Math.round((join - AROUND_JOIN_S) * RATE_HZ));
    const to = Math.min(master[0].length, Math.round((join + AROUND_JOIN_S) * RATE_HZ));
    for (let i = from; i < to; i++) {
      const isTake = ends.every((end) => Math.abs(i / RATE_HZ - end) > FADED_S);
      for (const [c, channel] of master.entries()) {
        const whole = channel[i] - channel[i - 1];
        const own = isTake ? speech[c][i] - speech[c][i - 1] : 0;
        const jump = Math.min(Math.abs(whole), Math.abs(whole - own));
        if (jump > largest.jump) largest = { jump, atS: i / RATE_HZ };
      }
    }
  }
  return largest;
}

function power(sound, at, size) {
  let sum = 0;
  for (const channel of sound) for (let i = at; i < at + size; i++) sum += channel[i] ** 2;
  return sum / size / sound.length;
}

function db(value) {
  return 10 * Math.log10(value + 1e-12);
}
