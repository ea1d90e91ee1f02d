import type { ServiceSettings } from '#platform/config';
import { blocksOf, isLoopbackHost } from './auth/address.js';
import type { SecuritySettings } from './security.settings.js';
import type { TokenSettings } from './tokens/token.settings.js';

/** RFC 7518, 3.2: a key of HS256 is as long as its hash. */
const SECRET_CHARACTERS_MIN = 32;
const METRICS_TOKEN_CHARACTERS_MIN = 16;

/** Settings that are right each for itself and wrong together. @throws Error with a sentence for the operator. */
export function checkGate(
  security: SecuritySettings,
  tokens: TokenSettings,
  { host }: ServiceSettings,
): void {
  if (security.authMode === 'off' && !isLoopbackHost(host))
    throw new Error(
      `AUTH_MODE=off is accepted only on a loopback address, and HOST is ${host}: anybody who reaches it ` +
        'could do anything. Leave AUTH_MODE out; the first start prints a key.',
    );
  const secret = tokens.secret?.reveal();
  if (tokens.algorithm === 'HS256' && secret === undefined)
    throw new Error('SECURITY_TOKEN_ALGORITHM=HS256 needs SECURITY_TOKEN_SECRET.');
  for (const [name, value] of [
    ['SECURITY_TOKEN_SECRET', secret],
    ['SECURITY_OLD_TOKEN_SECRET', tokens.oldSecret?.reveal()],
    ['SECURITY_SEAL_SECRET', tokens.sealSecret?.reveal()],
  ] as const)
    if (value !== undefined && value.length < SECRET_CHARACTERS_MIN)
      throw new Error(`${name} must have at least ${SECRET_CHARACTERS_MIN} characters.`);
  const metrics = security.metricsToken?.reveal();
  if (metrics !== undefined && metrics.length < METRICS_TOKEN_CHARACTERS_MIN)
    throw new Error(
      `SECURITY_METRICS_TOKEN must have at least ${METRICS_TOKEN_CHARACTERS_MIN} characters.`,
    );
  blocksOf(security.trustedProxies);
}
