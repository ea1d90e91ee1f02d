import type { SettingsClass } from './env.js';
import { LiveSettings, type SettingChange, type ShownSetting } from './live-settings.js';
import { load, type Loaded, SettingsError } from './settings.js';
import { type Source, Sources } from './sources.js';

/** New settings, checked and not yet in force. */
export interface PreparedReload {
  /** What becomes different at once. */
  readonly changes: readonly SettingChange[];
  /** What is different and waits for a restart. */
  readonly waiting: readonly SettingChange[];
  readonly apply: () => void;
}

/** All settings of one application: what they are, and how they become others while it runs. */
export class SettingsStore {
  readonly #live: Array<LiveSettings<object>> = [];
  readonly #env: Source;

  /** @param env Of the process; it stays what it was at the start. Files are read again. */
  constructor(env: Source) {
    this.#env = { ...env };
  }

  /** From now on these settings, as injected, are shown and reloaded. */
  adopt<T extends object>(facade: T): T {
    this.#live.push(LiveSettings.behind(facade));
    return facade;
  }

  shown(): ShownSetting[] {
    return this.#live.flatMap((live) => live.shown());
  }

  /** Files that settings come from, there or not. */
  files(): string[] {
    const sources = Sources.withFiles(this.#env);
    for (const { Settings } of this.#live) faultsOf(Settings, sources);
    return [...sources.paths];
  }

  /**
   * Reads everything again.
   * @throws SettingsError naming every fault; nothing has changed then.
   */
  prepare(): PreparedReload {
    const sources = Sources.withFiles(this.#env);
    refuse(this.#live.flatMap(({ Settings }) => faultsOf(Settings, sources)));
    const next = this.#live.map((live) => ({ live, loaded: load(live.Settings, sources) }));
    const all = next.flatMap(({ live, loaded }) => live.changes(loaded));
    const effects = next.map(({ live, loaded }) => live.prepare(loaded));
    return {
      changes: all.filter(({ isReloadable }) => isReloadable),
      waiting: all.filter(({ isReloadable }) => !isReloadable),
      apply: () => {
        for (const effect of effects) effect();
      },
    };
  }
}

/** Loads all of them, or says everything that is wrong with any of them. @throws SettingsError */
export function loadAll(
  classes: Iterable<SettingsClass>,
  sources: Sources,
): Map<SettingsClass, Loaded<object>> {
  const all = [...classes];
  refuse(all.flatMap((Settings) => faultsOf(Settings, sources)));
  return new Map(all.map((Settings) => [Settings, load(Settings, sources)]));
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new SettingsError([...new Set(faults)].sort());
}

function faultsOf(Settings: SettingsClass, sources: Sources): readonly string[] {
  try {
    load(Settings, sources);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
}
