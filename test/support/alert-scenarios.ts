// Series that make each rule fire, and series that must not. Both who evaluate the rules are tried on them: the
// station itself (rules.spec.ts) and Prometheus (deploy/prometheus/radiox.rules.test.yml is generated from them).
// Loaded by Node alone as well, which only strips types.

/** Values from a first one on, each larger by `step`; `count` of them after the first. As `a+bxn` in Prometheus. */
export interface Piece {
  readonly from: number | 'absent';
  readonly step?: number;
  readonly count: number;
}

export interface Line {
  readonly meter: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly pieces: readonly Piece[];
}

export interface Scenario {
  readonly what: string;
  readonly intervalS: number;
  readonly lines: readonly Line[];
}

export interface Scenarios {
  readonly fires: readonly Scenario[];
  readonly stays: readonly Scenario[];
}

const MB = 1024 ** 2;
const GB = 1024 ** 3;

/** A counter that grows evenly. */
const counter = (meter: string, labels: Line['labels'], step: number, count: number): Line => ({
  meter,
  labels,
  pieces: [{ from: 0, step, count }],
});
/** A gauge that stands still. */
const gauge = (meter: string, labels: Line['labels'], value: number, count = 60): Line => ({
  meter,
  labels,
  pieces: [{ from: value, step: 0, count }],
});
const scenario = (what: string, lines: readonly Line[], intervalS = 15): Scenario => ({
  what,
  intervalS,
  lines,
});

const request = (endpoint: string, status: string, step: number) =>
  counter('http_requests_total', { method: 'GET', endpoint, status }, step, 40);
const shows = (status: string, step: number) => request('/api/v1/shows', status, step);

/** All requests lie in the bucket that ends here. */
function answers(seconds: number, step: number, endpoint = '/api/v1/shows'): Line[] {
  const labels = { method: 'GET', endpoint };
  const name = 'http_request_duration_seconds';
  const buckets = [0.1, 1, 2, 5, 10, Infinity].map((le) => {
    const bound = le === Infinity ? '+Inf' : String(le);
    return counter(`${name}_bucket`, { ...labels, le: bound }, le >= seconds ? step : 0, 40);
  });
  const sum = counter(`${name}_sum`, labels, step * seconds, 40);
  return [...buckets, counter(`${name}_count`, labels, step, 40), sum];
}

const memory = (pieces: readonly Piece[]): Line => ({
  meter: 'radiox_process_memory_bytes',
  labels: { kind: 'resident' },
  pieces,
});
const reads = (hits: number, misses: number): Line[] => [
  counter('radiox_cache_hits_total', { cache: 'presets', level: 'L1' }, hits, 60),
  counter('radiox_cache_misses_total', { cache: 'presets', level: 'L1' }, misses, 60),
];
const connections = (active: number): Line[] => [
  gauge('radiox_database_connections', { state: 'active' }, active),
  gauge('radiox_database_connections', { state: 'idle' }, 25 - active),
  gauge('radiox_database_connections_max', {}, 25),
];
const events = (badShare: number, perStep: number, count: number): Line[] => {
  const labels = (outcome: string) => ({ objective: 'api_availability', outcome });
  return [
    counter('radiox_slo_events_total', labels('good'), perStep * (1 - badShare), count),
    counter('radiox_slo_events_total', labels('bad'), perStep * badShare, count),
    gauge('radiox_slo_target_ratio', { objective: 'api_availability' }, 0.999, count),
  ];
};
const ended = (outcome: string, pieces: readonly Piece[]): Line => ({
  meter: 'radiox_shows_ended_total',
  labels: { outcome },
  pieces,
});

function switched(meter: string, labels: Line['labels'] = {}): Scenarios {
  return {
    fires: [scenario('it is open', [gauge(meter, labels, 1)])],
    stays: [scenario('it is closed', [gauge(meter, labels, 0)])],
  };
}

/** By rule. A rule without both fails. */
export const SCENARIOS: Readonly<Record<string, Scenarios>> = {
  error_rate_high: {
    fires: [scenario('7 % of the requests fail', [shows('200', 93), shows('500', 7)])],
    stays: [
      scenario('4 % of the requests fail', [shows('200', 96), shows('500', 4)]),
      scenario('one of twelve requests in a minute fails', [
        shows('200', 3),
        {
          ...shows('500', 0),
          pieces: [
            { from: 0, count: 9 },
            { from: 1, count: 40 },
          ],
        },
      ]),
      scenario('only probes fail', [shows('200', 100), request('/readyz', '503', 50)]),
    ],
  },
  error_rate_critical: {
    fires: [scenario('20 % of the requests fail', [shows('200', 80), shows('503', 20)])],
    stays: [scenario('10 % of the requests fail', [shows('200', 90), shows('500', 10)])],
  },
  response_time_high: {
    fires: [scenario('requests take up to 5 s', answers(5, 50))],
    stays: [
      scenario('requests take up to 2 s', answers(2, 50)),
      scenario('one slow request in a minute', answers(10, 0.25)),
      scenario('only probes are slow', answers(10, 50, '/readyz')),
    ],
  },
  response_time_critical: {
    fires: [scenario('requests take up to 10 s', answers(10, 50))],
    stays: [scenario('requests take up to 5 s', answers(5, 50))],
  },
  memory_growth: {
    fires: [
      scenario(
        '20 MB an hour',
        [memory([{ from: 200 * MB, step: (20 * MB) / 60, count: 150 }])],
        60,
      ),
    ],
    stays: [
      scenario('5 MB an hour', [memory([{ from: 200 * MB, step: (5 * MB) / 60, count: 150 }])], 60),
      scenario(
        'it warms up and stays there',
        [
          memory([
            { from: 100 * MB, step: 20 * MB, count: 9 },
            { from: 280 * MB, count: 140 },
          ]),
        ],
        60,
      ),
      scenario('an hour is not over', [memory([{ from: 200 * MB, step: MB, count: 70 }])], 60),
    ],
  },
  memory_high: {
    fires: [scenario('600 MB', [memory([{ from: 600 * MB, count: 60 }])])],
    stays: [
      scenario('500 MB', [memory([{ from: 500 * MB, count: 60 }])]),
      scenario('a minute of 600 MB', [
        memory([
          { from: 300 * MB, count: 9 },
          { from: 600 * MB, count: 3 },
          { from: 300 * MB, count: 40 },
        ]),
      ]),
    ],
  },
  cpu_high: {
    fires: [scenario('90 %', [gauge('radiox_process_cpu_ratio', {}, 0.9)])],
    stays: [scenario('70 %', [gauge('radiox_process_cpu_ratio', {}, 0.7)])],
  },
  disk_low: {
    fires: [scenario('half a GB is left', [gauge('radiox_disk_bytes', { kind: 'free' }, GB / 2)])],
    stays: [
      scenario('2 GB are left', [
        gauge('radiox_disk_bytes', { kind: 'free' }, 2 * GB),
        gauge('radiox_disk_bytes', { kind: 'used' }, GB / 2),
      ]),
    ],
  },
  database_down: {
    fires: [scenario('it does not answer', [gauge('radiox_database_up', {}, 0)])],
    stays: [scenario('it answers', [gauge('radiox_database_up', {}, 1)])],
  },
  pool_high: {
    fires: [scenario('24 of 25 are in use', connections(24))],
    stays: [scenario('20 of 25 are in use', connections(20))],
  },
  pool_exhausted: {
    fires: [scenario('three wait', [gauge('radiox_database_waiting_callers', {}, 3)])],
    stays: [scenario('nobody waits', [gauge('radiox_database_waiting_callers', {}, 0)])],
  },
  queue_age: {
    fires: [
      scenario('400 s in one of the queues', [
        gauge('radiox_queue_oldest_age_seconds', { queue: 'low' }, 400),
        gauge('radiox_queue_oldest_age_seconds', { queue: 'high' }, 1),
      ]),
    ],
    stays: [
      scenario('200 s in each of two queues', [
        gauge('radiox_queue_oldest_age_seconds', { queue: 'low' }, 200),
        gauge('radiox_queue_oldest_age_seconds', { queue: 'batch' }, 200),
      ]),
    ],
  },
  breaker_open: switched('radiox_http_client_breakers', { state: 'open' }),
  database_breaker_open: switched('radiox_database_breaker_open'),
  redis_breaker_open: switched('radiox_cache_redis_breaker_open'),
  cache_hit_ratio_low: {
    fires: [scenario('a quarter is found', reads(10, 30), 60)],
    stays: [
      scenario('three quarters are found', reads(30, 10), 60),
      scenario('hardly anybody reads', reads(1, 3), 60),
    ],
  },
  show_failed: {
    fires: [
      scenario('the first one of this process', [
        ended('failed', [
          { from: 'absent', count: 20 },
          { from: 1, count: 20 },
        ]),
      ]),
      scenario('one more', [
        ended('failed', [
          { from: 0, count: 80 },
          { from: 1, count: 20 },
        ]),
      ]),
    ],
    stays: [
      scenario('all of them are made', [ended('completed', [{ from: 0, step: 1, count: 60 }])]),
    ],
  },
  fallback_in_use: {
    fires: [
      scenario('an engine failed once', [
        {
          meter: 'radiox_take_fallbacks_total',
          labels: {},
          pieces: [
            { from: 0, count: 9 },
            { from: 1, count: 20 },
          ],
        },
      ]),
    ],
    stays: [scenario('no engine failed', [gauge('radiox_take_fallbacks_total', {}, 0)])],
  },
  budget_high: {
    fires: [
      scenario('80 % are spent', [
        gauge('radiox_budget_used_ratio', { provider: 'voices', period: 'day' }, 0.8),
      ]),
    ],
    stays: [
      scenario('79 % are spent', [
        gauge('radiox_budget_used_ratio', { provider: 'voices', period: 'day' }, 0.79),
      ]),
    ],
  },
  dead_air: {
    fires: [scenario('20 s', [gauge('radiox_dead_air_seconds', { mount: 'main' }, 20)])],
    stays: [scenario('a pause', [gauge('radiox_dead_air_seconds', { mount: 'main' }, 2)])],
  },
  slo_burn_14_4x: {
    fires: [scenario('2 % of all requests fail', events(0.02, 100, 70), 60)],
    stays: [
      scenario('1 % of all requests fail', events(0.01, 100, 70), 60),
      scenario('one request in an empty night fails', events(0.5, 0.03, 70), 60),
    ],
  },
  slo_burn_6x: {
    fires: [scenario('1 % of all requests fail', events(0.01, 500, 80), 300)],
    stays: [scenario('0.5 % of all requests fail', events(0.005, 500, 80), 300)],
  },
  slo_burn_3x: {
    fires: [scenario('0.4 % of all requests fail', events(0.004, 500, 80), 300)],
    stays: [scenario('0.2 % of all requests fail', events(0.002, 500, 80), 300)],
  },
  slo_burn_1x: {
    fires: [scenario('0.15 % of all requests fail', events(0.0015, 500, 80), 300)],
    stays: [scenario('0.05 % of all requests fail', events(0.0005, 500, 80), 300)],
  },
};

/** The value at each step; nothing where the series is not there. */
export function valuesOf({ pieces }: Line): Array<number | undefined> {
  return pieces.flatMap(({ from, step = 0, count }) =>
    Array.from({ length: count + 1 }, (_, at) =>
      from === 'absent' ? undefined : from + step * at,
    ),
  );
}

export const stepsOf = ({ lines }: Scenario): number =>
  Math.max(...lines.map((line) => valuesOf(line).length));
