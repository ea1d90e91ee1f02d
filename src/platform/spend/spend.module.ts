import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { JobQueue } from '#platform/queue';
import { BudgetRepository } from './budget.repository.js';
import { Spend } from './spend.js';
import { SpendLedger } from './spend-ledger.js';
import { SpendRepository } from './spend.repository.js';
import { SpendSettings } from './spend.settings.js';

const SETTLE_EXPIRED = 'spend.settle-expired';

/** What everything costs, and whether it may: one ledger for the whole station. */
@Global()
@Module({
  imports: [SettingsModule.of(SpendSettings)],
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
  ) {}

  async onModuleInit(): Promise<void> {
    this.queue.handle(SETTLE_EXPIRED, async () => {
      await this.ledger.settleExpired();
    });
    await this.queue.schedule({
      name: SETTLE_EXPIRED,
      cron: '7,37 * * * *',
      timezone: 'UTC',
      type: SETTLE_EXPIRED,
      payload: {},
      lane: 'batch',
    });
  }
}
