import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { alertRules } from '#platform/alerts';
import { type RunningApp, startApp } from '#test/app';
import { hasProgram } from '#test/demands';
import { namesIn } from '#test/exposition-linter';

const RULES = 'deploy/prometheus/radiox.rules.yml';
const TESTS = 'deploy/prometheus/radiox.rules.test.yml';
const DASHBOARDS = 'deploy/grafana';
const SHOW_MS_MAX = 60_000;
const rules = alertRules({ memoryMb: 512, cpuPercent: 80, queueAgeS: 300, requestsMin: 20 });

let running: RunningApp;
let scraped: ReadonlySet<string>;

/** Meters that are asked for; what Prometheus records itself has a colon in its name. */
function metersIn(text: string): string[] {
  const names =
    text.match(/(?<![\w:])(?:radiox|http_request)[a-z0-9]*(?:_[a-z0-9]+)+(?![\w:])/g) ?? [];
  return [...new Set(names.map((name) => name.replace(/_(bucket|count|sum)$/, '')))];
}

const expressionsOf = (rulesFile: string) =>
  [...rulesFile.matchAll(/^ +expr: (.*)$/gm)].map(([, expression = '']) => expression);

beforeAll(async () => {
  running = await startApp();
  const { app, operator } = running;
  const url = '/api/v1/shows/generate';
  const payload = { duration_minutes: 1, feeds: 'sample', seed: 7, target_time: '08:00' };
  const accepted = await app.inject({ method: 'POST', url, headers: operator, payload });
  const { id } = accepted.json<{ id: string }>();
  const deadlineMs = performance.now() + SHOW_MS_MAX;
  for (let status = ''; status !== 'completed';) {
    if (performance.now() > deadlineMs) throw new Error(`The show is still ${status}.`);
    await sleep(100);
    status = (await app.inject(`/api/v1/shows/${id}`)).json<{ status: string }>().status;
  }
  const { body } = await app.inject({ url: '/metrics', headers: operator });
  scraped = new Set(namesIn(body));
}, SHOW_MS_MAX + 30_000);

afterAll(() => running.stop());

describe('the rules for Prometheus', () => {
  it('are every rule whose meters exist, under the names the alerts have', () => {
    const text = readFileSync(RULES, 'utf8');
    const named = [...text.matchAll(/^ +rule: "(.*)"$/gm)].map(([, name]) => name);

    expect(named).toEqual(rules.filter(({ awaits }) => !awaits).map(({ name }) => name));
  });

  it('ask only for what is there after a show', () => {
    const asked = expressionsOf(readFileSync(RULES, 'utf8')).flatMap(metersIn);

    expect(new Set(asked).size).toBeGreaterThan(12);
    expect(asked.filter((name) => !scraped.has(name))).toEqual([]);
  });

  it('leave out only what is not there: once it is, the rule awaits it no longer', () => {
    const awaited = rules.filter(({ awaits }) => awaits).flatMap(({ measure }) => measure.meters);

    expect(awaited.filter((name) => scraped.has(name))).toEqual([]);
  });

  it('please promtool, fire on what is wrong and on nothing else', () => {
    if (!hasProgram('promtool')) return;
    const check = spawnSync('promtool', ['check', 'rules', RULES], { encoding: 'utf8' });
    const test = spawnSync('promtool', ['test', 'rules', TESTS], { encoding: 'utf8' });

    expect(`${check.stdout}${check.stderr}`).toContain('SUCCESS');
    expect(`${test.stdout}${test.stderr}`).toContain('SUCCESS');
    expect([check.status, test.status]).toEqual([0, 0]);
  }, 120_000);
});

describe('the dashboards', () => {
  it.each(readdirSync(DASHBOARDS))('%s asks only for what is there after a show', (name) => {
    const { panels } = JSON.parse(readFileSync(`${DASHBOARDS}/${name}`, 'utf8')) as {
      panels: Array<{ targets: Array<{ expr: string }> }>;
    };
    const asked = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metersIn(expr)));

    expect(asked.length).toBeGreaterThanOrEqual(panels.length);
    expect(asked.filter((one) => !scraped.has(one))).toEqual([]);
  });
});
