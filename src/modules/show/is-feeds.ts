import { registerDecorator } from 'class-validator';
import { LISTED_FEEDS_MAX } from '#modules/content';

const ADDRESS_CHARACTERS_MAX = 2048;

/** `auto`, `live`, `sample`, or a list of addresses of feeds. */
export function IsFeeds(): PropertyDecorator {
  return (prototype, property) => {
    registerDecorator({
      name: 'isFeeds',
      target: prototype.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) =>
          ['auto', 'live', 'sample'].includes(value as string) || isList(value),
        defaultMessage: () =>
          `feeds must be auto, live, sample, or a list of 1 to ${LISTED_FEEDS_MAX} addresses`,
      },
    });
  };
}

function isList(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= LISTED_FEEDS_MAX &&
    value.every(
      (one) => typeof one === 'string' && one !== '' && one.length <= ADDRESS_CHARACTERS_MAX,
    )
  );
}
