import { DEFAULTS_IN, ENVIRONMENTS } from './environments.js';
import { EnvironmentSettings } from './environment.settings.js';
import { LoggingSettings } from './logging.settings.js';
import { loadSettings } from './settings.js';

describe('the environment', () => {
  it.each([
    [{}, 'development'],
    [{ NODE_ENV: 'production' }, 'production'],
    [{ NODE_ENV: 'production', RADIOX_ENV: 'staging' }, 'staging'],
  ])('of %j is %s', (env, name) => {
    expect(loadSettings(EnvironmentSettings, env).name).toBe(name);
  });

  it.each([{ NODE_ENV: 'prod' }, { RADIOX_ENV: 'prod' }])('%j is refused', (env) => {
    expect(() => loadSettings(EnvironmentSettings, env)).toThrow(/RADIOX_ENV: must be one of/);
  });

  it('decides defaults, and nothing that is set', () => {
    const level = (env: Record<string, string>) => loadSettings(LoggingSettings, env).level;

    expect(level({ NODE_ENV: 'production' })).toBe('log');
    expect(level({ NODE_ENV: 'test' })).toBe('error');
    expect(level({ RADIOX_ENV: 'staging' })).toBe('debug');
    expect(level({ RADIOX_ENV: 'staging', RADIOX_LOG_LEVEL: 'warn' })).toBe('warn');
    expect(Object.keys(DEFAULTS_IN)).toEqual([...ENVIRONMENTS]);
  });
});
