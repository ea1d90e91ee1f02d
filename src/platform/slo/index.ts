export { BUDGET_DAYS, type Events, type Objective, OBJECTIVES } from './objectives.js';
export { type Burn, errorBudgetLeft, type Kept, SloLedger } from './slo-ledger.js';
export { SloModule } from './slo.module.js';
export {
  BAD_EVENTS_MIN,
  burnRate,
  EVENTS_MIN,
  hasEnough,
  type WindowName,
  WINDOW_NAMES,
  WINDOWS,
} from './windows.js';
