export { type AlertCounts, AlertSocket } from './alert-socket.js';
export { type Course, type CoursePoint, History } from './history/history.js';
export { type Figures, METRIC_TYPES, type MetricType } from './history/point.js';
export { type HistorySource } from './history/source.js';
export { diskSpace } from './machine.js';
export { PerformanceModule } from './performance.module.js';
export { PerformanceSettings } from './performance.settings.js';
export { type CpuShares, SystemMeters } from './system.meters.js';
