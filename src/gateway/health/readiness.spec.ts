import type { HealthFinding } from '#platform/health';
import { readiness, type ReadinessQuestion } from './readiness.js';

const finding = (name: string, more: Partial<HealthFinding> = {}): HealthFinding => ({
  name,
  owner: '',
  gatesTraffic: true,
  level: 'healthy',
  facts: {},
  ...more,
});

const ask = (more: Partial<ReadinessQuestion> = {}) =>
  readiness({
    findings: [finding('database'), finding('redis', { gatesTraffic: false, level: 'unhealthy' })],
    isStopping: false,
    exclude: [],
    isVerbose: false,
    withReasons: true,
    ...more,
  });
const down = [finding('database', { level: 'unhealthy', reason: 'does not answer' })];

describe('readiness', () => {
  it('is one word while all is well, whatever is down that gates no traffic', () => {
    expect(ask()).toEqual({ isReady: true, text: 'ok\n' });
  });

  it('is a line for every check when asked for', () => {
    expect(ask({ isVerbose: true }).text).toBe(
      '[+]process ok\n[+]database ok\nreadyz check passed\n',
    );
  });

  it('says unasked what failed', () => {
    expect(ask({ findings: down })).toEqual({
      isReady: false,
      text: '[+]process ok\n[-]database failed: does not answer\nreadyz check failed\n',
    });
  });

  it('tells strangers no reason', () => {
    expect(ask({ findings: down, withReasons: false }).text).toContain(
      '[-]database failed: reason withheld\n',
    );
  });

  it('leaves out what it is told to, and names what it does not know', () => {
    const { isReady, text } = ask({
      findings: down,
      isVerbose: true,
      exclude: ['database', 'moon\n[+]forged'],
    });

    expect(isReady).toBe(true);
    expect(text).toContain('[+]database excluded: ok\n');
    expect(text).toContain(
      'warning: some checks cannot be excluded: no matches for "moon\\n[+]forged"\n',
    );
  });

  it('ends with the process', () => {
    expect(ask({ isStopping: true }).isReady).toBe(false);
  });
});
