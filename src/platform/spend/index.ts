export type { Period } from './budget-limits.js';
export { BudgetUsedUp, FreeSpend, type Purchase, type Reservation, Spend } from './spend.js';
export { BudgetExhausted, BudgetWarned } from './spend.events.js';
export { type BudgetState, SpendLedger } from './spend-ledger.js';
export { SpendModule } from './spend.module.js';
export {
  type DaySums,
  type ProviderSums,
  SpendRepository,
  type SpendSums,
  type SubjectCost,
  type SubjectSums,
} from './spend.repository.js';
export type { Units } from './units.js';
