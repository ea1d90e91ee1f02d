import type { HealthFinding } from '#platform/health';

export interface ReadinessQuestion {
  readonly findings: readonly HealthFinding[];
  readonly isStopping: boolean;
  /** Checks to leave out. */
  readonly exclude: readonly string[];
  readonly isVerbose: boolean;
  /** Whether reasons are told. */
  readonly withReasons: boolean;
}

export interface ReadinessAnswer {
  readonly isReady: boolean;
  readonly text: string;
}

interface Check {
  readonly name: string;
  readonly isOk: boolean;
  readonly reason: string;
}

/** As Kubernetes' own components answer: `ok`, or a line for every check where it is asked for or one fails. */
export function readiness(question: ReadinessQuestion): ReadinessAnswer {
  const { findings, isStopping, exclude, isVerbose, withReasons } = question;
  const checks: Check[] = [
    { name: 'process', isOk: !isStopping, reason: 'is stopping' },
    ...findings
      .filter(({ gatesTraffic }) => gatesTraffic)
      .map(({ name, level, reason = 'is down' }) => ({
        name,
        isOk: level !== 'unhealthy',
        reason,
      })),
  ];
  const isReady = checks.every(({ name, isOk }) => isOk || exclude.includes(name));
  if (isReady && !isVerbose) return { isReady, text: 'ok\n' };
  const lines = checks.map(({ name, isOk, reason }) => {
    if (exclude.includes(name)) return `[+]${name} excluded: ok`;
    if (isOk) return `[+]${name} ok`;
    return `[-]${name} failed: ${withReasons ? reason : 'reason withheld'}`;
  });
  const unknown = exclude.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0)
    lines.push(
      `warning: some checks cannot be excluded: no matches for ${unknown.map((name) => JSON.stringify(name)).join(', ')}`,
    );
  lines.push(`readyz check ${isReady ? 'passed' : 'failed'}`);
  return { isReady, text: `${lines.join('\n')}\n` };
}
