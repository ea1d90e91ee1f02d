export { asker, type Asker, mayTakeAway, onBehalfOf } from './asker.js';
export {
  type Access,
  accessOf,
  BodyBytesMax,
  Costly,
  Needs,
  Open,
  PublicReading,
  TakesFiles,
  type RouteAccess,
} from './route-access.js';
export { highest, rankOf, type Scope, SCOPES } from './scope.js';
