import { registerDecorator } from 'class-validator';
import { LANGUAGES } from '#kernel';

const CHARACTERS_MAX = 100;

/** By language, a name of one line. */
export function IsNamesByLanguage(): PropertyDecorator {
  return (prototype, property) => {
    registerDecorator({
      name: 'isNamesByLanguage',
      target: prototype.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) =>
          typeof value === 'object' &&
          value !== null &&
          !Array.isArray(value) &&
          Object.entries(value).every(
            ([language, name]) =>
              (LANGUAGES as readonly string[]).includes(language) && isName(name),
          ),
        defaultMessage: (of) =>
          `${of?.property ?? ''} must hold, by language (${LANGUAGES.join(', ')}), names of 1 to ${CHARACTERS_MAX} characters`,
      },
    });
  };
}

function isName(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.length <= CHARACTERS_MAX &&
    /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u.test(value)
  );
}
