import 'reflect-metadata';
import { Secret } from './secret.js';

export type SettingsClass<T extends object = object> = new () => T;

/** What settings are about, in the order they are shown. */
export const SECTIONS = [
  'database',
  'redis',
  'http',
  'cache',
  'queue',
  'api',
  'service',
  'security',
  'logging',
  'environment',
  'audio',
  'station',
  'performance',
] as const;
export type SectionName = (typeof SECTIONS)[number];

/** One setting: a field of a settings class and the variable it is read from. */
export interface Field {
  readonly name: string;
  readonly variable: string;
  /** Whether a running process takes a new value. */
  readonly isReloadable: boolean;
  /** Whether its value is masked and may come from a file named by `<variable>_FILE`. */
  readonly isSecret: boolean;
  /** Whether it is a path, which counts from the folder that the process was started in. */
  readonly isPath: boolean;
  /** The constructor of the default, or, where there is none, of the declared type. */
  readonly kind: unknown;
}

const variables = new WeakMap<object, Map<string, string>>();
const reloadable = new WeakMap<object, Set<string>>();
const paths = new WeakMap<object, Set<string>>();
const sections = new WeakMap<SettingsClass, SectionName>();

/**
 * Reads a settings field from an environment variable, then checks it.
 * The default's type decides how the text is read; an unset or empty variable keeps the default.
 */
export const Env =
  (variable: string, ...checks: PropertyDecorator[]): PropertyDecorator =>
  (prototype, field) => {
    const fields = variables.get(prototype) ?? new Map<string, string>();
    variables.set(prototype, fields.set(String(field), variable));
    for (const check of checks) check(prototype, field);
  };

/** A running process takes a new value of this field: only for what is read each time it is needed. */
export const Reloadable = (): PropertyDecorator => (prototype, field) => {
  const fields = reloadable.get(prototype) ?? new Set<string>();
  reloadable.set(prototype, fields.add(String(field)));
};

/**
 * The field is a path: a relative one is made absolute when it is read, for child processes run in folders of their
 * own. An empty text stays empty.
 */
export const Path = (): PropertyDecorator => (prototype, field) => {
  const fields = paths.get(prototype) ?? new Set<string>();
  paths.set(prototype, fields.add(String(field)));
};

/** The section of a settings class whose name does not say it. */
export const Section =
  (name: SectionName) =>
  (Settings: SettingsClass): void => {
    sections.set(Settings, name);
  };

/** @throws Error for a class that belongs to no section: `DatabaseSettings` does by its name. */
export function sectionOf(Settings: SettingsClass): SectionName {
  const word = namespaceOf(Settings);
  const name = sections.get(Settings) ?? SECTIONS.find((one) => one === word);
  if (!name) throw new Error(`${Settings.name} belongs to no section: give it @Section(...).`);
  return name;
}

/** `DatabaseSettings` is `database`. */
export function namespaceOf({ name }: SettingsClass): string {
  const word = name.replace(/Settings$/, '');
  return word.charAt(0).toLowerCase() + word.slice(1);
}

export function fieldsOf(Settings: SettingsClass): Field[] {
  const prototype = Settings.prototype as object;
  const defaults = new Settings() as Record<string, unknown>;
  return [...(variables.get(prototype) ?? [])].map(([name, variable]) => {
    const kind: unknown =
      (defaults[name] as object | undefined)?.constructor ??
      Reflect.getMetadata('design:type', prototype, name);
    return {
      name,
      variable,
      isReloadable: reloadable.get(prototype)?.has(name) ?? false,
      isSecret: isSecretKind(kind) || CARRIES_SECRETS.test(variable),
      isPath: paths.get(prototype)?.has(name) ?? false,
      kind,
    };
  });
}

/** By its name a setting carries a secret, whatever type it was given. */
const CARRIES_SECRETS = /_(URL|KEY|TOKEN|PASSWORD|SECRET)$/;

export function isSecretKind(kind: unknown): kind is new (value: string) => Secret {
  return kind === Secret || (kind as typeof Secret | undefined)?.prototype instanceof Secret;
}
