import type { Show, ShowStage } from './show.entity.js';
import type { PlanOutput } from './stages/outputs.js';

/** Whether somebody has to let the script on air, as it stands, and has not done so. */
export function needsApproval(
  { decision, version }: Pick<Show, 'decision' | 'version'>,
  stages: ReadonlyArray<Pick<ShowStage, 'stage' | 'output'>>,
): boolean {
  const plan = stages.find(({ stage }) => stage === 'plan')?.output as
    PlanOutput | null | undefined;
  if (plan?.approvalRequired !== true) return false;
  return decision?.kind !== 'approved' || decision.version !== version;
}
