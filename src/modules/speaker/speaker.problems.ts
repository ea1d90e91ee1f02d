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
