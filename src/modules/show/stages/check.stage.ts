import { Injectable } from '@nestjs/common';
import { Editor } from '#modules/content';
import type { WriteOutput } from './outputs.js';
import { scriptRequestOf } from './script-request.js';
import { type StageContext, StageRunner } from './stage-runner.js';

/** Holds every claim of the script against its sources and marks those that have none. */
@Injectable()
export class CheckStage extends StageRunner {
  readonly stage = 'check';

  constructor(private readonly editor: Editor) {
    super();
  }

  async run(context: StageContext): Promise<WriteOutput> {
    const { script } = context.output<WriteOutput>('write');
    const request = scriptRequestOf(context.show, context, 0);
    const checked = await this.editor.check(script, request, context.signal);
    return { script: { ...checked, warnings: [...checked.warnings, ...claimWarnings(checked)] } };
  }
}

/** One warning for all claims without a source. */
export function claimWarnings({ segments }: WriteOutput['script']): string[] {
  const claims = segments.flatMap(({ unsupportedClaims }) => unsupportedClaims);
  if (claims.length === 0) return [];
  const listed = claims.map(({ kind, text }) => `${kind} "${text}"`).join(', ');
  return [`No source holds: ${listed}.`];
}
