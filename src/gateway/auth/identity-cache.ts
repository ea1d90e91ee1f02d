import type { BlockList } from 'node:net';
import type { Caller } from './caller.js';

/** A caller and where he may call from; no blocks means anywhere. */
export interface Identity {
  readonly caller: Caller;
  readonly blocks?: BlockList;
}

interface Entry {
  readonly identity: Identity;
  readonly checkedMs: number;
}

/** What is taken back tells every process at once; where that is lost, it counts after so long. */
const FRESH_MS = 5_000;
/** Who was known goes on being known while PostgreSQL is away, for so long. */
const GRACE_MS = 3600_000;
/** A database that is busy keeps nobody waiting who was known just now; the answer counts when it comes. */
const WAIT_MS_MAX = 500;
const ENTRIES_MAX = 10_000;
/** Somebody takes back while we look: then we look again. */
const LOOKS_MAX = 3;

/** Who stands behind which key, token or cookie (by hash). Only what is good is kept; nothing wrong is. */
export class IdentityCache {
  readonly #entries = new Map<string, Entry>();
  readonly #looking = new Map<string, Promise<Identity | undefined>>();
  #takenBack = 0;

  /** @returns Who it is, if that was looked up within seconds. */
  fresh(hash: string): Identity | undefined {
    const entry = this.#entries.get(hash);
    return entry && performance.now() - entry.checkedMs < FRESH_MS ? entry.identity : undefined;
  }

  has(hash: string): boolean {
    return this.#entries.has(hash);
  }

  /**
   * Looks it up, once at a time.
   * @param isAway Whether a failure means that nobody can tell at the moment.
   */
  async find(
    hash: string,
    look: () => Promise<Identity | undefined>,
    isAway: (error: unknown) => boolean,
  ): Promise<Identity | undefined> {
    const looking = this.#looking.get(hash) ?? this.#look(hash, look);
    this.#looking.set(hash, looking);
    const kept = () => this.#inGrace(hash); // Asked anew each time: it may be taken back meanwhile.
    try {
      return kept() ? await soonOr(looking, kept) : await looking;
    } catch (error) {
      const identity = kept();
      if (identity && isAway(error)) return identity;
      throw error;
    }
  }

  /** From now on these are strangers until they are looked up again. */
  forget(isMeant: (caller: Caller) => boolean): void {
    this.#takenBack++;
    for (const [hash, { identity }] of this.#entries)
      if (isMeant(identity.caller)) this.#entries.delete(hash);
  }

  #inGrace(hash: string): Identity | undefined {
    const entry = this.#entries.get(hash);
    return entry && performance.now() - entry.checkedMs < GRACE_MS ? entry.identity : undefined;
  }

  async #look(
    hash: string,
    look: () => Promise<Identity | undefined>,
  ): Promise<Identity | undefined> {
    try {
      return await this.#lookAgain(hash, look);
    } finally {
      this.#looking.delete(hash);
    }
  }

  async #lookAgain(
    hash: string,
    look: () => Promise<Identity | undefined>,
  ): Promise<Identity | undefined> {
    for (let looks = 1; ; looks++) {
      const takenBack = this.#takenBack;
      const identity = await look();
      if (takenBack !== this.#takenBack && looks < LOOKS_MAX) continue;
      if (identity && takenBack === this.#takenBack) this.#keep(hash, identity);
      if (!identity) this.#entries.delete(hash);
      return identity;
    }
  }

  #keep(hash: string, identity: Identity): void {
    this.#entries.delete(hash);
    this.#entries.set(hash, { identity, checkedMs: performance.now() });
    if (this.#entries.size <= ENTRIES_MAX) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}

/** What is found, or, where that takes long, what is known. */
async function soonOr(
  looking: Promise<Identity | undefined>,
  kept: () => Identity | undefined,
): Promise<Identity | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((over) => {
    timer = setTimeout(over, WAIT_MS_MAX);
  });
  try {
    return await Promise.race([looking, late.then(() => kept() ?? looking)]);
  } finally {
    clearTimeout(timer);
  }
}
