import { registerDecorator } from 'class-validator';

const LANGUAGES_MAX = 20;
const NAMES_MAX = 1_000;
const CHARACTERS_MAX = 200;

/** By language, then by name, a text: as many as a speaker could ever need, and nothing nested deeper. */
export function IsNamesByLanguage(): PropertyDecorator {
  return (prototype, property) => {
    registerDecorator({
      name: 'isNamesByLanguage',
      target: prototype.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => isRecord(value, LANGUAGES_MAX, isNames),
        defaultMessage: ({ property: name } = { property: '' } as never) =>
          `${name} must hold, by language, at most ${NAMES_MAX} texts by name, each of 1 to ${CHARACTERS_MAX} characters`,
      },
    });
  };
}

function isNames(value: unknown): boolean {
  return isRecord(value, NAMES_MAX, isText);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= CHARACTERS_MAX;
}

function isRecord(value: unknown, entriesMax: number, is: (value: unknown) => boolean): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= entriesMax &&
    entries.every(([name, one]) => name.length <= CHARACTERS_MAX && is(one))
  );
}
