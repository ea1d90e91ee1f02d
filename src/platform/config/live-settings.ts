import { type Field, fieldsOf, type SectionName, sectionOf, type SettingsClass } from './env.js';
import { redact } from './redaction.js';
import { placeOf, Secret } from './secret.js';
import { check, type Loaded, SettingsError } from './settings.js';
import type { Origin } from './sources.js';

/** What a setting looks like to people: `null` where it is not set. */
export type ShownValue = string | number | boolean | null | readonly string[];

/** One setting as people may see it. */
export interface ShownSetting {
  readonly section: SectionName;
  readonly variable: string;
  readonly value: ShownValue;
  readonly origin: Origin;
  readonly isReloadable: boolean;
  readonly isSecret: boolean;
}

/** A setting whose value has become another. */
export interface SettingChange {
  readonly section: SectionName;
  readonly variable: string;
  /** As people may see it: a secret shows nothing of its change. */
  readonly before: ShownValue;
  readonly after: ShownValue;
  readonly isReloadable: boolean;
}

const lives = new WeakMap<object, LiveSettings<object>>();

/** Settings whose reloadable fields may change behind an object that nobody can write to. */
export class LiveSettings<T extends object> {
  /** What is injected: reads the value of the moment. */
  readonly facade: T;
  readonly #fields: readonly Field[];
  #loaded: Loaded<T>;

  constructor(
    readonly Settings: SettingsClass<T>,
    loaded: Loaded<T>,
  ) {
    this.#loaded = loaded;
    this.#fields = fieldsOf(Settings);
    const facade = Object.create(Settings.prototype as object) as T;
    for (const { name } of this.#fields)
      Object.defineProperty(facade, name, {
        enumerable: true,
        get: () => valueOf(this.#loaded.settings, name),
      });
    this.facade = Object.freeze(facade);
    lives.set(facade, this);
  }

  /** Those behind an injected object. */
  static behind(facade: object): LiveSettings<object> {
    const live = lives.get(facade);
    if (!live) throw new Error(`${facade.constructor.name} was not loaded by its module.`);
    return live;
  }

  shown(): ShownSetting[] {
    return shownSettings(this.Settings, this.#loaded);
  }

  /** What would be different with `next`. */
  changes(next: Loaded<T>): SettingChange[] {
    const section = sectionOf(this.Settings);
    return this.#fields
      .filter(({ name }) => !isSame(this.#loaded.settings, next.settings, name))
      .map((field) => ({
        section,
        variable: field.variable,
        before: shown(field, this.#loaded.settings),
        after: shown(field, next.settings),
        isReloadable: field.isReloadable,
      }));
  }

  /**
   * Takes the reloadable fields of `next`, the others as they are.
   * @returns A function that puts them in force.
   * @throws SettingsError where old and new do not go together.
   */
  prepare(next: Loaded<T>): () => void {
    const settings = Object.assign(new this.Settings(), this.#loaded.settings);
    const origins = new Map(this.#loaded.origins);
    for (const { name, isReloadable } of this.#fields) {
      if (!isReloadable) continue;
      Object.assign(settings, { [name]: valueOf(next.settings, name) });
      origins.set(name, next.origins.get(name) ?? 'default');
    }
    const faults = check(this.Settings, settings);
    if (faults.length > 0) throw new SettingsError(faults);
    return () => {
      this.#loaded = { settings: Object.freeze(settings), origins };
    };
  }
}

export function shownSettings<T extends object>(
  Settings: SettingsClass<T>,
  { settings, origins }: Loaded<T>,
): ShownSetting[] {
  const section = sectionOf(Settings);
  return fieldsOf(Settings).map((field) => ({
    section,
    variable: field.variable,
    value: shown(field, settings),
    origin: origins.get(field.name) ?? 'default',
    isReloadable: field.isReloadable,
    isSecret: field.isSecret,
  }));
}

function shown(field: Field, settings: object): ShownValue {
  const value = valueOf(settings, field.name) as ShownValue | Secret | undefined;
  if (value === undefined || value === null) return null;
  if (value instanceof Secret) return value.toString();
  if (typeof value === 'string') return field.isSecret ? placeOf(value) : redact(value);
  return typeof value === 'object' ? value.map(redact) : value;
}

function isSame(one: object, other: object, field: string): boolean {
  const [a, b] = [one, other].map((settings) => comparable(valueOf(settings, field)));
  return a === b;
}

function comparable(value: unknown): string | undefined {
  return JSON.stringify(value instanceof Secret ? value.reveal() : value);
}

function valueOf(settings: object, field: string): unknown {
  return (settings as Record<string, unknown>)[field];
}
