import { IsIn } from 'class-validator';
import { Env } from './env.js';
import { ENVIRONMENTS } from './environments.js';

/** Where the process runs; some defaults hang on it. */
export class EnvironmentSettings {
  /** Where this process runs: `development`, `test`, `staging` or `production`. Left out, what NODE_ENV says. */
  @Env(
    'RADIOX_ENV',
    IsIn(ENVIRONMENTS, {
      message: `must be one of ${ENVIRONMENTS.join(', ')}; where it is unset, NODE_ENV counts`,
    }),
  )
  readonly name: string = 'development';
}
