import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProgramEnd, type ProgramRun, runProgram } from './program.js';
import { TaskTimeout } from './worker-pool.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'program-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A script as people write them around a program: it waits for its child instead of becoming it. */
function script(...lines: string[]): string {
  const file = join(folder, 'wrapper.sh');
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
  return file;
}

const run = (file: string, rest: Partial<ProgramRun> = {}): Promise<ProgramEnd> =>
  runProgram({ file, args: [], limits: { timeMs: 10_000 }, ...rest });

/** Of the process whose id the script has written. */
function isRunning(pidFile: string): boolean {
  const pid = readFileSync(join(folder, pidFile), 'utf8').trim();
  try {
    // Nobody waits for it at once where the machine is busy: a zombie has ended.
    return !/^State:\s+Z/mu.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(holds: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 100 && !holds(); tries++)
    await new Promise((done) => setTimeout(done, 20));
  return holds();
}

describe('a script that starts a program', () => {
  it('is ended with it when its time is over', async () => {
    const file = script(`sleep 100 &`, `echo $! > ${folder}/late`, 'wait');

    const ended = run(file, { limits: { timeMs: 300 } });

    await expect(ended).rejects.toThrow(TaskTimeout);
    expect(await until(() => !isRunning('late'))).toBe(true);
  });

  it('is ended with it when it is wanted no more', async () => {
    const file = script(`sleep 100 &`, `echo $! > ${folder}/aborted`, 'wait');

    const ended = run(file, { signal: AbortSignal.timeout(300) });

    await expect(ended).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await until(() => !isRunning('aborted'))).toBe(true);
  });

  it('leaves none behind when it ends before it', async () => {
    const file = script(`sleep 100 &`, `echo $! > ${folder}/left`, 'echo done');

    const { exitCode, stdout } = await run(file);

    expect({ exitCode, said: stdout.toString() }).toEqual({ exitCode: 0, said: 'done\n' });
    expect(await until(() => !isRunning('left'))).toBe(true);
  });

  it('does not hold us when its child has left its group', async () => {
    const file = script(`setsid sleep 1.5 &`, 'wait');
    const startedMs = performance.now();

    await expect(run(file, { limits: { timeMs: 300 } })).rejects.toThrow(TaskTimeout);

    expect(performance.now() - startedMs).toBeLessThan(1_200);
  });
});
