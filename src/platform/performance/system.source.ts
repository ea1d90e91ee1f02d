import { since, type Snapshot } from '#platform/metrics';
import type { HistorySource } from './history/source.js';

const MB = 1024 * 1024;
const MEMORY = 'radiox_process_memory_bytes';
const LAG = 'radiox_event_loop_lag_seconds';
const DISK = 'radiox_disk_bytes';
const NETWORK = 'radiox_network_bytes_total';
const PAUSES = 'radiox_process_gc_pause_seconds';

const own = { fleet: 'average', time: 'average' } as const;
const worst = { fleet: 'max', time: 'max' } as const;
const total = { fleet: 'sum', time: 'average' } as const;

/** The process and its machine. */
export const SYSTEM_SOURCE: HistorySource = {
  metricType: 'system',
  meters: [
    ...[MEMORY, LAG, DISK, NETWORK, 'radiox_process_cpu_ratio', 'radiox_system_cpu_ratio'],
    'radiox_process_open_files',
  ],
  rules: {
    cpu_usage_percent: own,
    system_cpu_percent: own,
    memory_usage_mb: total,
    heap_used_mb: total,
    heap_total_mb: total,
    external_mb: total,
    event_loop_lag_ms: own,
    event_loop_lag_p99_ms: worst,
    event_loop_lag_max_ms: worst,
    disk_free_mb: own,
    disk_used_mb: own,
    network_received_bytes_per_second: own,
    network_sent_bytes_per_second: own,
    open_files: total,
  },
  read: (now, then, seconds) => {
    const value = (name: string, labels = {}) => now.value(name, labels) ?? Number.NaN;
    const mb = (kind: string) => value(MEMORY, { kind }) / MB;
    const lagMs = (percentile: string) => value(LAG, { percentile }) * 1000;
    return {
      cpu_usage_percent: value('radiox_process_cpu_ratio') * 100,
      system_cpu_percent: value('radiox_system_cpu_ratio') * 100,
      memory_usage_mb: mb('resident'),
      heap_used_mb: mb('heap_used'),
      heap_total_mb: mb('heap_total'),
      external_mb: mb('external'),
      event_loop_lag_ms: lagMs('50'),
      event_loop_lag_p99_ms: lagMs('99'),
      event_loop_lag_max_ms: lagMs('100'),
      disk_free_mb: value(DISK, { kind: 'free' }) / MB,
      disk_used_mb: value(DISK, { kind: 'used' }) / MB,
      network_received_bytes_per_second: network('received', now, then, seconds),
      network_sent_bytes_per_second: network('sent', now, then, seconds),
      open_files: value('radiox_process_open_files'),
    };
  },
};

/** Bytes a second; nothing the first time, for these have run since the machine started. */
function network(
  direction: string,
  now: Snapshot,
  then: Snapshot | undefined,
  seconds: number,
): number {
  const before = then?.value(NETWORK, { direction });
  return ((now.value(NETWORK, { direction }) ?? Number.NaN) - (before ?? Number.NaN)) / seconds;
}

/** Pauses for garbage. */
export const GC_SOURCE: HistorySource = {
  metricType: 'gc',
  meters: [PAUSES, MEMORY],
  rules: {
    collections: total,
    major_collections: total,
    pause_total_ms: own,
    pause_avg_ms: own,
    heap_used_mb: total,
  },
  read: (now, then) => {
    const all = now.distribution(PAUSES);
    const pauses = all && since(all, then?.distribution(PAUSES));
    const major = now.distribution(PAUSES, { kind: 'major' });
    const { count = 0, sum = 0 } = pauses ?? {};
    return {
      collections: count,
      major_collections: major
        ? since(major, then?.distribution(PAUSES, { kind: 'major' })).count
        : 0,
      pause_total_ms: sum * 1000,
      pause_avg_ms: count === 0 ? 0 : (sum / count) * 1000,
      heap_used_mb: (now.value(MEMORY, { kind: 'heap_used' }) ?? Number.NaN) / MB,
    };
  },
};
