import { accessOf } from '#platform/access';
import { KEY_CHARACTERS_MAX, keepsAnswers } from '../idempotency/idempotency.js';
import type { Operation } from './document.js';
import type { Route } from './routes.js';

/** Any of them will do: a key or a token, or the cookie of a browser that signed in. */
const SIGNED_IN = [{ bearer: [] }, { api_key: [] }, { session: [] }];

/** Who may call a route, as the gate sees it: the one place of this folder that knows. */
export function securityOf({ handler }: Route): Array<Record<string, string[]>> {
  const { access } = accessOf(handler);
  if (access === 'open') return [];
  // Nothing (`{}`) will do while public reading is on.
  return access === 'public' ? [...SIGNED_IN, {}] : SIGNED_IN;
}

const KEY = {
  name: 'idempotency-key',
  in: 'header',
  required: false,
  description:
    "Of the client's choice: sent again with the same body within 24 hours, the request is answered as it was first, and done no second time.",
  schema: { type: 'string', minLength: 1, maxLength: KEY_CHARACTERS_MAX },
};
const TAKEN =
  'The `Idempotency-Key` belongs to another request, or to one that is still being done.';

/** Says of a costly request that it may be sent again, where the gateway sees to that. */
export function describeKey(method: string, operation: Operation, { handler }: Route): void {
  if (!keepsAnswers(method, accessOf(handler))) return;
  operation.parameters = [...(operation.parameters ?? []), structuredClone(KEY)];
  const { description = '' } = operation.responses['409'] ?? {};
  const words = description === '' ? TAKEN : `${description} ${TAKEN}`;
  operation.responses['409'] = { ...operation.responses['409'], description: words };
  operation.responses['422'] ??= { description: '' };
}
