export { master } from './mastering.js';
export { retouch } from './retouch.js';
export { joinParts, masterPart } from './parts.js';
export { measure } from './measuring.js';
export { mixdown } from './mixdown.js';
export { survey } from './survey.js';
export { treat } from './treating.js';
