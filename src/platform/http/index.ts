export { AddressRefused, isPublicAddress } from './address-guard.js';
export { CallReports, type ProviderCalls } from './call-reports.js';
export type { Headers, Method } from './exchange.js';
export { HttpClient } from './http-client.js';
export { HttpEngine } from './http-engine.js';
export { HttpModule } from './http.module.js';
export {
  AnswerNotKept,
  AnswerTooLarge,
  CircuitOpen,
  RateLimited,
  TooManyWaiting,
  Unreachable,
} from './http.problems.js';
export { HttpSettings } from './http.settings.js';
export type { GenAiCall, HttpRequest, HttpResponse } from './outside-call.js';
export {
  ProviderClient,
  ProviderFailed,
  type ProviderQuestion,
  type Refusal,
} from './provider-client.js';
export type { Rate } from './rate-limiter.js';
export { TIME_LIMITS } from './time-limits.js';
