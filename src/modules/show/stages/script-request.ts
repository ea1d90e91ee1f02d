import type { ScriptRequest } from '#modules/content';
import type { Show } from '../show.entity.js';
import {
  type CollectOutput,
  type CurateOutput,
  type PlanOutput,
  revivedStories,
} from './outputs.js';
import type { StageContext } from './stage-runner.js';

export const STATION_NAME = 'RadioX';

/** What the writer is asked, from what the earlier stages left. The same outputs give the same request. */
export function scriptRequestOf(
  show: Show,
  { output }: Pick<StageContext, 'output'>,
  speechSecondsTarget: number,
): ScriptRequest {
  const plan = output<PlanOutput>('plan');
  const collect = output<CollectOutput>('collect');
  return {
    language: show.language,
    stationName: STATION_NAME,
    city: plan.city,
    timeZone: plan.timeZone,
    now: new Date(plan.airAt),
    style: plan.style,
    showStyle: plan.showStyle,
    speakers: plan.speakers,
    stories: revivedStories(output<CurateOutput>('curate').stories),
    ...(plan.newsCount !== undefined && { newsCount: plan.newsCount }),
    speechSecondsTarget,
    seed: show.seed,
    isSample: collect.isSample,
    subject: show.id,
    ...(collect.storedNewsAgeHours !== undefined && {
      storedNewsAgeHours: collect.storedNewsAgeHours,
    }),
    ...(collect.weather && { weather: collect.weather }),
    ...(collect.bitcoin && { bitcoin: collect.bitcoin }),
  };
}
