import { Injectable } from '@nestjs/common';
import { DEFAULT_TIMELINE, planTimeline, speechSecondsFor } from '#modules/audio';
import { type Script, type ScriptRequest, ScriptWriter } from '#modules/content';
import { NothingToTell } from '../show.problems.js';
import type { PlanOutput, WriteOutput } from './outputs.js';
import { scriptRequestOf } from './script-request.js';
import { type StageContext, StageRunner } from './stage-runner.js';

/** Segments of a show of so many minutes, for the pauses they bring; measured on the sample newsroom, 1 to 30 minutes. */
const segmentsIn = (minutes: number): number => Math.round(1 + 3.6 * minutes);
/** Topics among them: a short show changes its topic more often. */
const topicsIn = (minutes: number): number =>
  Math.round(Math.min(2.2 + 1.5 * minutes, 6 + 0.9 * minutes));

/** A script this close to the minutes asked for is left as it is. */
const TOLERANCE = 0.02;

/** Writes the script to the length that was asked for. */
@Injectable()
export class WriteStage extends StageRunner {
  readonly stage = 'write';

  constructor(private readonly writer: ScriptWriter) {
    super();
  }

  async run(context: StageContext): Promise<WriteOutput> {
    const { minutes } = context.output<PlanOutput>('plan');
    const seconds = speechSecondsFor(
      minutes,
      DEFAULT_TIMELINE,
      segmentsIn(minutes),
      topicsIn(minutes),
    );
    const request = scriptRequestOf(context.show, context, seconds);
    const written = await this.writer.write(request, context.signal);
    const script = await this.#paused(written, request, minutes * 60, context.signal);
    if (script.storyIds.length === 0)
      throw new NothingToTell('None of the stories has a sentence that can be read out.');
    return { script };
  }

  /** The pauses are known once the segments are: a script that they make too long or too short is fitted to them. */
  async #paused(
    script: Script,
    request: ScriptRequest,
    targetS: number,
    signal: AbortSignal,
  ): Promise<Script> {
    const seconds = script.segments.map(({ estimatedSeconds }) => estimatedSeconds);
    const { totalS } = planTimeline({
      segments: script.segments.map(({ startsTopic, speakerId }, at) => ({
        durationS: seconds[at] ?? 0,
        startsTopic,
        speaker: speakerId,
      })),
      settings: DEFAULT_TIMELINE,
    });
    if (Math.abs(totalS - targetS) <= targetS * TOLERANCE) return script;
    const speechS = seconds.reduce((sum, one) => sum + one, 0);
    const speechSecondsTarget = targetS - (totalS - speechS);
    return this.writer.fit(script, seconds, { ...request, speechSecondsTarget }, signal);
  }
}
