import { accessOf } from '#platform/access';
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
