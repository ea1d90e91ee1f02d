/** Where a process runs. */
export const ENVIRONMENTS = ['development', 'test', 'staging', 'production'] as const;

/** Defaults that differ from those of the settings classes, by variable. */
export const DEFAULTS_IN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  development: {},
  // Many apps share one server and one machine there, and none asks the outside by itself.
  test: { RADIOX_LOG_LEVEL: 'error', DB_POOL_MAX_SIZE: '10', CONTENT_FEED_REFRESH: 'false' },
  staging: { RADIOX_LOG_LEVEL: 'debug' },
  production: {},
};

/** `NODE_ENV` counts where `RADIOX_ENV` is silent; a name nobody knows is left for the checks to refuse. */
export function environmentOf(env: Readonly<Record<string, string | undefined>>): string {
  return env['RADIOX_ENV']?.trim() || env['NODE_ENV']?.trim() || 'development';
}

/** @returns Nothing for a name nobody knows. */
export function defaultsIn(name: string): Readonly<Record<string, string>> {
  return DEFAULTS_IN[name] ?? {};
}
