export {
  type HealthFacts,
  type HealthFinding,
  type HealthLevel,
  type HealthSource,
  type Verdict,
  worstOf,
} from './health-source.js';
export { HealthSources } from './health-sources.js';
export { HealthModule } from './health.module.js';
