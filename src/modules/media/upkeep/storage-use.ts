import { Injectable } from '@nestjs/common';
import { MediaFileRepository } from '../library/media-file.repository.js';

/** What one kind of things takes. */
export interface StorageShare {
  readonly kind: string;
  readonly files: number;
  readonly sizeBytes: number;
  readonly oldest: Date | null;
  readonly newest: Date | null;
}

/** How much room what takes: every module that stores files tells its share. */
@Injectable()
export class StorageUse {
  readonly #shares: Array<() => Promise<StorageShare>> = [];

  constructor(private readonly repository: MediaFileRepository) {}

  register(share: () => Promise<StorageShare>): void {
    this.#shares.push(share);
  }

  async byKind(): Promise<StorageShare[]> {
    const others = await Promise.all(this.#shares.map((share) => share()));
    return [...(await this.repository.byKind()), ...others];
  }
}
