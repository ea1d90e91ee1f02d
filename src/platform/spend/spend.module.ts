import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { MetricsModule } from '#platform/metrics';
import { JobQueue } from '#platform/queue';
import { BudgetRepository } from './budget.repository.js';
import { Spend } from './spend.js';
import { SpendLedger } from './spend-ledger.js';
import { SpendRepository } from './spend.repository.js';
import { SpendSettings } from './spend.settings.js';

const SETTLE_EXPIRED = 'spend.settle-expired';
const PRUNE = 'spend.prune';

/** What everything costs, and whether it may: one ledger for the whole station. */
@Global()
@Module({
  imports: [SettingsModule.of(SpendSettings), MetricsModule],
  providers: [
    SpendLedger,
    SpendRepository,
    BudgetRepository,
    { provide: Spend, useExisting: SpendLedger },
  ],
  exports: [Spend, SpendLedger, SpendRepository],
})
export class SpendModule implements OnModuleInit {
  constructor(
    private readonly ledger: SpendLedger,
    private readonly queue: JobQueue,
    private readonly items: SpendRepository,
    private readonly settings: SpendSettings,
  ) {}

  async onModuleInit(): Promise<void> {
    this.queue.handle(SETTLE_EXPIRED, async () => {
      await this.ledger.settleExpired();
    });
    this.queue.handle(PRUNE, () => this.items.prune(this.settings.itemDays));
    await this.#by(SETTLE_EXPIRED, '7,37 * * * *');
    await this.#by(PRUNE, '47 3 * * *');
  }

  async #by(type: string, cron: string): Promise<void> {
    await this.queue.schedule({
      name: type,
      cron,
      timezone: 'UTC',
      type,
      payload: {},
      lane: 'batch',
    });
  }
}
