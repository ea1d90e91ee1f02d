import { spawnSync } from 'node:child_process';

/**
 * Whether a program that only tests use is there. Where everything is demanded (CI), its absence is a
 * failure; elsewhere it is said in a sentence and the test does without.
 * @throws Error in CI when it is missing.
 */
export function hasProgram(name: string): boolean {
  const isThere = spawnSync(name, ['-version'], { stdio: 'ignore' }).error === undefined;
  if (isThere) return true;
  if (process.env['RADIOX_TEST_DEMAND'] === 'all') throw new Error(`This run demands ${name}.`);
  process.stderr.write(`Not measured with ${name}: it is not installed here.\n`);
  return false;
}
