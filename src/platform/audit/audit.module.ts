import { Global, Module } from '@nestjs/common';
import { AuditLog } from './audit-log.js';

/** The record of who did what, for everyone who does what must be recorded. */
@Global()
@Module({ providers: [AuditLog], exports: [AuditLog] })
export class AuditModule {}
