import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiKeyService, ConfigurationService } from '#gateway';
import { LoggingSettings, redact, ServiceSettings, SettingsModule } from '#platform/config';
import { Lifecycle, within } from '#platform/lifecycle';
import { JsonLogger } from '#platform/logging';
import { AppModule } from './app.module.js';
import { configure } from './configure.js';
import { makeFastify } from './fastify.js';

/** What there is to stop; nothing yet while it is being built. */
let station: NestFastifyApplication | undefined;
let isTold = false;

/** `npm start`: serves until it is told to stop. */
async function serve(): Promise<void> {
  SettingsModule.check();
  const settings = SettingsModule.read(ServiceSettings);
  const logger = new JsonLogger(SettingsModule.read(LoggingSettings).level);
  const fastify = makeFastify();
  stopOn('SIGTERM', 'SIGINT');
  await refuseTakenPort(settings);
  station = await NestFactory.create<NestFastifyApplication>(AppModule, fastify, {
    logger,
    abortOnError: false,
  });
  const app = await configure(station);
  logger.follow(app.get(LoggingSettings));
  if (isTold) {
    stop();
    return;
  }
  const firstKey = await app.get(ApiKeyService, { strict: false }).createFirst();
  await app.listen(settings.port, settings.host);
  app.get(ConfigurationService, { strict: false }).watch();
  say(await app.getUrl(), firstKey);
}

/**
 * Before a database is started and jobs are begun for nothing.
 * @throws Error when somebody listens there.
 */
async function refuseTakenPort({ port, host }: ServiceSettings): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
  } catch (error) {
    const isInUse = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw isInUse ? new Error(`Port ${port} is in use. Set PORT to another.`) : error;
  } finally {
    probe.close();
  }
}

/** Whoever stops a station waits no longer than this. */
const STOP_MS_MAX = 10_000;
/** Who balances load has noticed that we are no longer ready when nobody has asked for so long. */
const QUIET_MS = 500;
/** Who still asks then does not look at readiness. */
const QUIET_WITHIN_MS = 2_500;
/** Those who watch us go on asking. */
const PROBES = /^\/(livez|readyz|health|metrics)\b/;
/** What is being answered by then is cut. */
const ANSWER_MS_MAX = 3_000;

/** Nest's own hooks would end the process by the signal, and only once it is built. */
function stopOn(...signals: NodeJS.Signals[]): void {
  for (const signal of signals)
    process.on(signal, () => {
      if (isTold) return;
      isTold = true;
      if (station) stop();
    });
}

/** Ends in order, with exit code 0. */
function stop(): void {
  const late = setTimeout(() => process.exit(1), STOP_MS_MAX);
  leave(station as NestFastifyApplication).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`RadioX did not end cleanly. ${redact(String(error))}\n`);
      clearTimeout(late);
      process.exit(1);
    },
  );
}

/** Takes connections until no more requests come: one that waits to be accepted is lost when a server closes. */
async function untilQuiet(server: Server): Promise<void> {
  const from = performance.now();
  let askedAt = from;
  server.prependListener('request', ({ url }: IncomingMessage) => {
    if (!PROBES.test(url ?? '')) askedAt = performance.now();
  });
  const isOver = (now: number) => now - askedAt > QUIET_MS || now - from > QUIET_WITHIN_MS;
  while (!isOver(performance.now())) await sleep(25);
}

/** Readiness goes first, then new connections, then what is being answered; then the parts, backwards. */
async function leave(app: NestFastifyApplication): Promise<void> {
  app.get(Lifecycle, { strict: false }).leave();
  const server: Server = app.getHttpServer();
  await untilQuiet(server);
  const closed = new Promise((done) => server.close(done)); // Also where it never listened.
  await within('Answering', ANSWER_MS_MAX, () => closed).catch(() => {
    server.closeAllConnections();
  });
  await app.close();
}

function say(url: string, firstKey: string | undefined): void {
  const lines = [
    `RadioX is on the air at ${url}`,
    `  API and its description   ${url}/docs`,
    `  Shows                     ${url}/api/v1/shows`,
    `  Health                    ${url}/health`,
  ];
  if (firstKey !== undefined)
    lines.push(
      `Operator key, shown only this once:`,
      `  ${firstKey}`,
      `Studio, signed in by it (what stands behind # is not sent to any server):`,
      `  ${url}/#key=${firstKey}`,
    );
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** The last words of a process: what Node would print itself, without secrets. */
function endOn(error: unknown): never {
  const { stack, message } = error as Error;
  process.stderr.write(`RadioX ended by a fault of its own. ${redact(stack ?? message)}\n`);
  process.exit(1);
}

process.on('uncaughtException', endOn);
process.on('unhandledRejection', endOn);
try {
  await serve();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`RadioX could not start. ${redact(reason)}\n`);
  const begun = station; // Jobs are handed back, and a database that was started for this ends.
  if (begun) await within('The end', STOP_MS_MAX, () => begun.close()).catch(() => undefined);
  process.exit(1);
}
