import { MetricsSettings, Meters, quantile, since } from './index.js';
import { SERIES_MAX } from './meters.js';

const meters = (isEnabled = true) =>
  new Meters(Object.assign(new MetricsSettings(), { isEnabled }));
const textOf = async (one: Meters, format: 'text' | 'openmetrics' = 'text') =>
  (await one.exposition(format)).body;
const linesAbout = (body: string, name: string) =>
  body.split('\n').filter((line) => line.includes(name));

describe('Meters', () => {
  it('count, set and observe, by label', async () => {
    const all = meters();
    const counter = all.counter('radiox_takes_total', 'Takes.', ['origin']);
    const gauge = all.gauge('radiox_queue_jobs', 'Jobs.');
    const histogram = all.histogram('radiox_stage_seconds', 'Stages.', ['stage'], [1, 5]);

    counter.add({ origin: 'cache' });
    counter.add({ origin: 'cache' }, 2);
    gauge.set(7);
    gauge.add(-2);
    for (const value of [0.5, 1, 3, 9]) histogram.observe(value, { stage: 'mix' });
    const now = await all.snapshot();

    expect(now.value('radiox_takes_total', { origin: 'cache' })).toBe(3);
    expect(now.value('radiox_takes_total', { origin: 'engine' })).toBeUndefined();
    expect(now.value('radiox_queue_jobs')).toBe(5);
    expect(now.distribution('radiox_stage_seconds')).toEqual({
      labels: {},
      count: 4,
      sum: 13.5,
      buckets: [
        { le: 1, count: 2 },
        { le: 5, count: 3 },
      ],
    });
  });

  it('are the same for the same definition, and refused for another', () => {
    const all = meters();
    const one = all.counter('radiox_takes_total', 'Takes.', ['origin']);

    expect(all.counter('radiox_takes_total', 'Takes.', ['origin'])).toBe(one);
    expect(() => all.counter('radiox_takes_total', 'Other.', ['origin'])).toThrow('in two ways');
    expect(() => all.gauge('radiox_queue_jobs', 'Jobs.', ['a'])).not.toThrow();
    expect(() => all.gauge('radiox_queue_jobs', 'Jobs.', ['b'])).toThrow('in two ways');
  });

  it('bound their series', async () => {
    const all = meters();
    const counter = all.counter('radiox_paths_total', 'Paths.', ['path']);

    for (let at = 0; at < SERIES_MAX + 500; at++) counter.add({ path: `/${at}` });
    const now = await all.snapshot();

    expect(now.samples('radiox_paths_total')).toHaveLength(SERIES_MAX + 1);
    expect(now.value('radiox_paths_total', { path: 'other' })).toBe(500);
    expect(now.value('radiox_metrics_series_overflow_total', { meter: 'radiox_paths_total' })).toBe(
      500,
    );
  });

  it('go on without a reader that throws, rejects or hangs', async () => {
    const all = meters();
    all.watch('radiox_good_bytes', 'gauge', 'Good.', ['part'], () => [
      { value: 3, labels: { part: 'a' } },
    ]);
    all.watch('radiox_thrown_bytes', 'gauge', 'Throws.', [], () => {
      throw new Error('no');
    });
    all.watch('radiox_rejected_bytes', 'gauge', 'Rejects.', [], () => Promise.reject(new Error()));
    all.watch('radiox_hung_bytes', 'gauge', 'Hangs.', [], () => new Promise(() => undefined));

    const startedMs = performance.now();
    await all.snapshot();
    const tookMs = performance.now() - startedMs;
    const now = await all.snapshot();

    expect(tookMs).toBeGreaterThan(900);
    expect(tookMs).toBeLessThan(3_000);
    expect(now.value('radiox_good_bytes')).toBe(3);
    expect(now.value('radiox_hung_bytes')).toBeUndefined();
    for (const name of ['thrown', 'rejected', 'hung'])
      expect(
        now.value('radiox_metrics_read_failures_total', { meter: `radiox_${name}_bytes` }),
      ).toBeGreaterThanOrEqual(1);
  });

  it('read again only when the last values are no longer fresh', async () => {
    const all = meters();
    let reads = 0;
    const read = () => [{ value: ++reads }];
    all.watch('radiox_kept_bytes', 'gauge', 'Kept.', [], read, { keepMs: 60_000 });

    await all.snapshot();
    expect((await all.snapshot()).value('radiox_kept_bytes')).toBe(1);
  });

  it.each([
    ['takes_total', 'counter', 'must begin with radiox_'],
    ['radiox_takes', 'counter', '_total'],
    ['radiox_takes_total', 'gauge', '_total'],
    ['radiox_wait_milliseconds', 'gauge', 'must use seconds'],
    ['radiox_wait_ms', 'gauge', 'abbreviate'],
    ['radiox_memory_megabytes', 'gauge', 'must use bytes'],
    ['radiox_cpu_percent', 'gauge', 'must use ratio'],
    ['radiox_Wait_seconds', 'gauge', 'lower case'],
    ['radiox_wait_count', 'gauge', 'series of a histogram'],
    ['radiox_load_gauge', 'gauge', 'its type'],
  ] as const)('refuse the name %s of a %s', (name, type, why) => {
    expect(() => meters()[type](name, 'Help.', [])).toThrow(why);
  });

  it('want help, and a unit for a histogram', () => {
    expect(() => meters().gauge('radiox_queue_jobs', ' ')).toThrow('help');
    expect(() => meters().histogram('radiox_waits', 'Waits.', [], [1])).toThrow('base unit');
    expect(() => meters().counter('http_requests_total', 'Requests.')).not.toThrow();
  });

  it('do nothing where measuring is off', async () => {
    const all = meters(false);
    let reads = 0;
    all.watch('radiox_read_bytes', 'gauge', 'Read.', [], () => [{ value: ++reads }]);
    all.counter('radiox_takes_total', 'Takes.').add();
    all.histogram('radiox_stage_seconds', 'Stages.', [], [1]).observe(1);

    expect(await textOf(all)).toBe('');
    expect(await textOf(all, 'openmetrics')).toBe('# EOF\n');
    expect(reads).toBe(0);
  });
});

describe('exposition', () => {
  const filled = () => {
    const all = meters();
    all.counter('radiox_takes_total', 'Takes: "all"\nof them.', ['origin']).add({
      origin: 'a "b" \\ c\nd',
    });
    all.gauge('radiox_odd_ratio', 'Odd.').set(Number.NaN);
    all.histogram('radiox_stage_seconds', 'Stages.', [], [0.5, 1]).observe(0.7);
    return all;
  };

  it('is text 0.0.4', async () => {
    const all = filled();
    const { contentType, body } = await all.exposition('text');

    expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(linesAbout(body, 'radiox_takes')).toEqual([
      '# HELP radiox_takes_total Takes: "all"\\nof them.',
      '# TYPE radiox_takes_total counter',
      'radiox_takes_total{origin="a \\"b\\" \\\\ c\\nd"} 1',
    ]);
    expect(body).toContain('radiox_odd_ratio NaN\n');
    expect(body).toContain('radiox_stage_seconds_bucket{le="1"} 1\n');
    expect(body).not.toContain('# EOF');
  });

  it('is OpenMetrics 1.0, and text is text again after it', async () => {
    const all = filled();
    const { contentType, body } = await all.exposition('openmetrics');

    expect(contentType).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(linesAbout(body, 'radiox_takes')).toEqual([
      '# HELP radiox_takes Takes: \\"all\\"\\nof them.',
      '# TYPE radiox_takes counter',
      'radiox_takes_total{origin="a \\"b\\" \\\\ c\\nd"} 1',
    ]);
    expect(linesAbout(body, 'radiox_stage')).toEqual([
      '# HELP radiox_stage_seconds Stages.',
      '# TYPE radiox_stage_seconds histogram',
      '# UNIT radiox_stage_seconds seconds',
      'radiox_stage_seconds_bucket{le="0.5"} 0',
      'radiox_stage_seconds_bucket{le="1.0"} 1',
      'radiox_stage_seconds_bucket{le="+Inf"} 1',
      'radiox_stage_seconds_sum 0.7',
      'radiox_stage_seconds_count 1',
    ]);
    expect(body.endsWith('\n# EOF\n')).toBe(true);
    expect(await textOf(all)).toContain('# TYPE radiox_takes_total counter');
  });
});

describe('quantile', () => {
  const of = (...counts: number[]) => ({
    labels: {},
    count: counts.at(-1) ?? 0,
    sum: 0,
    buckets: [1, 2, 4].map((le, at) => ({ le, count: counts[at] ?? 0 })),
  });

  it.each([
    [of(0, 0, 0, 0), 0.5, undefined],
    [of(10, 10, 10, 10), 0.5, 0.5],
    [of(5, 10, 10, 10), 0.75, 1.5],
    [of(0, 0, 10, 10), 0.95, 3.9],
    [of(0, 0, 0, 10), 0.5, 4],
  ])('interpolates inside its bucket (%#)', (distribution, share, expected) => {
    const found = quantile(distribution, share);

    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toBeCloseTo(expected, 6);
  });

  it('is of what came between two moments', () => {
    expect(since(of(5, 10, 12, 12), of(5, 8, 8, 8)).buckets.map(({ count }) => count)).toEqual([
      0, 2, 4,
    ]);
    expect(since(of(1, 1, 1, 1), of(5, 8, 8, 8)).count).toBe(1);
  });
});
