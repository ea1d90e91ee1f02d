import { registerDecorator } from 'class-validator';

/** An IANA name of a time zone (Europe/Zurich, UTC), or `channel`. Offsets such as +02:00 know no daylight saving, and are refused. */
export function IsZone(): PropertyDecorator {
  return (prototype, property) => {
    registerDecorator({
      name: 'isZone',
      target: prototype.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isZone(value),
        defaultMessage: ({ property: name } = { property: '' } as never) =>
          `${name} must be the IANA name of a time zone, for example "Europe/Zurich", or "channel"`,
      },
    });
  };
}

function isZone(text: string): boolean {
  if (text.length > 64 || !/^[A-Za-z]/.test(text)) return false;
  if (text === 'channel') return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false; // The engine's message says no more than that.
  }
}
