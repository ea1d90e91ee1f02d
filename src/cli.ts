import { NestFactory } from '@nestjs/core';
import type { LoggerService } from '@nestjs/common';
import { InvalidInput } from '#kernel';
import { SettingsError, SettingsModule } from '#platform/config';
import { JsonLogger, type LogLevel } from '#platform/logging';
import { AppModule } from './app.module.js';
import {
  makeShow,
  migrateCommand,
  readArguments,
  type ShowArguments,
  USAGE,
  UsageError,
} from './cli/index.js';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
/** Since when the user waits: the process is older than this line. */
const STARTED_MS = performance.now() - process.uptime() * 1000;

/** `npm run show`: makes one show, with or without a server running. `npm run migrate`: the schema's way back. */
async function main(): Promise<void> {
  if (process.argv[2] === 'migrate') {
    SettingsModule.check();
    process.stdout.write(await migrateCommand(process.argv.slice(3), process.env));
    return;
  }
  const args = readArguments(process.argv.slice(2));
  if (args === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  allowTyped(args);
  SettingsModule.check();
  const level = (process.env['RADIOX_LOG_LEVEL'] ?? 'error') as LogLevel;
  const logger: LoggerService = new JsonLogger(level);
  const app = await NestFactory.createApplicationContext(AppModule, {
    logger,
    abortOnError: false,
  });
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

/** Who types the address of a feed on this machine means it, private host or not. */
function allowTyped({ feeds }: ShowArguments): void {
  if (typeof feeds === 'string') return;
  const hosts = feeds.flatMap(
    (address) => URL.parse(address)?.hostname.replace(/^\[|\]$/g, '') || [],
  );
  const known = process.env['HTTP_ALLOWED_PRIVATE_HOSTS'];
  process.env['HTTP_ALLOWED_PRIVATE_HOSTS'] = [...(known ? [known] : []), ...hosts].join(',');
}

try {
  await main();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const isUsage = error instanceof UsageError || error instanceof InvalidInput;
  process.stderr.write(`${message}\n`);
  if (error instanceof UsageError) process.stderr.write(`\n${USAGE}`);
  if (!isUsage && !(error instanceof SettingsError) && process.env['RADIOX_LOG_LEVEL'] === 'debug')
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`);
  process.exitCode = isUsage ? EXIT_USAGE : EXIT_FAILED;
}
