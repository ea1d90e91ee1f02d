import { Problem } from '#kernel';

export class SpeakerNotFound extends Problem {
  readonly code = 'speaker/not-found';
  readonly kind = 'not-found';
  constructor(id: string) {
    super(`There is no speaker "${id}".`, { speaker: id });
  }
}

export class SpeakerExists extends Problem {
  readonly code = 'speaker/exists';
  readonly kind = 'conflict';
  constructor(id: string) {
    super(`There is a speaker "${id}" already.`, { speaker: id });
  }
}

export class SpeakerInUse extends Problem {
  readonly code = 'speaker/in-use';
  readonly kind = 'conflict';
  constructor(id: string, presets: readonly string[]) {
    super(`Speaker "${id}" hosts ${presets.join(', ')}: give these presets another host first.`, {
      speaker: id,
      presets,
    });
  }
}
