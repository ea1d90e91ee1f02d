import { Needs, Open } from '#platform/access';
import { prefixOf } from './caller.js';

/** A route for operators alone: the older name of `Needs('operator')`. */
export const OperatorOnly = () => Needs('operator');
export { Open, prefixOf };
