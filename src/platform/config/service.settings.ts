import { IsIn, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { IsMoment } from '#platform/input';
import { Env, Path } from './env.js';

/** What the process as a whole is told: where its data lie, where it listens, what time it is. */
export class ServiceSettings {
  /** Folder of everything RadioX keeps: database, files, takes. */
  @Env('RADIOX_DATA_DIR', IsString())
  @Path()
  readonly dataDir: string = './data';

  /** A day or a moment (2026-05-20T08:00:00Z) that fixes the clock, for reproducible shows; left out, the clock runs. */
  @Env('RADIOX_NOW', IsOptional(), IsMoment())
  readonly now?: string;

  /** TCP port of the API. */
  @Env('PORT', IsInt(), Min(0), Max(65_535))
  readonly port: number = 8000;

  /** Address to listen on. Other than loopback, reading needs a key as well. */
  @Env('HOST', IsString())
  readonly host: string = '127.0.0.1';

  /**
   * What this process does: `api` answers requests, `worker` does jobs, `stream` serves listeners, `all` everything.
   * Processes of one station share database and data folder.
   */
  @Env('RADIOX_ROLE', IsIn(['all', 'api', 'worker', 'stream']))
  readonly role: string = 'all';
}
