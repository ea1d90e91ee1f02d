import type { Fault } from '#kernel';
import { type SampleMeasures, semitonesBetween, timbreDistanceDb } from './sample-measures.js';

/** Files of a clone at most, as the provider takes them. */
export const SAMPLES_MAX = 25;
export const SAMPLE_S_MIN = 3;
export const SAMPLE_S_MAX = 300;
/** Speech in all that a voice can be told by, seconds; ten minutes are more than a provider listens to. */
export const SPEECH_S_MIN = 30;
export const TOTAL_S_MAX = 600;

const LEVEL_DBFS_MIN = -38;
const LEVEL_DBFS_MAX = -8;
const CLIPPED_SHARE_MAX = 0.001;
/** Between words it must be so much quieter, dB. */
const NOISE_BELOW_DB = 20;
const SPEECH_SHARE_MIN = 0.3;
/** Blocks of one sample; sentences of one speaker stay within. */
const SPREAD_SEMITONES_MAX = 8;
/** Two samples are of two voices where they differ so much in one thing, or half as much in both. */
const PITCH_SEMITONES_MAX = 5;
const TIMBRE_DB_MAX = 9;

/** A sample as people know it, and what was measured of it. */
export interface NamedSample {
  readonly name: string;
  readonly measures: SampleMeasures;
}

/** Which rules the samples of a voice break; each names its file. None: a voice can be made of them. */
export function sampleFaults(samples: readonly NamedSample[]): Fault[] {
  const single = samples.flatMap(({ name, measures }, at) =>
    faultsOf(measures).map((rule) => faultAt(at, name, rule)),
  );
  if (single.length > 0) return single; // What is no speech is like no voice.
  return [...totalFaults(samples), ...strangers(samples)];
}

function faultsOf(measures: SampleMeasures): string[] {
  const { durationS, speechS, levelDbfs, noiseFloorDbfs, clippedShare, pitchHz } = measures;
  if (durationS < SAMPLE_S_MIN || durationS > SAMPLE_S_MAX)
    return [`must last ${SAMPLE_S_MIN} to ${SAMPLE_S_MAX} s; it has ${durationS.toFixed(1)} s`];
  const faults: string[] = [];
  if (levelDbfs < LEVEL_DBFS_MIN)
    faults.push(`must have ${LEVEL_DBFS_MIN} dBFS at least; it has ${levelDbfs.toFixed(1)}`);
  else if (pitchHz === null || speechS < SPEECH_SHARE_MIN * durationS)
    faults.push('must be of somebody speaking; hardly any speech is in it');
  if (levelDbfs > LEVEL_DBFS_MAX)
    faults.push(`must have ${LEVEL_DBFS_MAX} dBFS at most; it has ${levelDbfs.toFixed(1)}`);
  else if (clippedShare > CLIPPED_SHARE_MAX)
    faults.push(`must not be clipped; ${(100 * clippedShare).toFixed(1)} % of it is`);
  if (faults.length === 0 && noiseFloorDbfs > levelDbfs - NOISE_BELOW_DB)
    faults.push(
      `must be ${NOISE_BELOW_DB} dB quieter between words; its noise is ${(levelDbfs - noiseFloorDbfs).toFixed(1)} dB below the voice`,
    );
  if (faults.length === 0 && measures.pitchSpreadSemitones > SPREAD_SEMITONES_MAX)
    faults.push('must be of one voice; parts of it are of another');
  return faults;
}

function totalFaults(samples: readonly NamedSample[]): Fault[] {
  const sum = (of: (measures: SampleMeasures) => number) =>
    samples.reduce((total, { measures }) => total + of(measures), 0);
  const speechS = sum((measures) => measures.speechS);
  const durationS = sum((measures) => measures.durationS);
  const rules = [];
  if (speechS < SPEECH_S_MIN)
    rules.push(`must hold ${SPEECH_S_MIN} s of speech in all; there are ${speechS.toFixed(1)} s`);
  if (durationS > TOTAL_S_MAX)
    rules.push(`must last ${TOTAL_S_MAX} s at most in all; they last ${durationS.toFixed(1)} s`);
  return rules.map((rule) => ({ field: 'files', rule }));
}

/** Those that are of another voice than the sample that is most like all of them. */
function strangers(samples: readonly NamedSample[]): Fault[] {
  const sums = samples.map(({ measures }) =>
    samples.reduce((sum, other) => sum + unlikeness(measures, other.measures), 0),
  );
  const typical = samples[sums.indexOf(Math.min(...sums))];
  if (!typical) return [];
  return samples.flatMap(({ name, measures }, at) =>
    unlikeness(measures, typical.measures) <= 1
      ? []
      : [faultAt(at, name, `must be of the same voice as "${typical.name}"`)],
  );
}

/** 0 for the same sound; over 1 it is somebody else. */
export function unlikeness(one: SampleMeasures, other: SampleMeasures): number {
  const pitch = semitonesBetween(one.pitchHz ?? 1, other.pitchHz ?? 1) / PITCH_SEMITONES_MAX;
  const timbre = timbreDistanceDb(one.timbreDb, other.timbreDb) / TIMBRE_DB_MAX;
  return Math.max(pitch, timbre, pitch > 0.5 && timbre > 0.5 ? pitch + timbre : 0);
}

function faultAt(at: number, name: string, rule: string): Fault {
  return { field: `files.${at}`, rule: `"${name}" ${rule}` };
}
