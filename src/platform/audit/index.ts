export {
  actorNow,
  type AuditedAct,
  type AuditEntry,
  AuditLog,
  type AuditQuery,
} from './audit-log.js';
export { AuditModule } from './audit.module.js';
