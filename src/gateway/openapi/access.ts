import type { Route } from './routes.js';
import { OPEN, OPERATOR } from '../auth/operator-key.guard.js';

const READING = new Set(['get', 'head']);
const WITH_KEY = [{ bearer: [] }, { api_key: [] }];

/** Who may call a route, as its guard sees it: the one place of this folder that knows. */
export function securityOf(method: string, route: Route): Array<Record<string, string[]>> {
  const says = (key: string) =>
    [route.handler, route.controller].some((one) => Reflect.getMetadata(key, one) === true);
  if (says(OPEN)) return [];
  // Nothing (`{}`) will do for who reads on this machine.
  return READING.has(method) && !says(OPERATOR) ? [...WITH_KEY, {}] : WITH_KEY;
}
