import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { type ShowRequest, ShowService, wholeAnswer } from '#modules/show';
import { FileStore } from '#platform/files';
import type { ShowArguments } from './arguments.js';
import { progressDisplay } from './progress-display.js';
import { jsonLine, summary } from './summary.js';

const LOOK_EVERY_MS = 200;

/** The show could not be made; the message says why in a sentence. Exit code 1. */
export class ShowNotMade extends Error {}

/**
 * Has a show made by this process (or by a server that is running on the same data) and waits for it.
 * @param startedMs `performance.now()` when the user's command began.
 * @returns What to print on standard output.
 * @throws ShowNotMade, InvalidInput
 */
export async function makeShow(
  app: INestApplicationContext,
  args: ShowArguments,
  signal: AbortSignal,
  startedMs: number,
): Promise<string> {
  const shows = app.get(ShowService, { strict: false });
  const files = app.get(FileStore, { strict: false });
  const { id } = await shows.request(requestOf(args));
  const display = progressDisplay(process.stderr);
  try {
    await follow(shows, id, display, signal);
  } finally {
    display.end();
  }
  const whole = await shows.whole(id);
  const { show } = whole;
  if (show.status !== 'completed')
    throw new ShowNotMade(show.error?.detail ?? `The show was ${show.status}.`);
  const audio = whole.files.find(({ kind }) => kind === 'audio');
  if (!audio) throw new ShowNotMade('The show has no audio.');
  const file = await placeOf(files, audio.fileId, audio.name, args.out);
  const wallS = (performance.now() - startedMs) / 1000;
  const answer = wholeAnswer(whole);
  return args.isJson ? `${jsonLine(answer, file, wallS)}\n` : summary(answer, file, wallS);
}

function requestOf(args: ShowArguments): ShowRequest {
  const { preset, minutes, language, seed, feeds, stems } = args;
  return {
    presetName: preset,
    ...(minutes !== undefined && { durationMinutes: minutes }),
    ...(language && { language }),
    ...(seed !== undefined && { seed: String(seed) }),
    // The process that makes the show may stand in another folder.
    feeds: typeof feeds === 'string' ? feeds : feeds.map(absolute),
    isDryRun: false,
    ...(args.format && { exportFormat: args.format }),
    ...(stems !== undefined && { stemsFolder: resolve(stems) }),
  };
}

function absolute(address: string): string {
  return /^[a-z][a-z+.-]+:\/\//i.test(address) ? address : resolve(address);
}

async function follow(
  shows: ShowService,
  id: string,
  display: ReturnType<typeof progressDisplay>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const { status, percent, stage, sentence } = await shows.get(id);
    if (['completed', 'failed', 'cancelled'].includes(status)) return;
    if (signal.aborted) {
      await shows.cancel(id);
      throw new ShowNotMade('Stopped; the show was cancelled.');
    }
    display.update(percent, stage, sentence);
    await sleep(LOOK_EVERY_MS);
  }
}

async function placeOf(files: FileStore, fileId: string, name: string, out: string | undefined) {
  if (out === undefined) return files.expose(fileId, 'shows', name);
  await files.export(fileId, out);
  return resolve(out);
}
