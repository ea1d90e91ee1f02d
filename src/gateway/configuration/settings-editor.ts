import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { InvalidInput } from '#kernel';
import { AuditLog } from '#platform/audit';
import { redact, type SettingChange, SettingsError, SettingsStore } from '#platform/config';
import { Database, Signals } from '#platform/database';
import { NotStored, type Noun, type Page, StoredChanged } from '#platform/stored';
import { ConfigChangeRepository } from './config-change.repository.js';
import {
  type ConfigVersion,
  ConfigVersionRepository,
  type EditedSettings,
} from './config-version.repository.js';
import { asFault } from './fault-text.js';

const SETTINGS: Noun = { module: 'data', noun: 'config-version', fact: 'version' };
const TOPIC = 'settings';
/** What a signal did not tell is noticed after this time, milliseconds. */
const LOOK_EVERY_MS = 15_000;

/** What became of a change. */
export interface Edited {
  readonly version: number;
  readonly changes: readonly SettingChange[];
}

/** A change to settings that its author wants; null gives a setting back to environment, files and defaults. */
export interface SettingsEdit {
  /** Who wants it, as the records call it. */
  readonly actor: string;
  /** Of what the author has read; nothing where it does not matter. */
  readonly version: number | undefined;
}

interface NextSettings {
  readonly settings: EditedSettings;
  readonly restored: number | null;
}

/**
 * Settings that operators change while the station runs: kept in PostgreSQL, version by version, in force in every
 * process of the station at once. The environment of a process goes before them, they go before files and defaults.
 */
@Injectable()
export class SettingsEditor implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(SettingsEditor.name);
  #inForce = 0;
  #last: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: SettingsStore,
    private readonly versions: ConfigVersionRepository,
    private readonly record: ConfigChangeRepository,
    private readonly audit: AuditLog,
    private readonly database: Database,
    private readonly signals: Signals,
  ) {}

  /** What was changed before the start is in force again. */
  async onApplicationBootstrap(): Promise<void> {
    await this.#follow();
    this.signals.on(TOPIC, (version) => {
      if (Number(version) !== this.#inForce) void this.#follow();
    });
    this.#timer = setInterval(() => void this.#follow(), LOOK_EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#last;
  }

  /** The version in force. */
  newest(): Promise<ConfigVersion> {
    return this.versions.newest();
  }

  /** @throws NotStored */
  async get(version: number): Promise<ConfigVersion> {
    const found = await this.versions.find(version);
    if (!found) throw new NotStored(SETTINGS, String(version));
    return found;
  }

  /** Newest first. @param before Only older ones than this. */
  async page(
    limit: number,
    before: number | undefined,
    isCounted: boolean,
  ): Promise<Page<ConfigVersion>> {
    const rows = await this.versions.page(limit + 1, before);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      nextAfter: last && rows.length > limit ? String(last.version) : undefined,
      total: isCounted ? await this.versions.count() : undefined,
    };
  }

  /**
   * Puts new values in force, here at once and in every other process within seconds: all of them or none.
   * @param wishes By variable; null gives a setting back.
   * @throws StoredChanged; InvalidInput naming every fault.
   */
  edit(edit: SettingsEdit, wishes: Readonly<Record<string, string | null>>): Promise<Edited> {
    return this.#write(edit, ({ settings }) => {
      const faults = this.store.faultsOfEdit(Object.keys(wishes));
      if (faults.length > 0) throw new SettingsError(faults);
      const next = { ...settings, ...wishes };
      const kept = Object.entries(next).filter(
        (entry): entry is [string, string] => entry[1] !== null,
      );
      return Promise.resolve({ settings: Object.fromEntries(kept), restored: null });
    });
  }

  /**
   * Puts in place of all that was changed what is given here: for an import. What the environment of this process says
   * may be among it, and waits until the environment is silent; what stays as it was is not looked at.
   * @throws StoredChanged; InvalidInput naming every fault.
   */
  replace(edit: SettingsEdit, settings: EditedSettings): Promise<Edited> {
    return this.#write(edit, ({ settings: before }) => {
      const changed = Object.keys(settings).filter((name) => settings[name] !== before[name]);
      const faults = this.store.faultsOfEdit(changed, { mayWait: true });
      if (faults.length > 0) throw new SettingsError(faults);
      return Promise.resolve({ settings, restored: null });
    });
  }

  /**
   * Brings back what was in force with a version, as a new one.
   * @param to The version; left out, the one before the newest.
   * @throws NotStored, StoredChanged; InvalidInput where it does not go with what the station is by now.
   */
  undo(edit: SettingsEdit, to?: number): Promise<Edited> {
    return this.#write(edit, async ({ version }) => {
      const wanted = await this.get(to ?? version - 1);
      return { settings: wanted.settings, restored: wanted.version };
    });
  }

  #write(
    edit: SettingsEdit,
    make: (newest: ConfigVersion) => Promise<NextSettings>,
  ): Promise<Edited> {
    // Inside a transaction of the caller nobody else of this process waits in between.
    const writing = this.database.transaction(() => this.#writeLocked(edit, make));
    this.#last = Promise.allSettled([this.#last, writing]);
    return writing;
  }

  async #writeLocked(
    { actor, version }: SettingsEdit,
    make: (newest: ConfigVersion) => Promise<NextSettings>,
  ): Promise<Edited> {
    const newest = await this.versions.newestLocked();
    if (version !== undefined && version !== newest.version)
      throw new StoredChanged(SETTINGS, String(newest.version), newest.version);
    const { settings, restored } = await this.#refusing(() => make(newest));
    if (sameSettings(settings, newest.settings)) return { version: newest.version, changes: [] };
    const { changes, apply } = await this.#refusing(() => this.store.prepare(settings));
    const next = newest.version + 1;
    const shown = changes.map(({ variable, before, after }) => ({ variable, before, after }));
    await this.versions.add({ version: next, actor, settings, changes: shown, restored });
    await this.record.add({ actor, trigger: 'request', outcome: 'applied', changes, faults: [] });
    const facts = { trigger: 'request', version: next, restored, changes: shown };
    await this.audit.record({ actor, action: 'settings.changed', facts });
    await this.signals.tell(TOPIC, String(next));
    await this.database.onceCommitted(() => {
      if (next > this.#inForce) apply(); // Else something newer is in force by now.
      this.#inForce = Math.max(this.#inForce, next);
      this.#logger.log({ message: 'Settings changed', version: next, actor });
    });
    return { version: next, changes };
  }

  async #refusing<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      throw new InvalidInput(error.faults.map(redact).map(asFault));
    }
  }

  /** Puts in force what another process, or an earlier run of this one, has written. */
  #follow(): Promise<unknown> {
    this.#last = this.#last
      .then(() => this.#takeNewest())
      .catch((error: unknown) => {
        this.#logger.warn({ message: 'Changed settings were not read', reason: String(error) });
      });
    return this.#last;
  }

  async #takeNewest(): Promise<void> {
    const { version, settings } = await this.versions.newest();
    if (version <= this.#inForce) return;
    this.#prepared(settings).apply();
    this.#inForce = version;
    if (Object.keys(settings).length > 0)
      this.#logger.log({ message: 'Settings changed by operators are in force', version });
  }

  /** Here something may be different: what this process cannot take is left out and told. */
  #prepared(settings: EditedSettings) {
    try {
      return this.store.prepare(settings);
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      const faulty = new Set(error.faults.map((fault) => asFault(fault).field));
      this.#logger.error({ message: 'Changed settings that do not fit', settings: [...faulty] });
      return this.store.prepare(
        Object.fromEntries(Object.entries(settings).filter(([variable]) => !faulty.has(variable))),
      );
    }
  }
}

function sameSettings(one: EditedSettings, other: EditedSettings): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
  );
}
