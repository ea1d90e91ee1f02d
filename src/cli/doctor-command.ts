import { statfs } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { TakeService } from '#modules/audio';
import { ServiceSettings } from '#platform/config';
import { DatabaseReport } from '#platform/database';
import { FileCare, type FileFault } from '#platform/files';
import { Lifecycle, within } from '#platform/lifecycle';
import { JobQueue } from '#platform/queue';
import { RedisLink } from '#platform/redis';
import { UsageError } from './arguments.js';

const CHECK_MS_MAX = 5_000;
const DISK_FREE_BYTES_MIN = 1024 ** 3;
/** Faulty files that are named; all are counted. */
const NAMED_MAX = 100;

/** How one part is, in the order of the start. */
interface Finding {
  readonly part: string;
  readonly state: 'ok' | 'degraded' | 'FAILED';
  readonly words: string;
}

/** @throws UsageError */
export function refuseDoctorArguments(argv: readonly string[]): void {
  if (argv.length > 0)
    throw new UsageError(`Unexpected "${argv[0] ?? ''}". Type: npm run radiox -- doctor`);
}

/**
 * `radiox doctor`: the checks of a start, part by part, on an application that does no jobs.
 * @returns What to print, and whether every part that is needed works.
 */
export async function doctorCommand(
  app: INestApplicationContext,
): Promise<{ readonly text: string; readonly isWell: boolean }> {
  const findings = [
    { part: 'settings', state: 'ok', words: 'every one is valid' } as const,
    await find('database', () => Promise.resolve(database(app))),
    await find('cache', () => cache(app)),
    await find('queue', () => queue(app)),
    await find('voices', () => voices(app)),
    await find('disk', () => disk(app)),
    await files(app),
  ];
  const degraded = [...app.get(Lifecycle, { strict: false }).states()]
    .filter(([, state]) => state === 'degraded')
    .map(([part]) => ({ part, state: 'degraded' as const, words: 'did not start' }));
  const all: Finding[] = [...findings, ...degraded];
  const isWell = all.every(({ state }) => state !== 'FAILED');
  const lines = all.map(
    ({ part, state, words }) => `${state.padEnd(8)}  ${part.padEnd(10)}${words}`,
  );
  const last = isWell ? 'The station can start.' : 'The station cannot work like this.';
  return { text: `${lines.join('\n')}\n\n${last}\n`, isWell };
}

async function find(part: string, check: () => Promise<Omit<Finding, 'part'>>): Promise<Finding> {
  try {
    return { part, ...(await within('The check', CHECK_MS_MAX, check)) };
  } catch (error) {
    return { part, state: 'FAILED', words: error instanceof Error ? error.message : String(error) };
  }
}

/** It has been found, migrated and connected to, else there would be no application. */
function database(app: INestApplicationContext): Omit<Finding, 'part'> {
  const report = app.get(DatabaseReport, { strict: false });
  const { connections } = report.stats();
  if (!report.health.isUp) return { state: 'FAILED', words: 'does not answer' };
  const words = `answers, schema up to date, ${connections.max_allowed} connections at most`;
  return { state: 'ok', words };
}

async function cache(app: INestApplicationContext): Promise<Omit<Finding, 'part'>> {
  const link = app.get(RedisLink, { strict: false });
  if (!link.report().isConfigured)
    return { state: 'ok', words: 'in memory (REDIS_URL is not set)' };
  const ms = await link.pingMs();
  if (ms === undefined)
    return { state: 'degraded', words: 'Redis does not answer; in memory alone' };
  return { state: 'ok', words: `in memory, Redis behind it answers in ${ms.toFixed(1)} ms` };
}

async function queue(app: INestApplicationContext): Promise<Omit<Finding, 'part'>> {
  const counts = await app.get(JobQueue, { strict: false }).counts();
  const sum = (...states: string[]) => states.reduce((all, state) => all + (counts[state] ?? 0), 0);
  const waiting = sum('waiting', 'prioritized');
  return { state: 'ok', words: `${waiting} jobs wait, ${sum('active')} in progress` };
}

async function voices(app: INestApplicationContext): Promise<Omit<Finding, 'part'>> {
  const { length } = await app.get(TakeService, { strict: false }).voices();
  return length > 0
    ? { state: 'ok', words: `${length} there` }
    : { state: 'FAILED', words: 'there is none: no show can be spoken' };
}

/** Every stored file against its checksum: however long that takes, for nothing else finds what a disk has lost. */
async function files(app: INestApplicationContext): Promise<Finding> {
  try {
    const report = await app.get(FileCare, { strict: false }).check();
    const { checked, sizeBytes, missingCount, alteredCount, unreadableCount } = report;
    const mib = (sizeBytes / 1024 ** 2).toFixed(1);
    const looked = `${checked} files with ${mib} MiB compared with their checksums`;
    if (missingCount + alteredCount + unreadableCount === 0)
      return { part: 'files', state: 'ok', words: `${looked}: all are as they were stored` };
    const words = [
      `${looked}: ${missingCount} missing, ${alteredCount} altered, ${unreadableCount} unreadable`,
      ...(['missing', 'altered', 'unreadable'] as const).flatMap((what) =>
        report[what].slice(0, NAMED_MAX).map((fault) => nameOf(what, fault)),
      ),
    ];
    return { part: 'files', state: 'FAILED', words: words.join('\n') };
  } catch (error) {
    return { part: 'files', state: 'FAILED', words: (error as Error).message };
  }
}

function nameOf(what: string, { id, usedBy }: FileFault): string {
  return `          ${what}  ${id}  ${usedBy.join('; ') || 'nobody needs it'}`;
}

async function disk(app: INestApplicationContext): Promise<Omit<Finding, 'part'>> {
  const { dataDir } = app.get(ServiceSettings, { strict: false });
  const { bavail, bsize } = await statfs(dataDir);
  const words = `${((bavail * bsize) / 1024 ** 3).toFixed(1)} GiB free in ${dataDir}`;
  return { state: bavail * bsize < DISK_FREE_BYTES_MIN ? 'degraded' : 'ok', words };
}
