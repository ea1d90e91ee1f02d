export { readArguments, type ShowArguments, USAGE, UsageError } from './arguments.js';
export { makeShow, ShowNotMade } from './show-command.js';
