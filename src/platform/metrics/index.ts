export { type Exposition, type ExpositionFormat } from './exposition.js';
export {
  type Distribution,
  type Family,
  type LabelValues,
  quantile,
  type Sample,
  since,
  Snapshot,
} from './family.js';
export { type MeterType, meterFaults } from './meter-name.js';
export { type Counter, type Gauge, type Histogram, Meters } from './meters.js';
export { MetricsModule } from './metrics.module.js';
export { MetricsSettings } from './metrics.settings.js';
