import type { WindowName } from '#platform/slo';
import {
  afterUptime,
  burn,
  growth,
  latest,
  type Measure,
  percentile,
  plus,
  quotient,
  slope,
  times,
} from './measure.js';
import type { AlertRule } from './rule.js';
import type { Selector } from './selector.js';

/** Thresholds that are settings. */
export interface Limits {
  /** Resident memory, MB. */
  readonly memoryMb: number;
  /** Of the processors, percent. */
  readonly cpuPercent: number;
  readonly queueAgeS: number;
  /** Requests within a minute without which their errors and times are not judged. */
  readonly requestsMin: number;
}

const MB = 1024 ** 2;
const GB = 1024 ** 3;
const MINUTE_S = 60;
const HOUR_S = 3600;
/** Memory that a fresh process takes is no leak. */
const WARM_UP_S = 15 * MINUTE_S;

/** Not who looks after us. */
const ANSWERED = { endpoint: '!//(livez|readyz|health|metrics|performance)\\b.*/' };
const FAILED_SHOWS = { meter: 'radiox_shows_ended_total', where: { outcome: 'failed' } };
const REQUESTS: Selector = { meter: 'http_requests_total', where: ANSWERED };

/** Every rule there is. */
export function alertRules(limits: Limits): AlertRule[] {
  return [
    ...requestRules(limits.requestsMin),
    ...memoryRules(limits),
    ...machineRules(limits),
    ...databaseRules(),
    ...partRules(limits),
    ...breakerRules(),
    ...SHOW_RULES,
    ...AWAITED_RULES,
    ...burnRules(),
  ];
}

function requestRules(atLeast: number): AlertRule[] {
  const failed = growth({ ...REQUESTS, where: { ...ANSWERED, status: '/5../' } }, MINUTE_S);
  const errors = times(quotient(failed, growth(REQUESTS, MINUTE_S), { atLeast }), 100);
  const seconds = { meter: 'http_request_duration_seconds', where: ANSWERED };
  const p95 = percentile(0.95, seconds, MINUTE_S, atLeast);
  const errorRate = (
    name: string,
    severity: AlertRule['severity'],
    threshold: number,
  ): AlertRule => ({
    name,
    severity,
    threshold,
    scope: 'instance',
    measure: errors,
    comparison: '>',
    description:
      'Share of requests of the last minute that were answered with a status of 500 or more.',
    unit: 'percent',
    holdS: 60,
    resolveThreshold: threshold * 0.8,
    resolveHoldS: 120,
    message: '{value} of all requests fail (more than {threshold})',
  });
  const slow = (name: string, severity: AlertRule['severity'], threshold: number): AlertRule => ({
    name,
    severity,
    threshold,
    scope: 'instance',
    measure: p95,
    comparison: '>',
    description: 'Time within which 95 % of the requests of the last minute were answered.',
    unit: 'seconds',
    holdS: 60,
    resolveThreshold: threshold * 0.8,
    resolveHoldS: 120,
    message: 'One request in twenty takes longer than {value} (more than {threshold})',
  });
  return [
    errorRate('error_rate_high', 'WARNING', 5),
    errorRate('error_rate_critical', 'CRITICAL', 15),
    slow('response_time_high', 'WARNING', 2),
    slow('response_time_critical', 'CRITICAL', 5),
  ];
}

function memoryRules({ memoryMb }: Limits): AlertRule[] {
  const resident: Selector = {
    meter: 'radiox_process_memory_bytes',
    where: { kind: 'resident' },
  };
  const growing = afterUptime(WARM_UP_S + HOUR_S, slope(resident, HOUR_S));
  return [
    {
      name: 'memory_growth',
      severity: 'WARNING',
      scope: 'instance',
      comparison: '>',
      description:
        'Growth of resident memory, fitted by least squares over an hour; not judged before 75 minutes have passed since the start. Something is kept that should be let go.',
      measure: times(growing, 1 / MB),
      threshold: 10,
      unit: 'MB/hour',
      holdS: 300,
      resolveThreshold: 8,
      resolveHoldS: 600,
      message: 'Memory grows by {value} (more than {threshold})',
    },
    {
      name: 'memory_high',
      severity: 'WARNING',
      scope: 'instance',
      comparison: '>',
      description:
        'Resident memory of the process, workers apart, against PERF_MEMORY_THRESHOLD_MB.',
      measure: times(latest(resident), 1 / MB),
      threshold: memoryMb,
      unit: 'MB',
      holdS: 120,
      resolveThreshold: memoryMb * 0.9,
      resolveHoldS: 120,
      message: 'The process holds {value} of memory (more than {threshold})',
    },
  ];
}

function machineRules({ cpuPercent }: Limits): AlertRule[] {
  return [
    {
      name: 'cpu_high',
      severity: 'WARNING',
      scope: 'instance',
      comparison: '>',
      description: 'Share of the processors that the process uses, against PERF_CPU_THRESHOLD.',
      measure: times(latest({ meter: 'radiox_process_cpu_ratio' }), 100),
      threshold: cpuPercent,
      unit: 'percent',
      holdS: 120,
      resolveThreshold: cpuPercent * 0.9,
      resolveHoldS: 120,
      message: 'The process uses {value} of the processors (more than {threshold})',
    },
    {
      name: 'disk_low',
      severity: 'CRITICAL',
      scope: 'instance',
      comparison: '<',
      description:
        'Free space of the file system that holds the data folder. Full, nothing new can be kept.',
      measure: times(latest({ meter: 'radiox_disk_bytes', where: { kind: 'free' } }), 1 / GB),
      threshold: 1,
      unit: 'GB',
      holdS: 30,
      resolveThreshold: 1.2,
      resolveHoldS: 60,
      message: 'Only {value} of disk space are left (less than {threshold})',
    },
  ];
}

function databaseRules(): AlertRule[] {
  const used = quotient(
    latest({ meter: 'radiox_database_connections', where: { state: 'active' } }),
    latest({ meter: 'radiox_database_connections_max' }),
  );
  return [
    {
      name: 'database_down',
      severity: 'CRITICAL',
      scope: 'instance',
      comparison: '<',
      description:
        'Whether PostgreSQL answers: 1 or 0. While it is away, kept answers are read and nothing is written.',
      measure: latest({ meter: 'radiox_database_up' }),
      threshold: 1,
      unit: 'count',
      holdS: 10,
      resolveThreshold: 1,
      resolveHoldS: 10,
      message: 'PostgreSQL does not answer',
    },
    {
      name: 'pool_high',
      severity: 'WARNING',
      scope: 'instance',
      comparison: '>',
      description:
        'Connections of the database pool in use. Raise DB_POOL_MAX_SIZE, or look for slow statements.',
      measure: times(used, 100),
      threshold: 90,
      unit: 'percent',
      holdS: 60,
      resolveThreshold: 75,
      resolveHoldS: 60,
      message: '{value} of the database connections are in use (more than {threshold})',
    },
    {
      name: 'pool_exhausted',
      severity: 'CRITICAL',
      scope: 'instance',
      comparison: '>',
      description:
        'Callers that wait because every database connection is in use; beyond a bound they are refused.',
      measure: latest({ meter: 'radiox_database_waiting_callers' }),
      threshold: 0,
      unit: 'count',
      holdS: 15,
      resolveThreshold: 0,
      resolveHoldS: 60,
      message: '{value} callers wait for a database connection',
    },
  ];
}

function partRules({ queueAgeS }: Limits): AlertRule[] {
  const lookups = { meter: 'radiox_cache_hits_total' };
  const hits = growth(lookups, 15 * MINUTE_S);
  const misses = growth(
    { meter: 'radiox_cache_misses_total', where: { level: 'L1' } },
    15 * MINUTE_S,
  );
  const reads = plus(growth({ ...lookups, where: { level: 'L1' } }, 15 * MINUTE_S), misses);
  return [
    {
      name: 'queue_age',
      severity: 'WARNING',
      scope: 'fleet',
      comparison: '>',
      description:
        'How long the oldest due job of a queue has waited, against ALERT_QUEUE_AGE. Too few workers, or a paused queue.',
      measure: latest({ meter: 'radiox_queue_oldest_age_seconds', by: ['queue'], join: 'max' }),
      threshold: queueAgeS,
      unit: 'seconds',
      holdS: 60,
      resolveThreshold: queueAgeS * 0.8,
      resolveHoldS: 60,
      message:
        'The oldest job of the queue {subject} has waited for {value} (more than {threshold})',
    },
    {
      name: 'cache_hit_ratio_low',
      severity: 'INFO',
      scope: 'instance',
      comparison: '<',
      description:
        'Share of cache reads of the last 15 minutes that found something in memory or Redis; judged from 15 minutes after the start on.',
      measure: afterUptime(WARM_UP_S, times(quotient(hits, reads, { atLeast: 200 }), 100)),
      threshold: 50,
      unit: 'percent',
      holdS: 300,
      resolveThreshold: 60,
      resolveHoldS: 300,
      message: 'Only {value} of the reads of the cache find something (less than {threshold})',
    },
  ];
}

function breakerRules(): AlertRule[] {
  const breaker = (name: string, of: string, measure: Measure): AlertRule => ({
    name,
    severity: 'WARNING',
    scope: 'instance',
    comparison: '>',
    measure,
    description: `Whether ${of} failed so often that it is left alone for a while.`,
    threshold: 0,
    unit: 'count',
    holdS: 0,
    resolveThreshold: 0,
    resolveHoldS: 60,
    message: `The circuit breaker of ${of} is open`,
  });
  const outside = latest({ meter: 'radiox_http_client_breakers', where: { state: 'open' } });
  return [
    breaker('breaker_open', 'an address outside', outside),
    breaker(
      'database_breaker_open',
      'the database',
      latest({ meter: 'radiox_database_breaker_open' }),
    ),
    breaker('redis_breaker_open', 'Redis', latest({ meter: 'radiox_cache_redis_breaker_open' })),
  ];
}

const SHOW_RULES: readonly AlertRule[] = [
  {
    name: 'show_failed',
    severity: 'WARNING',
    scope: 'instance',
    comparison: '>',
    description: 'Shows of the last 15 minutes that could not be made.',
    measure: growth(FAILED_SHOWS, 15 * MINUTE_S, { isRare: true }),
    threshold: 0,
    unit: 'count',
    holdS: 0,
    resolveThreshold: 0,
    resolveHoldS: 0,
    message: '{value} of the shows of the last 15 minutes could not be made',
  },
  {
    name: 'fallback_in_use',
    severity: 'WARNING',
    scope: 'instance',
    comparison: '>',
    description:
      'Times of the last 15 minutes that a speech engine failed and the next one was asked.',
    measure: growth({ meter: 'radiox_take_fallbacks_total' }, 15 * MINUTE_S),
    threshold: 0,
    unit: 'count',
    holdS: 0,
    resolveThreshold: 0,
    resolveHoldS: 0,
    message: 'A speech engine failed {value} times and another took over',
  },
];

/** Their meters come with parts of the station that are yet to be built. */
const AWAITED_RULES: readonly AlertRule[] = [
  {
    name: 'budget_high',
    severity: 'WARNING',
    scope: 'fleet',
    comparison: '>=',
    description: 'Part of a money budget that is spent. At 100 % the embedded engine takes over.',
    measure: times(
      latest({ meter: 'radiox_budget_used_ratio', by: ['provider', 'period'], join: 'max' }),
      100,
    ),
    threshold: 80,
    unit: 'percent',
    holdS: 0,
    resolveThreshold: 80,
    resolveHoldS: 0,
    message: '{value} of the money budget {subject} are spent',
  },
  {
    name: 'dead_air',
    severity: 'CRITICAL',
    scope: 'fleet',
    comparison: '>',
    description: 'How long a mount has been silent or without a source.',
    measure: latest({ meter: 'radiox_dead_air_seconds', by: ['mount'], join: 'max' }),
    threshold: 5,
    unit: 'seconds',
    holdS: 0,
    resolveThreshold: 0,
    resolveHoldS: 10,
    message: 'Dead air on {subject} for {value}',
    awaits: 'the live stream',
  },
];

/** Rates, windows and severities of the Google SRE workbook, chapter 5. */
function burnRules(): AlertRule[] {
  const rule = (
    rate: number,
    [long, short]: readonly [WindowName, WindowName],
    severity: AlertRule['severity'],
  ): AlertRule => ({
    name: `slo_burn_${String(rate).replace('.', '_')}x`,
    severity,
    scope: 'fleet',
    comparison: '>',
    measure: burn(long, short),
    description: `A promise (GET /performance/slo) is broken ${rate} times faster than its error budget of 30 days allows, over ${long} as well as over ${short}.`,
    threshold: rate,
    unit: 'times',
    holdS: 0,
    resolveThreshold: rate,
    resolveHoldS: 60,
    message: `The error budget of {subject} is used up {value} faster than allowed, over ${long} and ${short}`,
  });
  return [
    rule(14.4, ['1h', '5m'], 'CRITICAL'),
    rule(6, ['6h', '30m'], 'CRITICAL'),
    rule(3, ['24h', '2h'], 'WARNING'),
    rule(1, ['3d', '6h'], 'WARNING'),
  ];
}
