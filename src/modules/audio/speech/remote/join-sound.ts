import type { WorkerPool } from '#platform/process';
import { SpeechUnavailable } from '../../audio.problems.js';
import type { Recording } from '../speech.js';
import type { Outcome } from '../worker-task.js';
import type { JoinTask } from './sound.worker.js';
import type * as SoundWorker from './sound.worker.js';

/** The functions of the worker, by the names the pool calls. */
export type SoundTasks = keyof typeof SoundWorker;

/** Whose sound becomes a take, and where. */
export interface JoinTerms {
  readonly sounds: WorkerPool;
  readonly provider: string;
  readonly signal: AbortSignal;
}

/**
 * Makes a take of what was spoken. A worker that dies or hangs is no fault of the sound, which may have been paid for:
 * it is tried once more.
 * @throws SpeechUnavailable where the sound is refused, or the second worker fails as well; the signal's reason when
 * aborted.
 */
export async function joinSound(
  task: JoinTask,
  { sounds, provider, signal }: JoinTerms,
): Promise<Recording> {
  const join = () => sounds.run<Outcome>('join' satisfies SoundTasks, task, signal);
  const again = (): Promise<Outcome> => {
    signal.throwIfAborted();
    return join();
  };
  const { recording, refused } = await join()
    .catch(again)
    .catch((error: unknown) => {
      signal.throwIfAborted();
      const reason = `a take of its sound could not be made here (${(error as Error).name})`;
      throw new SpeechUnavailable(provider, reason, error);
    });
  if (!recording) throw new SpeechUnavailable(provider, refused ?? 'it gave no sound');
  return recording;
}
