import type { Alert, Notice, NoticeKind } from '../alert.js';
import { SEVERITIES } from '../rule/rule.js';
import type { Message } from './channel.js';

const WORD: Readonly<Record<NoticeKind, string>> = { fired: 'fired', resolved: 'resolved' };
const SUBJECT_CHARACTERS_MAX = 150;

/** One line for the head of a message. */
export function headline({ notices }: Message): string {
  const [first] = notices;
  if (first && notices.length === 1)
    return cut(`[${labelOf(first)}] RadioX: ${first.alert.message}`);
  const fired = notices.filter(({ kind }) => kind === 'fired');
  const severities = new Set(fired.map(({ alert }) => alert.severity));
  const worst = SEVERITIES.findLast((one) => severities.has(one));
  const counts = `${fired.length} fired, ${notices.length - fired.length} resolved`;
  return `[${worst ?? 'RESOLVED'}] RadioX: ${notices.length} alerts (${counts})`;
}

/** A line of text for each notice. */
export function lines({ notices }: Message): string[] {
  return notices.map((notice) => {
    const { message, startedAt, resolvedAt } = notice.alert;
    const from = startedAt.toISOString();
    const time = resolvedAt ? `${from} to ${resolvedAt.toISOString()}` : `since ${from}`;
    return `[${labelOf(notice)}] ${message} (${time})`;
  });
}

/** The document that webhooks get; names as the API writes them. */
export function documentOf({ id, notices }: Message) {
  return {
    id,
    type: 'alerts',
    alerts: notices.map(({ kind, alert }) => ({
      event: `alert.${WORD[kind]}`,
      ...answerOf(alert),
    })),
  };
}

/** An alert as the API writes it. */
export function answerOf(alert: Alert) {
  return {
    id: alert.id,
    rule: alert.rule,
    severity: alert.severity,
    message: alert.message,
    value: alert.value,
    threshold: alert.threshold,
    unit: alert.unit,
    started_at: alert.startedAt.toISOString(),
    last_seen: alert.lastSeen.toISOString(),
    resolved_at: alert.resolvedAt?.toISOString() ?? null,
    acknowledged_by: alert.acknowledgedBy,
  };
}

function labelOf({ kind, alert }: Notice): string {
  return kind === 'resolved' ? 'RESOLVED' : alert.severity;
}

function cut(text: string): string {
  return text.length <= SUBJECT_CHARACTERS_MAX
    ? text
    : `${text.slice(0, SUBJECT_CHARACTERS_MAX - 1)}…`;
}
