export { clock } from './page/format.js';
export {
  type ShowFailures,
  type ShowGroup,
  ShowReports,
  type ShowTimes,
  type StageTimes,
} from './report/show-reports.js';
export { type ShowAnswer, wholeAnswer } from './show.answer.js';
export type { Show, ShowStatus, Stage } from './show.entity.js';
export { ShowFailed, ShowGenerated } from './show.events.js';
export { ShowModule } from './show.module.js';
export { ShowNotFound } from './show.problems.js';
export type { ShowRequest } from './show-request.js';
export { ShowService, type WholeShow } from './show.service.js';
export { STAGES } from './show.entity.js';
