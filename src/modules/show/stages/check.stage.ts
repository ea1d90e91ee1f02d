import { Injectable } from '@nestjs/common';
import { Editor } from '#modules/content';
import type { WriteOutput } from './outputs.js';
import { ShowSettings } from '../show.settings.js';
import { scriptRequestOf } from './script-request.js';
import { type StageContext, StageRunner } from './stage-runner.js';
import { StrictClaims } from './strict-claims.js';

/** Holds every claim of the script against its sources and marks those that have none; strictly, they go. */
@Injectable()
export class CheckStage extends StageRunner {
  readonly stage = 'check';

  constructor(
    private readonly editor: Editor,
    private readonly strict: StrictClaims,
    private readonly settings: ShowSettings,
  ) {
    super();
  }

  async run(context: StageContext): Promise<WriteOutput> {
    const { script } = context.output<WriteOutput>('write');
    const request = scriptRequestOf(context.show, context, 0);
    const marked = await this.editor.check(script, request, context.signal);
    const isStrict = context.show.request.strictClaims ?? this.settings.strictClaims;
    const checked = isStrict ? await this.strict.settle(marked, request, context.signal) : marked;
    return { script: { ...checked, warnings: [...checked.warnings, ...claimWarnings(checked)] } };
  }
}

/** Claims that one warning names. */
const LISTED_MAX = 20;

/** One warning for all claims without a source. */
export function claimWarnings({ segments }: WriteOutput['script']): string[] {
  const claims = segments.flatMap(({ unsupportedClaims }) => unsupportedClaims);
  if (claims.length === 0) return [];
  const listed = claims
    .slice(0, LISTED_MAX)
    .map(({ kind, text }) => `${kind} "${text}"`)
    .join(', ');
  const more = claims.length > LISTED_MAX ? `, and ${claims.length - LISTED_MAX} more` : '';
  return [`No source holds: ${listed}${more}.`];
}
