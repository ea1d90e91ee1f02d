import type { AudioSettings, SpeechEngine } from './audio.settings.js';

/** What a process of each kind takes when it works, MB; measured, see docs/benchmarks.md. */
const APP_MB = 300;
const SPEAKER_MB = 70;
const MIXER_MB = 200;

/** Engines that keep workers here. Programs come and go, providers work elsewhere, and models of a folder have a bound of their own. */
const WITH_WORKERS: readonly SpeechEngine[] = ['flite', 'espeak'];

export interface WorkerRoom {
  readonly mixers: number;
  /** For each engine. */
  readonly speakers: number;
}

/** Workers at once that fit into the memory there is, at least one of each kind; no more than the settings say. */
export function workerRoom(
  { mixWorkersMax, speechWorkersMax, speechProviders }: AudioSettings,
  memoryMbMax: number,
): WorkerRoom {
  if (memoryMbMax === 0) return { mixers: mixWorkersMax, speakers: speechWorkersMax };
  const room = { mixers: 1, speakers: 1 };
  const engines = speechProviders.filter((name) => WITH_WORKERS.includes(name)).length;
  const used = () => APP_MB + MIXER_MB * room.mixers + SPEAKER_MB * engines * room.speakers;
  for (let isGrowing = true; isGrowing;) {
    isGrowing = false;
    for (const [kind, most] of [
      ['speakers', speechWorkersMax],
      ['mixers', mixWorkersMax],
    ] as const) {
      if (room[kind] >= most) continue;
      room[kind] += 1;
      if (used() <= memoryMbMax) isGrowing = true;
      else room[kind] -= 1;
    }
  }
  return room;
}
