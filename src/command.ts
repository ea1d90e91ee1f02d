import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { InvalidInput } from '#kernel';
import { LoggingSettings, redact, SettingsError, SettingsModule } from '#platform/config';
import { HttpSettings } from '#platform/http';
import { JsonLogger } from '#platform/logging';
import { AppModule } from './app.module.js';
import {
  configCommand,
  doctorCommand,
  feedsCommand,
  makeShow,
  migrateCommand,
  readArguments,
  readFeedsArguments,
  refuseDoctorArguments,
  type ShowArguments,
  USAGE,
  UsageError,
} from './cli/index.js';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
/** Since when the user waits: the process is older than this line. */
const STARTED_MS = performance.now() - process.uptime() * 1000;

/**
 * `radiox [show]`: makes one show, with or without a server running. `radiox config check`,
 * `radiox migrate down`, `radiox doctor`, `radiox feeds check`: see there.
 */
async function main(): Promise<void> {
  const [command, ...rest] = process.argv.slice(2);
  if (command === 'config') {
    process.stdout.write(configCommand(rest));
    return;
  }
  if (command === 'migrate') {
    SettingsModule.check();
    process.stdout.write(await migrateCommand(rest));
    return;
  }
  if (command === 'doctor') {
    await examine(rest);
    return;
  }
  if (command === 'feeds') {
    await checkFeeds(rest);
    return;
  }
  const args = readArguments(command === 'show' ? rest : process.argv.slice(2));
  if (args === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  SettingsModule.check();
  allowTyped(args);
  const app = await context();
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => {
      stop.abort();
    });
  try {
    process.stdout.write(await makeShow(app, args, stop.signal, STARTED_MS));
  } finally {
    await app.close();
  }
}

/** The whole application without HTTP. A person watches: only what went wrong is logged, unless more was asked for. */
async function context(): Promise<INestApplicationContext> {
  process.env['CONTENT_FEED_REFRESH'] = 'false'; // A command reads what it needs itself.
  const env = { RADIOX_LOG_LEVEL: 'error', ...process.env };
  const logger = new JsonLogger(SettingsModule.read(LoggingSettings, env).level);
  return NestFactory.createApplicationContext(AppModule, { logger, abortOnError: false });
}

async function examine(argv: readonly string[]): Promise<void> {
  refuseDoctorArguments(argv);
  SettingsModule.check();
  process.env['RADIOX_ROLE'] = 'api'; // It looks; jobs that wait are not its business.
  const app = await context();
  try {
    const { text, isWell } = await doctorCommand(app);
    process.stdout.write(text);
    if (!isWell) process.exitCode = EXIT_FAILED;
  } finally {
    await app.close();
  }
}

async function checkFeeds(argv: readonly string[]): Promise<void> {
  const args = readFeedsArguments(argv);
  SettingsModule.check();
  process.env['RADIOX_ROLE'] = 'api'; // Jobs that wait are not its business.
  const app = await context();
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => {
      stop.abort(new Error('Stopped.'));
    });
  try {
    const { text, isWell } = await feedsCommand(app, args, stop.signal);
    process.stdout.write(text);
    if (!isWell) process.exitCode = EXIT_FAILED;
  } finally {
    await app.close();
  }
}

/** Who types the address of a feed on this machine means it, private host or not. */
function allowTyped({ feeds }: ShowArguments): void {
  if (typeof feeds === 'string') return;
  const hosts = feeds.flatMap(
    (address) => URL.parse(address)?.hostname.replace(/^\[|\]$/g, '') || [],
  );
  const known = SettingsModule.read(HttpSettings).allowedPrivateHosts;
  process.env['HTTP_ALLOWED_PRIVATE_HOSTS'] = [...known, ...hosts].join(',');
}

try {
  await main();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const isUsage = error instanceof UsageError || error instanceof InvalidInput;
  process.stderr.write(`${redact(message)}\n`);
  if (error instanceof UsageError) process.stderr.write(`\n${USAGE}`);
  if (!isUsage && !(error instanceof SettingsError) && process.env['RADIOX_LOG_LEVEL'] === 'debug')
    process.stderr.write(`${redact(error instanceof Error ? (error.stack ?? '') : '')}\n`);
  process.exitCode = isUsage ? EXIT_USAGE : EXIT_FAILED;
}
