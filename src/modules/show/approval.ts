import type { Show, ShowStage } from './show.entity.js';
import type { PlanOutput } from './stages/outputs.js';

/** Whether somebody has to let the script on air and has not done so. */
export function needsApproval(
  { decision }: Pick<Show, 'decision'>,
  stages: ReadonlyArray<Pick<ShowStage, 'stage' | 'output'>>,
): boolean {
  const plan = stages.find(({ stage }) => stage === 'plan')?.output as
    PlanOutput | null | undefined;
  return plan?.approvalRequired === true && decision?.kind !== 'approved';
}
