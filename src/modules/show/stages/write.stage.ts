import { Injectable } from '@nestjs/common';
import { DEFAULT_TIMELINE, speechSecondsFor } from '#modules/audio';
import { ScriptWriter } from '#modules/content';
import { NothingToTell } from '../show.problems.js';
import { fitToMinutes } from './fit-to-minutes.js';
import type { PlanOutput, WriteOutput } from './outputs.js';
import { scriptRequestOf } from './script-request.js';
import { type StageContext, StageRunner } from './stage-runner.js';

/** However much music there is. */
const SPEECH_S_MIN = 5;
/** Segments of a show of so many minutes, for the pauses they bring; measured on the sample newsroom, 1 to 30 minutes. */
const segmentsIn = (minutes: number): number => Math.round(1 + 3.6 * minutes);
/** Topics among them: a short show changes its topic more often. */
const topicsIn = (minutes: number): number =>
  Math.round(Math.min(0.9 + 1.5 * minutes, 6 + 0.9 * minutes));

const BUILT_IN = 'built-in';

/** Writes the script to the length that was asked for. */
@Injectable()
export class WriteStage extends StageRunner {
  readonly stage = 'write';

  constructor(private readonly writer: ScriptWriter) {
    super();
  }

  async run(context: StageContext): Promise<WriteOutput> {
    const plan = context.output<PlanOutput>('plan');
    const { minutes, timeline = DEFAULT_TIMELINE, music = [] } = plan;
    const musicS = music.reduce((sum, { playS }) => sum + playS, 0);
    const spokenS = speechSecondsFor(minutes, timeline, segmentsIn(minutes), topicsIn(minutes));
    const seconds = Math.max(SPEECH_S_MIN, spokenS - musicS);
    const request = scriptRequestOf(context.show, context, seconds);
    const written = await this.writer.write(request, context.signal);
    // Once measured, every script is fitted; a paid writer is not asked twice for an estimate's sake.
    const script =
      written.writer === BUILT_IN
        ? await fitToMinutes(written, {
            targetS: minutes * 60,
            timeline,
            music,
            secondsOf: ({ estimatedSeconds }) => estimatedSeconds,
            fit: (one, each, speechS) =>
              this.writer.fit(
                one,
                each,
                { ...request, speechSecondsTarget: speechS },
                context.signal,
              ),
          })
        : written;
    if (script.storyIds.length === 0)
      throw new NothingToTell('None of the stories has a sentence that can be read out.');
    return { script };
  }
}
