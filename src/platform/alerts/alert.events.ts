import { DomainEvent } from '#platform/events';
import type { Severity } from './rule/rule.js';

/** Something has gone wrong. */
export class AlertFired extends DomainEvent {
  static readonly eventName = 'alert.fired';
  constructor(
    readonly alertId: string,
    readonly rule: string,
    readonly severity: Severity,
    readonly message: string,
  ) {
    super();
  }
}

/** What had gone wrong is well again. */
export class AlertResolved extends DomainEvent {
  static readonly eventName = 'alert.resolved';
  constructor(
    readonly alertId: string,
    readonly rule: string,
    readonly severity: Severity,
    readonly message: string,
  ) {
    super();
  }
}
