import { Problem } from '#kernel';
import type { Period } from './budget-limits.js';
import type { Units } from './units.js';

/** Something that a provider does for us, for money or not. */
export interface Purchase {
  /** Short name: "elevenlabs", "flite", "built-in". */
  readonly provider: string;
  /** What for: "speak", "write script", "paint". */
  readonly operation: string;
  /** How much, as far as it is known before. */
  readonly units: Units;
  /** What it is for: the id of a show. */
  readonly subject?: string;
  /** Names the thing among those of its subject: each is counted once, as bought or as reused. */
  readonly item?: string;
}

/** Money that is put aside for one purchase. Exactly one of the two has to be called. */
export interface Reservation {
  /** It was done. @param units What it really took, where that differs from the estimate. */
  readonly settle: (units?: Units) => Promise<void>;
  /** It was not done, and nobody is to be paid. */
  readonly release: () => Promise<void>;
}

/** A provider's money budget cannot pay this; the embedded one can do it for nothing. */
export class BudgetUsedUp extends Problem {
  readonly code = 'spend/budget-used-up';
  readonly kind = 'unavailable';
  constructor(provider: string, period: Period) {
    const name = period === 'day' ? 'daily' : 'monthly';
    super(`The ${name} money budget of ${provider} is used up.`, { provider, period });
  }
}

/** Who decides about money. Abstract so that it is type, port and injection token in one. */
export abstract class Spend {
  /**
   * Puts the price of a purchase aside. Call it outside transactions: what is put aside must be seen by others at once.
   * @throws BudgetUsedUp when a budget of the provider cannot pay it; what the database throws when it is away.
   */
  abstract reserve(purchase: Purchase): Promise<Reservation>;

  /** Notes that something was not bought because it was there already. Never fails. */
  abstract noteReuse(purchase: Purchase): Promise<void>;

  /** Whether the budgets of a provider can pay so much at this moment. Only `reserve` holds on to it. */
  abstract mayUse(provider: string, estimatedUsd: number): Promise<boolean>;
}

/** For programs without a database: nothing costs anything, nothing is noted. */
export class FreeSpend extends Spend {
  reserve(): Promise<Reservation> {
    return Promise.resolve({ settle: () => Promise.resolve(), release: () => Promise.resolve() });
  }

  noteReuse(): Promise<void> {
    return Promise.resolve();
  }

  mayUse(): Promise<boolean> {
    return Promise.resolve(true);
  }
}
