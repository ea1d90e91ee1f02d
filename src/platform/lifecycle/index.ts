export { Lifecycle, type Part, type PartState, StartFailed } from './lifecycle.js';
export { LifecycleModule } from './lifecycle.module.js';
export { within } from './within.js';
