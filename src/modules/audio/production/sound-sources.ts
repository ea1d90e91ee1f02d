import { Injectable } from '@nestjs/common';
import { SoundMissing } from './production.problems.js';

/** Finished sound of somebody else's. */
export interface FoundSound {
  /** Of this machine; to be read now. */
  readonly path: string;
  /** For people, without an ending. */
  readonly name: string;
}

/** Sound that other modules keep: shows are made by a module that stands on this one. */
@Injectable()
export class SoundSources {
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
}
