export { Clock } from './clock.js';
export { Deadline } from './deadline.js';
export { hasTag, versionOf, versionTag } from './entity-tag.js';
export { type Language, LANGUAGES } from './language.js';
export { type Fault, InvalidInput, Problem, type ProblemKind } from './problem.js';
export { fnv1a, SeededRandom } from './random.js';
