import { IsBoolean } from 'class-validator';
import { Env, Section } from '#platform/config';

@Section('performance')
export class MetricsSettings {
  /** Whether anything is measured; false makes every meter a thing that does nothing, to see what measuring costs. */
  @Env('PERF_ENABLED', IsBoolean())
  readonly isEnabled: boolean = true;
}
