import { Problem } from '#kernel';
import type { MediaKind } from './media-file.js';

export class MediaNotFound extends Problem {
  readonly code = 'media/not-found';
  readonly kind = 'not-found';
  constructor(id: string) {
    super(`There is no media file "${id}".`, { media_id: id });
  }
}

/** Somebody else has brought it: it is for him and for operators to remove. */
export class MediaOfOthers extends Problem {
  readonly code = 'media/of-others';
  readonly kind = 'forbidden';
  constructor(id: string) {
    super('Another key has brought this file: that key or an operator may remove it.', {
      media_id: id,
    });
  }
}

/** Its first bytes are none of what this kind of file may be, whatever its name says. */
export class ContentNotOfKind extends Problem {
  readonly code = 'media/content-not-of-kind';
  readonly kind = 'invalid';
  constructor(kind: MediaKind, found: string | undefined, accepted: readonly string[]) {
    const what = found === undefined ? 'unknown' : `of type ${found}`;
    super(`The content is ${what}; a ${kind} must be one of: ${accepted.join(', ')}.`, {
      accepted,
      ...(found !== undefined && { found }),
    });
  }
}

export class EmptyFile extends Problem {
  readonly code = 'media/empty-file';
  readonly kind = 'invalid';
  constructor() {
    super('The file is empty.');
  }
}

export class LibraryFull extends Problem {
  readonly code = 'media/library-full';
  readonly kind = 'conflict';
  constructor(max: number) {
    super(`The library holds ${max} files at most. Remove some first.`, { files_max: max });
  }
}

/** Somebody needs the file: who is said. */
export class MediaInUse extends Problem {
  readonly code = 'media/in-use';
  readonly kind = 'conflict';
  constructor(id: string, users: readonly string[]) {
    super(`The file is in use by: ${users.join(', ')}.`, { media_id: id, used_by: users });
  }
}

/** The form cannot be read, or broke off. */
export class FormBroken extends Problem {
  readonly code = 'media/form-broken';
  readonly kind = 'unsupported';
  constructor(why: string) {
    super(`The form cannot be read: ${why}`);
  }
}

export class NeverChecked extends Problem {
  readonly code = 'media/never-checked';
  readonly kind = 'not-found';
  constructor() {
    super('No check of the stored files has ended yet. Ask for one: POST /media/integrity.');
  }
}
