import { Injectable } from '@nestjs/common';
import {
  DEFAULT_TIMELINE,
  planTimeline,
  speechSecondsFor,
  type TimelineSettings,
} from '#modules/audio';
import { type Script, type ScriptRequest, ScriptWriter } from '#modules/content';
import { NothingToTell } from '../show.problems.js';
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
/** A story more or less changes the pauses, too. */
const FITTINGS_MAX = 3;
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
    const plan = context.output<PlanOutput>('plan');
    const { minutes, timeline = DEFAULT_TIMELINE, music = [] } = plan;
    const musicS = music.reduce((sum, { playS }) => sum + playS, 0);
    const spokenS = speechSecondsFor(minutes, timeline, segmentsIn(minutes), topicsIn(minutes));
    const seconds = Math.max(SPEECH_S_MIN, spokenS - musicS);
    const request = scriptRequestOf(context.show, context, seconds);
    const written = await this.writer.write(request, context.signal);
    const script = await this.#paused(
      written,
      request,
      { targetS: minutes * 60 - musicS, timeline },
      context.signal,
    );
    if (script.storyIds.length === 0)
      throw new NothingToTell('None of the stories has a sentence that can be read out.');
    return { script };
  }

  /** The pauses are known once the segments are: a script that they make too long or too short is fitted to them. */
  async #paused(
    script: Script,
    request: ScriptRequest,
    { targetS, timeline }: { readonly targetS: number; readonly timeline: TimelineSettings },
    signal: AbortSignal,
  ): Promise<Script> {
    // Once measured, every script is fitted; a paid writer is not asked twice for an estimate's sake.
    if (script.writer !== BUILT_IN) return script;
    const offS = (one: Script): number => Math.abs(estimatedTotalS(one, timeline) - targetS);
    let best = script;
    let next = script;
    for (let round = 0; round < FITTINGS_MAX && offS(next) > targetS * TOLERANCE; round++) {
      const seconds = next.segments.map(({ estimatedSeconds }) => estimatedSeconds);
      const pausesS = estimatedTotalS(next, timeline) - seconds.reduce((sum, one) => sum + one, 0);
      const fitting = { ...request, speechSecondsTarget: targetS - pausesS };
      next = await this.writer.fit(next, seconds, fitting, signal);
      if (offS(next) < offS(best)) best = next;
    }
    return best;
  }
}

function estimatedTotalS({ segments }: Script, settings: TimelineSettings): number {
  const { totalS } = planTimeline({
    segments: segments.map(({ estimatedSeconds, startsTopic, speakerId }) => ({
      durationS: estimatedSeconds,
      startsTopic,
      speaker: speakerId,
    })),
    settings,
  });
  return totalS;
}
