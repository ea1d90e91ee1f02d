import { Injectable } from '@nestjs/common';
import { DatabaseReport } from '#platform/database';
import type { Alert } from './alert.js';
import { AlertIsOver, AlertNotFound } from './alert.problems.js';
import { AlertEngine, type RuleReport } from './engine/alert-engine.js';
import { Silences } from './engine/silences.js';
import { type AlertFilter, AlertRepository } from './store/alert.repository.js';
import type { NewSilence, Silence } from './store/silence.repository.js';

/** What one may ask of alerts. */
@Injectable()
export class AlertService {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly silences: Silences,
    private readonly engine: AlertEngine,
    private readonly database: DatabaseReport,
  ) {}

  /** Open ones first, then the newest; 200 at most. While the database is away: what this process knows to be wrong. */
  async list(filter: AlertFilter): Promise<Alert[]> {
    if (this.database.health.isUp) return this.alerts.list(filter);
    return this.engine.open.filter((alert) => isMeant(alert, filter));
  }

  /** Somebody looks after it. @throws AlertNotFound, AlertIsOver */
  async acknowledge(id: string, by: string): Promise<Alert> {
    const alert = await this.alerts.acknowledge(id, by);
    if (!alert) throw new AlertNotFound(id);
    if (alert.resolvedAt !== null && alert.acknowledgedBy === null) throw new AlertIsOver(id);
    return alert;
  }

  rules(): RuleReport[] {
    return this.engine.report();
  }

  listSilences(): Promise<Silence[]> {
    return this.silences.list();
  }

  /** @throws TooManySilences */
  silence(silence: NewSilence): Promise<Silence> {
    return this.silences.add(silence);
  }

  /** @throws SilenceNotFound */
  unsilence(id: string): Promise<void> {
    return this.silences.remove(id);
  }
}

/** Of those that are not over. */
function isMeant({ severity, acknowledgedBy }: Alert, filter: AlertFilter): boolean {
  if (filter.severity !== undefined && filter.severity !== severity) return false;
  return (
    filter.state !== 'resolved' && (filter.state !== 'acknowledged' || acknowledgedBy !== null)
  );
}
