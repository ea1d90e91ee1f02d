export { master } from './mastering.js';
export { measure } from './measuring.js';
export { mixdown } from './mixdown.js';
