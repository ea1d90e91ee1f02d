import { Injectable } from '@nestjs/common';
import { DEFAULT_TIMELINE, speechSecondsFor } from '#modules/audio';
import { ScriptWriter } from '#modules/content';
import { NothingToTell } from '../show.problems.js';
import type { PlanOutput, WriteOutput } from './outputs.js';
import { scriptRequestOf } from './script-request.js';
import { type StageContext, StageRunner } from './stage-runner.js';

/** Segments and topics in a minute of show, for the pauses they bring; measured on the sample newsroom. */
const SEGMENTS_PER_MINUTE = 5;
const TOPICS_PER_MINUTE = 1.6;

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
      Math.round(minutes * SEGMENTS_PER_MINUTE),
      Math.round(minutes * TOPICS_PER_MINUTE),
    );
    const request = scriptRequestOf(context.show, context, seconds);
    const script = await this.writer.write(request, context.signal);
    if (script.storyIds.length === 0)
      throw new NothingToTell('None of the stories has a sentence that can be read out.');
    return { script };
  }
}
