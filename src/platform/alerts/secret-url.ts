import { ValidateBy } from 'class-validator';
import { Secret } from '#platform/config';

/** A secret that is an address with one of these schemes; what it is is not told when it is wrong. */
export const IsSecretUrl = (...schemes: string[]): PropertyDecorator =>
  ValidateBy({
    name: 'isSecretUrl',
    validator: {
      validate: (value: unknown) => {
        const url = value instanceof Secret ? URL.parse(value.reveal()) : null;
        return url !== null && url.hostname !== '' && schemes.includes(url.protocol.slice(0, -1));
      },
      defaultMessage: () => `must be an address that begins with ${schemes.join(':// or ')}://`,
    },
  });
