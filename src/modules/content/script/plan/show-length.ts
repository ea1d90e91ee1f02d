import type { ScriptRequest } from '../script.js';

/** A show of fewer seconds of speech says hello and goodbye in one breath. */
const BRIEF_SECONDS_MAX = 100;

/** @returns Whether a show is so short that everything but the news is said in one breath. */
export function isBrief({ speechSecondsTarget }: ScriptRequest): boolean {
  return speechSecondsTarget < BRIEF_SECONDS_MAX;
}
