import { forgetEngine } from '../worker-memory.js';
import { analyseWav, type SoundAnalysis } from './analyse.js';

/** Listens to one WAV file of this house. */
export function analyse(file: string): SoundAnalysis {
  try {
    return analyseWav(file);
  } finally {
    forgetEngine();
  }
}
