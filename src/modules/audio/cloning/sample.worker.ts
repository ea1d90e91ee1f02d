import { readFileSync } from 'node:fs';
import { wavSound } from '../speech/wav-sound.js';
import { forgetEngine } from '../worker-memory.js';
import { measureSample, type SampleMeasures } from './sample-measures.js';

/** Measures a mono WAV file of `SAMPLE_RATE_HZ`. @throws RangeError when it is none. */
export function measure(file: string): SampleMeasures {
  try {
    const speech = wavSound(readFileSync(file));
    if (!speech) throw new RangeError('This is no WAV file of this house.');
    return measureSample(speech);
  } finally {
    forgetEngine();
  }
}
