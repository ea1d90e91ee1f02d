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
  #edited: Source = {};
  /** Goes up with each change that was put in force. */
  #applied = 0;

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

  /** What operators have changed, by variable. */
  get edited(): Source {
    return this.#edited;
  }

  /**
   * Why nobody may change these while the station runs: names that are no settings, secrets, what is read at the start
   * only, and what the environment says, which goes before.
   * @param mayWait What the environment says may wait until the environment is silent.
   */
  faultsOfEdit(variables: readonly string[], { mayWait = false } = {}): string[] {
    const known = new Map(this.shown().map((setting) => [setting.variable, setting]));
    return variables.flatMap((variable) => {
      const setting = known.get(variable);
      if (!setting) return [`${variable}: is no setting`];
      if (setting.isSecret)
        return [`${variable}: is a secret: it comes from the environment or a file`];
      if (!setting.isReloadable) return [`${variable}: is read at the start only`];
      return this.isPinned(variable) && !mayWait
        ? [`${variable}: is said by the environment of the process, which goes before`]
        : [];
    });
  }

  /** Whether the environment of the process says it. */
  isPinned(variable: string): boolean {
    return Boolean(this.#env[variable]?.trim());
  }

  /**
   * Reads everything again. Where something else is put in force before this is, it is read once more then: what
   * was said last of files and of what operators have changed both count.
   * @param edited What operators have changed, where that becomes something else.
   * @throws SettingsError naming every fault; nothing has changed then.
   */
  prepare(edited?: Source): PreparedReload {
    const prepared = this.#prepare(edited ?? this.#edited);
    const applied = this.#applied;
    const apply = () => {
      const isLatest = applied === this.#applied;
      (isLatest ? prepared : (this.#preparedAgain(edited) ?? prepared)).apply();
      this.#applied += 1;
    };
    return { ...prepared, apply };
  }

  /** Nothing where what is read now does not fit. */
  #preparedAgain(edited: Source | undefined): PreparedReload | undefined {
    try {
      return this.#prepare(edited ?? this.#edited);
    } catch (error) {
      if (error instanceof SettingsError) return undefined;
      throw error;
    }
  }

  #prepare(edited: Source): PreparedReload {
    const sources = Sources.withFiles(this.#env, edited);
    refuse(this.#live.flatMap(({ Settings }) => faultsOf(Settings, sources)));
    const next = this.#live.map((live) => ({ live, loaded: load(live.Settings, sources) }));
    const all = next.flatMap(({ live, loaded }) => live.changes(loaded));
    const effects = next.map(({ live, loaded }) => live.prepare(loaded));
    return {
      changes: all.filter(({ isReloadable }) => isReloadable),
      waiting: all.filter(({ isReloadable }) => !isReloadable),
      apply: () => {
        for (const effect of effects) effect();
        this.#edited = edited;
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
