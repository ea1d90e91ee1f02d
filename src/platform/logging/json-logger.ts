import type { LoggerService } from '@nestjs/common';
import { logContext } from './context.js';
import { jsonLine } from './json-line.js';

const LEVELS = ['error', 'warn', 'log', 'debug'] as const;
export type LogLevel = (typeof LEVELS)[number];

/** Nest tells of every module and route it finds: of interest only to who looks for a fault there. */
const CHATTER = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory']);

/** They log what they then throw; both programs end with it in one sentence. */
const THROWS_AS_WELL = new Set(['ExceptionHandler', 'TypeOrmModule']);

/**
 * One JSON object a line on standard error, so that standard output stays free for answers. JSON also
 * escapes line breaks: no text from outside can forge a line.
 */
export class JsonLogger implements LoggerService {
  #settings: { readonly level: LogLevel };

  constructor(least: LogLevel) {
    this.#settings = { level: least };
  }

  /** Asks these settings for the level from now on, at every line: they may change while the process runs. */
  follow(settings: { readonly level: LogLevel }): void {
    this.#settings = settings;
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.#write(CHATTER.has(String(rest.at(-1))) ? 'debug' : 'log', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.#write('warn', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.#write(THROWS_AS_WELL.has(String(rest.at(-1))) ? 'debug' : 'error', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }

  #write(level: LogLevel, message: unknown, rest: readonly unknown[]): void {
    if (LEVELS.indexOf(level) > LEVELS.indexOf(this.#settings.level)) return;
    const from = rest.findLast((part) => typeof part === 'string');
    const error = [message, ...rest].find((part) => part instanceof Error);
    const own = { time: new Date().toISOString(), level, from, ...logContext() };
    const facts = isFacts(message) ? message : { message: text(message) };
    process.stderr.write(`${jsonLine(own, facts, error)}\n`);
  }
}

function isFacts(message: unknown): message is object {
  return typeof message === 'object' && message !== null && !(message instanceof Error);
}

function text(value: unknown): unknown {
  return value instanceof Error ? value.message : value;
}
