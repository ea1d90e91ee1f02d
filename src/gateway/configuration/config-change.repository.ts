import { Injectable } from '@nestjs/common';
import type { SettingChange } from '#platform/config';
import { Database } from '#platform/database';

/** One attempt to change settings. */
export interface ConfigChange {
  /** Who wanted it: the beginning of a key, or of what else there was. */
  readonly actor: string;
  readonly trigger: 'request' | 'signal' | 'file';
  readonly outcome: 'applied' | 'refused';
  readonly changes: readonly SettingChange[];
  readonly faults: readonly string[];
}

/** The record of changes to a running station's settings; only ever added to. */
@Injectable()
export class ConfigChangeRepository {
  constructor(private readonly database: Database) {}

  async add({ actor, trigger, outcome, changes, faults }: ConfigChange): Promise<void> {
    const facts = changes.map(({ variable, before, after }) => ({ variable, before, after }));
    await this.database.query(
      `insert into config_change (actor, trigger, outcome, changes, faults)
       values ($1, $2, $3, $4, $5)`,
      [actor, trigger, outcome, JSON.stringify(facts), JSON.stringify(faults)],
    );
  }
}
