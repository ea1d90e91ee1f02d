import { Test, type TestingModule } from '@nestjs/testing';
import { ServiceModule } from '#platform/config';
import { Database, DatabaseModule } from '#platform/database';
import { EventsModule } from '#platform/events';
import { JsonLogger } from '#platform/logging';
import { QueueModule } from '#platform/queue';
import { SpendLedger, SpendModule } from '#platform/spend';

/** One process of RadioX as far as money goes. */
export interface SpendInstance {
  readonly module: TestingModule;
  readonly ledger: SpendLedger;
  readonly database: Database;
  readonly stop: () => Promise<void>;
}

/** @param env Its settings; they hold only while it is built. */
export async function spendInstance(env: Record<string, string>): Promise<SpendInstance> {
  const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
  Object.assign(process.env, env);
  const module = await Test.createTestingModule({
    imports: [ServiceModule, DatabaseModule, QueueModule, EventsModule, SpendModule],
  })
    .setLogger(new JsonLogger('error'))
    .compile();
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  return {
    module,
    ledger: module.get(SpendLedger),
    database: module.get(Database),
    stop: () => module.close(),
  };
}
