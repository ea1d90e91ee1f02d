import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Injectable, Logger } from '@nestjs/common';
import { ServiceSettings } from '#platform/config';
import { DatabaseReport } from '#platform/database';
import { Lifecycle } from '#platform/lifecycle';
import { Meters } from '#platform/metrics';
import { AlertSocket, PerformanceSettings } from '#platform/performance';
import { SloLedger } from '#platform/slo';
import { type Alert, FLEET, keyOf } from '../alert.js';
import { AlertSettings } from '../alert.settings.js';
import { Past } from '../rule/past.js';
import { type AlertRule, sentence } from '../rule/rule.js';
import { alertRules, type Limits } from '../rule/rules.js';
import { AlertRepository } from '../store/alert.repository.js';
import { AlertBook } from './alert-book.js';
import { Caretaker } from './caretaker.js';
import { Judge, type RuleStanding, type Verdict } from './judge.js';
import { Silences } from './silences.js';

/** So many evaluations may fail to renew the lease before another process gets it. */
const LEASE_INTERVALS = 4;
const START_MS_MAX = 10_000;
const STOP_MS_MAX = 5_000;

/** A rule and how it stands in this process. */
export interface RuleReport extends RuleStanding {
  readonly rule: AlertRule;
  /** Why it is not judged here. */
  readonly idleBecause?: string;
}

/**
 * Judges the rules every few seconds: those of one process in each, those of the whole station in the one that
 * holds the lease. Alerts that are open go on after a restart.
 */
@Injectable()
export class AlertEngine {
  readonly #logger = new Logger('Alerts');
  readonly #judge = new Judge();
  readonly #past: Past;
  readonly #open = new Map<string, Alert>();
  /** Of the lease: this process from its start to its end. */
  readonly #holder = randomUUID();
  #rules: AlertRule[] = [];
  #limits: Limits | undefined;
  #isLeader = false;
  #timer: NodeJS.Timeout | undefined;
  #judging: Promise<void> | undefined;
  #housekeeping: Promise<void> | undefined;
  #existing: ReadonlySet<string> = new Set();

  constructor(
    private readonly meters: Meters,
    private readonly ledger: SloLedger,
    private readonly book: AlertBook,
    private readonly alerts: AlertRepository,
    private readonly silences: Silences,
    private readonly caretaker: Caretaker,
    private readonly database: DatabaseReport,
    private readonly settings: AlertSettings,
    private readonly performance: PerformanceSettings,
    private readonly service: ServiceSettings,
    socket: AlertSocket,
    lifecycle: Lifecycle,
  ) {
    this.#past = new Past((long, short) => ledger.burns(long, short));
    socket.use(() => {
      const { counts } = caretaker;
      const active = [...counts.values()].reduce((sum, count) => sum + count, 0);
      return { active, critical: counts.get('CRITICAL') ?? 0 };
    });
    lifecycle.register({
      name: 'alerts',
      step: 'engines',
      isRequired: false,
      startMsMax: START_MS_MAX,
      stopMsMax: STOP_MS_MAX,
      start: () => this.#start(),
      stop: () => this.#stop(),
    });
  }

  /** Name of this process in its alerts; the same after a restart. */
  get instance(): string {
    return this.settings.instance ?? `${hostname()}:${this.service.port}`;
  }

  /** What this process knows to be wrong. */
  get open(): Alert[] {
    return [...this.#open.values()];
  }

  /** Whether this process judges for the whole station. */
  get isLeader(): boolean {
    return this.#isLeader;
  }

  /** Every rule, as the settings of the moment have it. */
  get rules(): readonly AlertRule[] {
    const { memoryThresholdMb, cpuThresholdPercent } = this.performance;
    const { queueAgeS, requestsMin } = this.settings;
    const limits = {
      memoryMb: memoryThresholdMb,
      cpuPercent: cpuThresholdPercent,
      queueAgeS,
      requestsMin,
    };
    if (JSON.stringify(limits) !== JSON.stringify(this.#limits)) this.#rules = alertRules(limits);
    this.#limits = limits;
    return this.#rules;
  }

  report(): RuleReport[] {
    return this.rules.map((rule) => {
      const idleBecause = this.#whyIdle(rule);
      if (idleBecause !== undefined) return { rule, state: 'idle', value: undefined, idleBecause };
      return { rule, ...this.#judge.standing(rule) };
    });
  }

  /** One evaluation and what follows it. For tests that will not wait for the timer. Never fails. */
  async evaluate(): Promise<void> {
    await this.#judgeAll();
    await this.#keepHouse();
  }

  async #start(): Promise<void> {
    for (const alert of await this.alerts.openOf(this.instance)) this.#adopt(alert);
    await this.silences.refresh();
    await this.#keepHouse();
    this.#timer = setInterval(() => {
      void this.#judgeAll().then(() => this.#keepHouse());
    }, this.settings.intervalS * 1000);
  }

  async #stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#judging;
    await this.#housekeeping;
    await this.caretaker.close();
    await this.ledger.flush();
    if (this.#isLeader) await this.alerts.stepDown(this.#holder).catch(() => undefined);
  }

  async #judgeAll(): Promise<void> {
    this.#judging ??= this.#judgeOnce()
      .catch((error: unknown) => {
        this.#logger.error('The rules could not be judged', error);
      })
      .finally(() => {
        this.#judging = undefined;
      });
    await this.#judging;
  }

  /** Waits for the database, where judging does not: that must go on when no connection is to be had. */
  async #keepHouse(): Promise<void> {
    this.#housekeeping ??= this.#keepHouseOnce()
      .catch((error: unknown) => {
        this.#logger.debug({ message: 'Looked after later', reason: String(error) });
      })
      .finally(() => {
        this.#housekeeping = undefined;
      });
    await this.#housekeeping;
  }

  async #judgeOnce(): Promise<void> {
    const { rules } = this;
    const leaves = rules.flatMap(({ measure }) => measure.leaves);
    const names = [...rules.flatMap(({ measure }) => measure.meters), ...this.ledger.meters];
    const snapshot = await this.meters.snapshot([...new Set(names)]);
    this.#existing = new Set(snapshot.families.map(({ name }) => name));
    this.#past.note(snapshot, [...new Map(leaves.map((leaf) => [leaf.key, leaf])).values()]);
    this.ledger.note(snapshot);
    if (!this.performance.isAlertingEnabled) return;
    const judged = rules.filter(({ scope }) => scope === 'instance' || this.#isLeader);
    const verdicts = judged.flatMap((rule) => this.#judge.judge(rule, this.#past));
    await Promise.all(verdicts.map((verdict) => this.#act(verdict)));
  }

  async #keepHouseOnce(): Promise<void> {
    if (this.database.health.isUp) await this.ledger.flush();
    if (!this.performance.isAlertingEnabled) return;
    if (this.database.health.isUp) await this.#settleLease();
    await this.caretaker.look(this.#isLeader, [...this.#open.values()]);
  }

  /** While the database is away whoever judged for all goes on: nobody else can begin. */
  async #settleLease(): Promise<void> {
    const seconds = this.settings.intervalS * LEASE_INTERVALS;
    const isLeader = await this.alerts.lead(this.#holder, seconds).catch(() => this.#isLeader);
    if (isLeader === this.#isLeader) return;
    const open = isLeader ? await this.alerts.openOf(FLEET) : [];
    this.#isLeader = isLeader;
    for (const rule of this.rules.filter(({ scope }) => scope === 'fleet'))
      this.#judge.forget(rule.name);
    for (const [key, { instance }] of [...this.#open])
      if (instance === FLEET) this.#open.delete(key);
    for (const alert of open) this.#adopt(alert);
    this.#logger.debug({ message: 'Judges for the whole station', is_leader: isLeader });
  }

  /** Where its rule is gone, nobody looks at it any more, and the caretaker ends it. */
  #adopt(alert: Alert): void {
    if (!this.rules.some(({ name }) => name === alert.rule)) return;
    this.#open.set(keyOf(alert), alert);
    this.#judge.adopt(alert.rule, alert.subject, alert.value);
  }

  async #act({ rule, subject, change, value }: Verdict): Promise<void> {
    const instance = rule.scope === 'fleet' ? FLEET : this.instance;
    const key = keyOf({ rule: rule.name, instance, subject });
    const now = new Date();
    const known = this.#open.get(key);
    const message = sentence(rule, value, subject, instance === FLEET ? undefined : instance);
    if (change === 'fired') {
      const { name, severity, threshold, unit } = rule;
      const alert: Alert = {
        ...{ id: randomUUID(), rule: name, severity, instance, subject, message, value },
        ...{ threshold, unit, startedAt: now, lastSeen: now },
        ...{ resolvedAt: null, acknowledgedBy: null },
      };
      const id = await this.book.tell(alert, 'fired');
      this.#open.set(key, { ...alert, id });
    } else if (known && change === 'seen')
      this.#open.set(key, { ...known, message, value, lastSeen: now });
    else if (known) {
      this.#open.delete(key);
      await this.book.tell({ ...known, lastSeen: now, resolvedAt: now }, 'resolved');
    }
  }

  #whyIdle({ measure, scope, awaits }: AlertRule): string | undefined {
    if (!this.meters.isEnabled) return 'Nothing is measured (PERF_ENABLED=false).';
    if (!this.performance.isAlertingEnabled)
      return 'Alerts are switched off (PERF_ALERTING_ENABLED=false).';
    const missing = measure.meters.filter((name) => !this.#existing.has(name));
    if (missing.length > 0) {
      const because = awaits === undefined ? '' : `: it comes with ${awaits}`;
      return `There is no meter ${missing.join(', ')}${because}.`;
    }
    if (scope === 'fleet' && !this.#isLeader)
      return 'Another process judges it for the whole station.';
    return undefined;
  }
}
