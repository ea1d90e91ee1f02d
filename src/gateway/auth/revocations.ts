import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, Signals } from '#platform/database';
import type { Caller } from './caller.js';
import { IdentityCache } from './identity-cache.js';

const TOPIC = 'revoked';
type What = 'key' | 'family' | 'session';

const IS_MEANT: Readonly<Record<What, (caller: Caller, id: string) => boolean>> = {
  key: ({ keyId }, id) => keyId === id,
  family: ({ familyId }, id) => familyId === id,
  session: ({ sessionHash }, id) => sessionHash === id,
};

/** Tells every process of the station who is no longer let in. */
@Injectable()
export class Revocations implements OnApplicationBootstrap {
  constructor(
    private readonly cache: IdentityCache,
    private readonly signals: Signals,
    private readonly database: Database,
  ) {}

  onApplicationBootstrap(): void {
    this.signals.on(TOPIC, (text) => {
      const [what = '', id = ''] = text.split(' ');
      if (what in IS_MEANT) this.#forget(what as What, id);
    });
  }

  /** Inside a transaction: once it has committed. */
  async tell(what: What, id: string): Promise<void> {
    await this.signals.tell(TOPIC, `${what} ${id}`);
    await this.database.onceCommitted(() => {
      this.#forget(what, id);
    });
  }

  #forget(what: What, id: string): void {
    this.cache.forget((caller) => IS_MEANT[what](caller, id));
  }
}
