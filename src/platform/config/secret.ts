import { inspect } from 'node:util';

const SHOWN = '***';

/**
 * A value that prints as `***` wherever it is printed: text, JSON, `console.log`, an error's message or
 * stack. Call `reveal()` only where the value leaves the process.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return this.toString();
  }

  [Symbol.toPrimitive](): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** An address with a password in it. Prints as host, port and path. */
export class SecretUrl extends Secret {
  override toString(): string {
    return placeOf(this.reveal());
  }
}

/** Host, port and path of an address: nothing of who connects, with what, or how. */
export function placeOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:.*@)?([^@?#]*)/is.exec(url)?.[1] ?? SHOWN;
}
