export { checkedAs, faultsOf, jsonIn, refuse } from './checked.js';
export { Clearable } from './clearable.js';
export { DEPTH_MAX, nullsOf, unfitness } from './fitness.js';
export { IdPipe } from './id.pipe.js';
export { IsMoment } from './moment.js';
