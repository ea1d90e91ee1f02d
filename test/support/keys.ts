import type { Scope } from '#platform/access';
import type { RunningApp } from './app.js';

interface KeyAnswer {
  readonly id: string;
  readonly api_key: string;
}

/** A new key over HTTP. @param more Fields of the request beside name and scopes. */
export async function makeKey(
  { app, operator }: RunningApp,
  scope: Scope,
  more: object = {},
): Promise<KeyAnswer> {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/keys',
    headers: operator,
    payload: { name: scope, scopes: [scope], ...more },
  });
  if (answer.statusCode !== 201) throw new Error(`No key was made: ${answer.body}`);
  return answer.json<KeyAnswer>();
}

/** The header with a new key. */
export async function keyOf(running: RunningApp, scope: Scope): Promise<{ authorization: string }> {
  const { api_key: key } = await makeKey(running, scope);
  return { authorization: `Bearer ${key}` };
}
