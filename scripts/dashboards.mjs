// Grafana dashboards: what stands on which, as rows of panels. A panel that names a rule shows its threshold.

const WIDTH = 24;
const HEIGHT = 8;
const UNITS = {
  seconds: 's',
  bytes: 'bytes',
  ratio: 'percentunit',
  perSecond: 'reqps',
  count: 'short',
};
/** Thresholds of rules are in their unit; panels in Prometheus's base units. */
const BASE = { percent: 0.01, MB: 1024 ** 2, GB: 1024 ** 3, seconds: 1, count: 1, times: 1 };

const rate = (meter, by, where = '') => `sum by (${by}) (rate(${meter}${where}[$__rate_interval]))`;
const quantile = (share, meter, by = '') =>
  `histogram_quantile(${share}, sum by (le${by && `, ${by}`}) (rate(${meter}_bucket[$__rate_interval])))`;
const panel = (title, unit, queries, rule) => ({ title, unit, queries, rule });

const DASHBOARDS = {
  overview: {
    title: 'RadioX: overview',
    panels: [
      panel('Open alerts', 'count', { '{{severity}}': 'max by (severity) (radiox_alerts_firing)' }),
      panel('Requests', 'perSecond', { '{{status}}': rate('http_requests_total', 'status') }),
      panel(
        'Requests that fail',
        'ratio',
        {
          failed:
            'sum(rate(http_requests_total{status=~"5.."}[$__rate_interval])) / sum(rate(http_requests_total[$__rate_interval]))',
        },
        'error_rate_high',
      ),
      panel(
        'Time to answer',
        'seconds',
        {
          p50: quantile(0.5, 'http_request_duration_seconds'),
          p95: quantile(0.95, 'http_request_duration_seconds'),
          p99: quantile(0.99, 'http_request_duration_seconds'),
        },
        'response_time_high',
      ),
      panel('Requests being answered', 'count', {
        '{{instance}}': 'sum by (instance) (radiox_http_requests_in_flight)',
      }),
      panel(
        'Memory',
        'bytes',
        { '{{instance}}': 'radiox_process_memory_bytes{kind="resident"}' },
        'memory_high',
      ),
      panel(
        'Processors in use',
        'ratio',
        { '{{instance}}': 'radiox_process_cpu_ratio' },
        'cpu_high',
      ),
      panel('Event loop lag, p99', 'seconds', {
        '{{instance}}': 'radiox_event_loop_lag_seconds{percentile="99"}',
      }),
      panel('Free disk', 'bytes', { '{{instance}}': 'radiox_disk_bytes{kind="free"}' }, 'disk_low'),
      panel('Burn of error budgets over an hour', 'count', {
        '{{objective}}':
          'sum by (objective) (increase(radiox_slo_events_total{outcome="bad"}[1h])) / sum by (objective) (increase(radiox_slo_events_total[1h])) / (1 - max by (objective) (radiox_slo_target_ratio))',
      }),
      panel('Messages about alerts', 'count', {
        '{{channel}} {{outcome}}':
          'sum by (channel, outcome) (increase(radiox_alert_messages_total[1h]))',
      }),
    ],
  },
  shows: {
    title: 'RadioX: shows',
    panels: [
      panel('Shows', 'count', { '{{status}}': 'max by (status) (radiox_shows)' }),
      panel(
        'Shows that ended in an hour',
        'count',
        { '{{outcome}}': 'sum by (outcome) (increase(radiox_shows_ended_total[1h]))' },
        'show_failed',
      ),
      panel('From request to ready', 'seconds', {
        p50: quantile(0.5, 'radiox_show_generation_seconds'),
        p95: quantile(0.95, 'radiox_show_generation_seconds'),
      }),
      panel('Stages, p95', 'seconds', {
        '{{stage}}': quantile(0.95, 'radiox_show_stage_seconds', 'stage'),
      }),
      panel('Stages against real time, p95', 'ratio', {
        '{{stage}}': quantile(0.95, 'radiox_show_stage_realtime_ratio', 'stage'),
      }),
      panel('Stages that ended in an hour', 'count', {
        '{{stage}} {{outcome}}': 'sum by (stage, outcome) (increase(radiox_show_stages_total[1h]))',
      }),
      panel('Takes', 'perSecond', { '{{origin}}': rate('radiox_takes_total', 'origin') }),
      panel(
        'Speech engines that failed',
        'count',
        {
          fallbacks: 'sum(increase(radiox_take_fallbacks_total[1h]))',
          failures: 'sum(increase(radiox_take_failures_total[1h]))',
        },
        'fallback_in_use',
      ),
      panel('Mixes in progress', 'count', {
        mixes: 'sum(radiox_mixes_in_progress)',
        takes: 'sum(radiox_takes_in_progress)',
      }),
    ],
  },
  data: {
    title: 'RadioX: database and cache',
    panels: [
      panel(
        'PostgreSQL answers',
        'count',
        { '{{instance}}': 'radiox_database_up' },
        'database_down',
      ),
      panel('Statements', 'seconds', {
        p50: quantile(0.5, 'radiox_database_query_seconds'),
        p95: quantile(0.95, 'radiox_database_query_seconds'),
        p99: quantile(0.99, 'radiox_database_query_seconds'),
      }),
      panel('Statements a second', 'perSecond', {
        all: 'sum(rate(radiox_database_query_seconds_count[$__rate_interval]))',
        failed: 'sum(rate(radiox_database_query_errors_total[$__rate_interval]))',
      }),
      panel('Connections', 'count', {
        '{{state}}': 'sum by (state) (radiox_database_connections)',
        allowed: 'sum(radiox_database_connections_max)',
      }),
      panel(
        'Callers that wait',
        'count',
        { '{{instance}}': 'radiox_database_waiting_callers' },
        'pool_exhausted',
      ),
      panel(
        'Reads of the cache that find something',
        'ratio',
        {
          '{{cache}}':
            'sum by (cache) (rate(radiox_cache_hits_total[$__rate_interval])) / (sum by (cache) (rate(radiox_cache_hits_total{level="L1"}[$__rate_interval])) + sum by (cache) (rate(radiox_cache_misses_total{level="L1"}[$__rate_interval])))',
        },
        'cache_hit_ratio_low',
      ),
      panel('Cache in memory', 'bytes', {
        '{{cache}}': 'sum by (cache) (radiox_cache_size_bytes)',
      }),
      panel('Evictions', 'perSecond', {
        '{{cache}} {{level}}': rate('radiox_cache_evictions_total', 'cache, level'),
      }),
      panel(
        'Redis is left alone',
        'count',
        { '{{instance}}': 'radiox_cache_redis_breaker_open' },
        'redis_breaker_open',
      ),
    ],
  },
  queue: {
    title: 'RadioX: queue',
    panels: [
      panel('Unfinished jobs', 'count', {
        '{{queue}} {{state}}': 'max by (queue, state) (radiox_queue_jobs)',
      }),
      panel(
        'Age of the oldest due job',
        'seconds',
        { '{{queue}}': 'max by (queue) (radiox_queue_oldest_age_seconds)' },
        'queue_age',
      ),
      panel('Runs of jobs', 'perSecond', {
        '{{type}} {{outcome}}': rate('radiox_job_runs_total', 'type, outcome'),
      }),
      panel('Duration of runs, p95', 'seconds', {
        '{{type}}': quantile(0.95, 'radiox_job_run_seconds', 'type'),
      }),
      panel('Jobs being done', 'count', { '{{instance}}': 'radiox_jobs_running' }),
    ],
  },
  providers: {
    title: 'RadioX: providers',
    panels: [
      panel('Calls', 'perSecond', {
        '{{provider}} {{outcome}}': rate('radiox_http_client_requests_total', 'provider, outcome'),
      }),
      panel('Duration of calls, p95', 'seconds', {
        '{{provider}}': quantile(0.95, 'radiox_http_client_request_seconds', 'provider'),
      }),
      panel('Tries after the first', 'perSecond', {
        '{{provider}}': rate('radiox_http_client_retries_total', 'provider'),
      }),
      panel(
        'Circuit breakers',
        'count',
        { '{{state}}': 'sum by (state) (radiox_http_client_breakers)' },
        'breaker_open',
      ),
      panel('Connections', 'count', {
        open: 'sum(radiox_http_client_connections)',
        allowed: 'sum(radiox_http_client_connections_max)',
      }),
      panel('Calls that wait', 'count', { '{{instance}}': 'radiox_http_client_pending_calls' }),
    ],
  },
};

/** @param rules By name. @returns Each dashboard by the name of its file. */
export function dashboards(rules) {
  return Object.fromEntries(
    Object.entries(DASHBOARDS).map(([name, { title, panels }]) => [
      name,
      {
        uid: `radiox-${name}`,
        title,
        tags: ['radiox'],
        schemaVersion: 39,
        version: 1,
        editable: true,
        refresh: '30s',
        time: { from: 'now-6h', to: 'now' },
        templating: {
          list: [{ name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Source' }],
        },
        panels: panels.map((one, at) => grafanaPanel(one, at, rules)),
      },
    ]),
  );
}

function grafanaPanel({ title, unit, queries, rule: ruleName }, at, rules) {
  const rule = ruleName && rules.get(ruleName)?.rule;
  if (ruleName && !rule)
    throw new Error(`The panel "${title}" names a rule that is not: ${ruleName}`);
  const columns = 3;
  const width = WIDTH / columns;
  const gridPos = {
    x: (at % columns) * width,
    y: Math.floor(at / columns) * HEIGHT,
    w: width,
    h: HEIGHT,
  };
  return {
    id: at + 1,
    type: 'timeseries',
    title,
    description: rule ? rule.description : '',
    datasource: { type: 'prometheus', uid: '${datasource}' },
    gridPos,
    targets: Object.entries(queries).map(([legendFormat, expr], number) => ({
      refId: String.fromCharCode(65 + number),
      expr,
      legendFormat,
    })),
    fieldConfig: {
      defaults: { unit: UNITS[unit], min: 0, ...(rule && limits(rule)) },
      overrides: [],
    },
  };
}

function limits({ comparison, threshold, unit }) {
  const value = threshold * BASE[unit];
  const [below, beyond] = comparison === '>' ? ['green', 'red'] : ['red', 'green'];
  return {
    custom: { thresholdsStyle: { mode: 'line' } },
    thresholds: {
      mode: 'absolute',
      steps: [
        { color: below, value: null },
        { color: beyond, value },
      ],
    },
  };
}
