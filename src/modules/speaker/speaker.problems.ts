import { Problem } from '#kernel';
import { NotStored, type Noun, StoredInUse } from '#platform/stored';

export const SPEAKERS: Noun = { module: 'speaker', noun: 'speaker' };

export class SpeakerNotFound extends NotStored {
  constructor(id: string) {
    super(SPEAKERS, id);
  }
}

export class SpeakerInUse extends StoredInUse {
  constructor(id: string, presets: readonly string[]) {
    super(SPEAKERS, id, { presets });
  }
}

export class WordNotFound extends Problem {
  readonly code = 'speaker/word-not-found';
  readonly kind = 'not-found';
  constructor(id: string, language: string, word: string) {
    super(`The dictionary of "${id}" in ${language} does not hold "${word}".`, {
      speaker: id,
      language,
      word,
    });
  }
}
