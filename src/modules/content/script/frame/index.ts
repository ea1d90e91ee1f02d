export { brief, briefsOf, type Brief } from './brief.js';
export { listed, secondsOfAll } from './frame-part.js';
export { noticesOf } from './notices.js';
export { headlines, type HeadlineRound, lookBack } from './overview.js';
export { bitcoin, weather, writtenNumber } from './service.js';
export { greeting, signOff, spokenDate, titleOf } from './welcome.js';
