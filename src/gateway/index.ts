export { ApiKeyService } from './auth/api-key.service.js';
export { ConfigurationService } from './configuration/configuration.service.js';
export { GatewayModule } from './gateway.module.js';
export { countRequests } from './health/station-health.module.js';
export { describeApi, documentApi } from './openapi/describe-api.js';
export { operationsOf } from './openapi/document.js';
export { ProblemFilter } from './problem.filter.js';
export { validation } from './validation.js';
