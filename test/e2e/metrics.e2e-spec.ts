import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Meters } from '#platform/metrics';
import { History } from '#platform/performance';
import { type RunningApp, startApp } from '#test/app';
import { hasProgram } from '#test/demands';
import { lintExposition, namesIn } from '#test/exposition-linter';

const REQUEST = { duration_minutes: 1, feeds: 'sample', seed: 7, target_time: '08:00' };
const FINISHED_MS_MAX = 60_000;
const STAGES = [
  ...['plan', 'collect', 'curate', 'write', 'check'],
  ...['voice', 'cover', 'mix', 'package', 'publish'],
];
const OPENMETRICS = 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5';

let running: RunningApp;
let text: string;

const scrape = (url = '/metrics', accept?: string) =>
  running.app.inject({ url, headers: { ...running.operator, ...(accept && { accept }) } });

beforeAll(async () => {
  running = await startApp();
  const accepted = await running.app.inject({
    method: 'POST',
    url: '/api/v1/shows/generate',
    headers: running.operator,
    payload: REQUEST,
  });
  const { id } = accepted.json<{ id: string }>();
  const deadlineMs = performance.now() + FINISHED_MS_MAX;
  for (let status = ''; status !== 'completed';) {
    if (performance.now() > deadlineMs) throw new Error(`The show is still ${status}.`);
    await sleep(100);
    status = (await running.app.inject(`/api/v1/shows/${id}`)).json<{ status: string }>().status;
  }
  const meters = running.app.get(Meters, { strict: false });
  const runs = async () =>
    (await meters.snapshot(['radiox_job_runs_total'])).value('radiox_job_runs_total', {
      type: 'show.stage',
      outcome: 'completed',
    });
  // The last job ends a little after its show.
  while (((await runs()) ?? 0) < STAGES.length && performance.now() < deadlineMs) await sleep(20);
  await running.app.get(History, { strict: false }).note(['system', 'gc', 'application', 'queue']);
  text = (await scrape()).body;
}, FINISHED_MS_MAX + 30_000);

afterAll(async () => {
  await running.stop();
});

/** What is wrong with a scrape, in promtool's words. */
function promtool(exposition: string): string {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
    input: exposition,
    encoding: 'utf8',
  });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

describe('a scrape after a show', () => {
  it('is of the promised media type', async () => {
    const plain = await scrape();
    const open = await scrape('/metrics', OPENMETRICS);
    const other = await scrape('/performance/prometheus');

    expect(plain.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(open.headers['content-type']).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    );
    expect(open.body.endsWith('\n# EOF\n')).toBe(true);
    expect(namesIn(other.body)).toEqual(namesIn(plain.body));
    expect((await running.app.inject('/metrics')).statusCode).toBe(401);
  });

  it('has nothing to complain of', () => {
    expect(lintExposition(text)).toEqual([]);
    if (hasProgram('promtool')) expect(promtool(text)).toBe('');
  });

  it('says of everything what the house promises', () => {
    const names = namesIn(text);
    const promised = [
      // System
      ...['radiox_process_cpu_seconds_total', 'radiox_process_cpu_ratio', 'radiox_disk_bytes'],
      ...['radiox_process_memory_bytes', 'radiox_event_loop_lag_seconds'],
      ...['radiox_process_gc_pause_seconds', 'radiox_network_bytes_total'],
      ...['radiox_process_open_files', 'radiox_system_cpu_ratio'],
      // Application
      ...['http_requests_total', 'http_request_duration_seconds', 'radiox_http_requests_in_flight'],
      // Database, cache, HTTP, queue
      ...['radiox_database_query_seconds', 'radiox_database_connections', 'radiox_database_up'],
      ...['radiox_cache_hits_total', 'radiox_cache_misses_total', 'radiox_cache_size_bytes'],
      ...['radiox_http_client_requests_total', 'radiox_http_client_request_seconds'],
      ...['radiox_queue_jobs', 'radiox_queue_oldest_age_seconds', 'radiox_job_runs_total'],
      // Shows
      ...['radiox_show_stage_seconds', 'radiox_show_stage_realtime_ratio', 'radiox_shows'],
      ...['radiox_takes_total', 'radiox_shows_ended_total', 'radiox_worker_memory_bytes'],
    ];

    expect(promised.filter((name) => !names.has(name))).toEqual([]);
  });

  it('counts the show', async () => {
    const now = await running.app.get(Meters, { strict: false }).snapshot();
    const stages = STAGES.map(
      (stage) => now.distribution('radiox_show_stage_seconds', { stage })?.count,
    );
    const ratio = now.distribution('radiox_show_stage_realtime_ratio', { stage: 'mix' });
    const runs = now.value('radiox_job_runs_total', { type: 'show.stage', outcome: 'completed' });

    expect(stages).toEqual(STAGES.map(() => 1));
    expect(ratio?.count).toBe(1);
    expect(ratio?.sum).toBeLessThan(2);
    expect(runs).toBe(10);
    expect(now.value('radiox_shows_ended_total', { outcome: 'completed' })).toBe(1);
    expect(now.value('radiox_shows', { status: 'completed' })).toBe(1);
    expect(now.value('radiox_takes_total', { origin: 'spoken' })).toBeGreaterThan(3);
    expect(now.samples('radiox_queue_jobs')).toHaveLength(15);
    expect(now.value('radiox_process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(now.value('radiox_metrics_read_failures_total')).toBeUndefined();
  });
});

describe('the linters', () => {
  const GOOD = '# HELP radiox_a_seconds A.\n# TYPE radiox_a_seconds gauge\nradiox_a_seconds 1\n';
  const counter = (name: string, value = 1) =>
    `# HELP ${name} A.\n# TYPE ${name} counter\n${name} ${value}\n`;

  it.each([
    ['', GOOD],
    ['no help', GOOD.replace(/# HELP.*\n/, '')],
    ['total', counter('radiox_a')],
    ['seconds', GOOD.replaceAll('_seconds', '_milliseconds')],
    ['seconds', GOOD.replaceAll('_seconds', '_ms')],
    ['bytes', counter('radiox_megabytes_total')],
    ['reserved', GOOD.replaceAll('_seconds', '_seconds_count')],
    ['capitals', GOOD.replaceAll('radiox_a', 'radioxA')],
    ['type', GOOD.replaceAll('radiox_a', 'radiox_gauge_a')],
    ['twice', `${GOOD}radiox_a_seconds 2\n`],
    ['read', `${GOOD}radiox_b_seconds{a="b} 2\n`],
  ])('find "%s"', (fault, exposition) => {
    const found = lintExposition(exposition);

    if (fault === '') expect(found).toEqual([]);
    else expect(found.join('\n')).toContain(fault);
    // A series that stands there twice only the server refuses (promtool 2.42).
    if (fault !== 'twice' && hasProgram('promtool'))
      expect(promtool(exposition) === '').toBe(fault === '');
  });
});
