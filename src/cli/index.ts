export { readArguments, type ShowArguments, USAGE, UsageError } from './arguments.js';
export { configCommand } from './config-command.js';
export { doctorCommand, refuseDoctorArguments } from './doctor-command.js';
export { feedsCommand, readFeedsArguments } from './feeds-command.js';
export { migrateCommand } from './migrate-command.js';
export { makeShow, ShowNotMade } from './show-command.js';
