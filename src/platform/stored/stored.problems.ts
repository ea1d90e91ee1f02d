import { Problem } from '#kernel';

/** What kind of thing a problem is about. */
export interface Noun {
  /** First part of codes: "data". */
  readonly module: string;
  /** In words, singular: "preset". */
  readonly noun: string;
  /** Name of the member of a problem that holds the id; the noun where it is left out. */
  readonly fact?: string;
}

const codeOf = ({ module, noun }: Noun, what: string) =>
  `${module}/${module === noun ? '' : `${noun}-`}${what}`;
const factOf = ({ noun, fact = noun }: Noun) => fact;

/** There is none of this id. */
export class NotStored extends Problem {
  readonly code: string;
  readonly kind = 'not-found';
  constructor(of: Noun, id: string) {
    super(`There is no ${of.noun} "${id}".`, { [factOf(of)]: id });
    this.code = codeOf(of, 'not-found');
  }
}

/** The id is taken. */
export class AlreadyStored extends Problem {
  readonly code: string;
  readonly kind = 'conflict';
  constructor(of: Noun, id: string) {
    super(`There is a ${of.noun} "${id}" already.`, { [factOf(of)]: id });
    this.code = codeOf(of, 'exists');
  }
}

/** Somebody has changed it since the client read it. */
export class StoredChanged extends Problem {
  readonly code: string;
  readonly kind = 'stale';
  constructor(of: Noun, id: string, version: number) {
    super(`The ${of.noun} "${id}" is at version ${version} now. Read it again, and change that.`, {
      [factOf(of)]: id,
      version,
    });
    this.code = codeOf(of, 'changed');
  }
}

/** There are as many as there may be. */
export class TooManyStored extends Problem {
  readonly code: string;
  readonly kind = 'conflict';
  constructor(of: Noun, max: number) {
    super(`The station holds ${max} of ${of.noun} at most. Remove one first.`, { max });
    this.code = codeOf(of, 'too-many');
  }
}

/** Others need it. */
export class StoredInUse extends Problem {
  readonly code: string;
  readonly kind = 'conflict';
  /** @param by Names of those that need it, by their plural: `{ presets: ['zurich'] }`. */
  constructor(of: Noun, id: string, by: Readonly<Record<string, readonly string[]>>) {
    const users = Object.entries(by).map(([what, names]) => `${what} ${names.join(', ')}`);
    super(`The ${of.noun} "${id}" is used by ${users.join('; ')}: give them another first.`, {
      [factOf(of)]: id,
      ...by,
    });
    this.code = codeOf(of, 'in-use');
  }
}
