import type { Severity } from './rule/rule.js';

/** Something that is, or was, wrong. */
export interface Alert {
  readonly id: string;
  /** Name of its rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** The process that it is about; empty where it is the whole station. */
  readonly instance: string;
  /** What of several it is about (a queue, an objective); empty where there is but one. */
  readonly subject: string;
  readonly message: string;
  /** As it was last seen, in `unit`. */
  readonly value: number;
  readonly threshold: number;
  readonly unit: string;
  readonly startedAt: Date;
  readonly lastSeen: Date;
  readonly resolvedAt: Date | null;
  readonly acknowledgedBy: string | null;
}

export const NOTICE_KINDS = ['fired', 'resolved'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What somebody is told. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly alert: Alert;
}

/** The whole station, in place of one process. */
export const FLEET = '';

export const keyOf = ({ rule, instance, subject }: Pick<Alert, 'rule' | 'instance' | 'subject'>) =>
  JSON.stringify([rule, instance, subject]);
