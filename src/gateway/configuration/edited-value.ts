import { registerDecorator } from 'class-validator';

/** A setting as JSON says it. */
export type EditedValue = string | number | boolean | readonly string[];

const SETTINGS_MAX = 200;
const CHARACTERS_MAX = 4_096;
const VARIABLE = /^[A-Z][A-Z0-9_]{0,99}$/;
/** As a variable of the environment may be: one line. */
const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u;

/** The same as text: as a variable of the environment would say it. */
export function textOf(value: EditedValue): string {
  return typeof value === 'object' ? value.join(',') : String(value).trim();
}

/** By variable, a value that could stand in the environment, or null. */
export function IsEditedSettings(): PropertyDecorator {
  return (prototype, property) => {
    registerDecorator({
      name: 'isEditedSettings',
      target: prototype.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => faultOf(value) === undefined,
        defaultMessage: (of) => faultOf(of?.value) ?? '',
      },
    });
  };
}

function faultOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'must be an object of values by variable';
  const entries = Object.entries(value);
  if (entries.length === 0 || entries.length > SETTINGS_MAX)
    return `must name 1 to ${SETTINGS_MAX} settings`;
  for (const [name, one] of entries) {
    if (!VARIABLE.test(name)) return `"${name.slice(0, 50)}" is no name of a variable`;
    if (one !== null && !isValue(one))
      return `${name} must be a line of text, a number, true, false, a list of texts without commas, or null`;
  }
  return undefined;
}

/** Whether it could stand in the environment. */
export function isValue(value: unknown): value is EditedValue {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'boolean') return true;
  if (typeof value === 'string') return isLine(value);
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= SETTINGS_MAX &&
    value.every((one) => typeof one === 'string' && isLine(one) && !one.includes(',')) &&
    textOf(value as string[]).length <= CHARACTERS_MAX
  );
}

function isLine(text: string): boolean {
  return text.trim() !== '' && text.length <= CHARACTERS_MAX && ONE_LINE.test(text);
}
