import { unwatchFile, watchFile } from 'node:fs';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { InvalidInput } from '#kernel';
import { AuditLog } from '#platform/audit';
import {
  type PreparedReload,
  redact,
  type SettingChange,
  SettingsError,
  SettingsStore,
  type ShownSetting,
} from '#platform/config';
import { type ConfigChange, ConfigChangeRepository } from './config-change.repository.js';
import { asFault } from './fault-text.js';

/** Files are looked at this often: on mounted folders nothing else is told of changes. */
const LOOK_EVERY_MS = 1_000;

export type Reason = Pick<ConfigChange, 'actor' | 'trigger'>;
export type Reloaded = Omit<PreparedReload, 'apply'>;

/** What the running process is set to, and how it takes other settings. */
@Injectable()
export class ConfigurationService implements OnApplicationShutdown {
  readonly #logger = new Logger(ConfigurationService.name);
  #last: Promise<unknown> = Promise.resolve();
  #watched: string[] = [];
  readonly #onSignal = () => {
    void this.#reloadUnasked({ actor: 'SIGHUP', trigger: 'signal' });
  };

  constructor(
    private readonly store: SettingsStore,
    private readonly record: ConfigChangeRepository,
    private readonly audit: AuditLog,
  ) {}

  shown(): ShownSetting[] {
    return this.store.shown();
  }

  /** Whether the environment of the process says it: nothing else counts then. */
  isPinned(variable: string): boolean {
    return this.store.isPinned(variable);
  }

  /**
   * Reads all settings again and puts those in force that a running process can take: all of them, or
   * none. Recorded before it happens.
   * @throws InvalidInput naming every faulty variable.
   */
  reload(reason: Reason): Promise<Reloaded> {
    const reloading = this.#last.then(() => this.#reload(reason));
    this.#last = reloading.catch(() => undefined);
    return reloading;
  }

  /** From now on SIGHUP and changes of the files that settings come from reload them. */
  watch(): void {
    process.on('SIGHUP', this.#onSignal);
    this.#watched = this.store.files();
    for (const file of this.#watched)
      watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, () => {
        void this.#reloadUnasked({ actor: file, trigger: 'file' });
      });
  }

  async onApplicationShutdown(): Promise<void> {
    process.off('SIGHUP', this.#onSignal);
    for (const file of this.#watched.splice(0)) unwatchFile(file);
    await this.#last;
  }

  async #reload(reason: Reason): Promise<Reloaded> {
    const { changes, waiting, apply } = await this.#prepare(reason);
    if (changes.length > 0) {
      await this.record.add({ ...reason, outcome: 'applied', changes, faults: [] });
      const facts = { trigger: reason.trigger, ...names(changes) };
      await this.audit.record({ actor: reason.actor, action: 'settings.changed', facts });
    }
    apply();
    if (changes.length > 0) this.#logger.log({ message: 'Settings changed', ...names(changes) });
    if (waiting.length > 0)
      this.#logger.warn({ message: 'Settings changed that need a restart', ...names(waiting) });
    return { changes, waiting };
  }

  async #prepare(reason: Reason): Promise<PreparedReload> {
    try {
      return this.store.prepare();
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      const faults = error.faults.map(redact);
      await this.#recordRefusal(reason, faults);
      throw new InvalidInput(faults.map(asFault));
    }
  }

  /** Nothing has changed, so a record that cannot be made hides the faults from nobody. */
  async #recordRefusal(reason: Reason, faults: string[]): Promise<void> {
    try {
      await this.record.add({ ...reason, outcome: 'refused', changes: [], faults });
    } catch (error) {
      this.#logger.error('A refused reload was not recorded', error);
    }
  }

  async #reloadUnasked(reason: Reason): Promise<void> {
    try {
      await this.reload(reason);
    } catch (error) {
      this.#logger.error('The new settings were refused; the old ones stay in force', error);
    }
  }
}

function names(changes: readonly SettingChange[]): { readonly settings: string[] } {
  return { settings: changes.map(({ variable }) => variable) };
}
