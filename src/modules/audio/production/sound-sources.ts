import { Injectable } from '@nestjs/common';
import type { SoundPlace } from './production.js';
import { ProductionRepository } from './production.repository.js';
import { SoundMissing } from './production.problems.js';

/** Finished sound of somebody else's. */
export interface FoundSound {
  /** Of this machine; to be read now. */
  readonly path: string;
  /** For people, without an ending. */
  readonly name: string;
  /** Of the sound, as it was measured when it was made, seconds. */
  readonly durationS: number;
}

/** Sound that other modules keep: shows are made by a module that stands on this one. */
@Injectable()
export class SoundSources {
  constructor(private readonly productions: ProductionRepository) {}

  #shows: ((id: string) => Promise<FoundSound | undefined>) | undefined;

  /** @param find Gives a show's finished sound, nothing where there is none. */
  registerShows(find: (id: string) => Promise<FoundSound | undefined>): void {
    this.#shows = find;
  }

  /** @throws SoundMissing */
  async ofShow(id: string): Promise<FoundSound> {
    const found = await this.#shows?.(id);
    if (!found) throw new SoundMissing(`There is no finished sound of a show "${id}".`);
    return found;
  }

  /** How long sound is that the station has made itself, seconds; nothing of what people brought. @throws SoundMissing */
  async knownDurationS(source: SoundPlace): Promise<number | undefined> {
    return 'showId' in source
      ? (await this.ofShow(source.showId)).durationS
      : this.productions.durationOf(source.mediaId);
  }
}
