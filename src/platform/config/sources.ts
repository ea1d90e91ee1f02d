import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { defaultsIn, environmentOf } from './environments.js';

export type Source = Readonly<Record<string, string | undefined>>;
/** Where the value of a setting comes from. */
export type Origin = 'default' | 'file' | 'database' | 'env';

export interface Given {
  readonly text: string;
  readonly origin: Origin;
}

const FILE_BYTES_MAX = 65_536;
const CONFIG_FILE = 'RADIOX_CONFIG_FILE';

/**
 * Everything settings are read from, most important first: environment, what operators have changed (in the database),
 * file, `.env`, the environment's defaults.
 */
export class Sources {
  /** Files that were read, or would be if they were there. */
  readonly paths = new Set<string>();
  /** What is wrong with the files themselves. */
  readonly faults: string[] = [];
  readonly #layers: ReadonlyArray<readonly [Origin, Source]>;

  private constructor(
    env: Source,
    files: (sources: Sources) => readonly Source[],
    edited: Source = {},
  ) {
    const read = files(this);
    const name = [env, ...read].map((one) => one['RADIOX_ENV']?.trim()).find(Boolean);
    this.#layers = [
      ['env', env],
      ['database', edited],
      ...read.map((file) => ['file', file] as const),
      ['env', { RADIOX_ENV: env['NODE_ENV'] }],
      ['default', defaultsIn(name ?? environmentOf(env))],
    ];
  }

  /** Variables alone, no files. */
  static of(env: Source): Sources {
    return new Sources(env, () => []);
  }

  /**
   * Variables and files: the one that `RADIOX_CONFIG_FILE` names, and `.env` of the working folder. Tests
   * leave `.env` alone: what they find must not depend on the machine.
   * @param edited What operators have changed while the station ran.
   */
  static withFiles(env: Source, edited: Source = {}): Sources {
    const files = (sources: Sources) => {
      const named = env[CONFIG_FILE]?.trim();
      return [
        ...(named ? [sources.#parse(resolve(named), CONFIG_FILE)] : []),
        ...(environmentOf(env) === 'test' ? [] : [sources.#parse(resolve('.env'))]),
      ];
    };
    return new Sources(env, files, edited);
  }

  /** @returns Nothing where a variable is unset or empty everywhere. */
  find(variable: string): Given | undefined {
    for (const [origin, values] of this.#layers) {
      const text = values[variable]?.trim();
      if (text) return { text, origin };
    }
    return undefined;
  }

  /**
   * A secret, from its variable or from the file that `<variable>_FILE` names.
   * @throws Error that says what is wrong, variable first.
   */
  findSecret(variable: string): Given | undefined {
    const direct = this.find(variable);
    const path = this.find(`${variable}_FILE`)?.text;
    if (path === undefined) return direct;
    if (direct) throw new Error(`${variable}: is set twice, ${variable}_FILE is set as well`);
    const text = this.#read(resolve(path), `${variable}_FILE`).replace(/\r?\n$/, '');
    if (text === '') throw new Error(`${variable}_FILE: the file is empty`);
    return { text, origin: 'file' };
  }

  /** @param variable Who names the file; one that nobody names need not be there. */
  #parse(path: string, variable?: string): Source {
    try {
      return parseEnv(this.#read(path, variable ?? path));
    } catch (error) {
      const isMissing = (error as Error).message.includes('ENOENT');
      if (variable !== undefined || !isMissing) this.faults.push((error as Error).message);
      return {};
    }
  }

  #read(path: string, what: string): string {
    this.paths.add(path);
    try {
      const bytes = readFileSync(path);
      if (bytes.length <= FILE_BYTES_MAX) return bytes.toString('utf8');
    } catch (error) {
      const { code = 'unknown' } = error as NodeJS.ErrnoException;
      throw new Error(`${what}: the file cannot be read (${code})`, { cause: error });
    }
    throw new Error(`${what}: the file has more than ${FILE_BYTES_MAX} bytes`);
  }
}
