import { Injectable } from '@nestjs/common';
import type { Alert } from '../alert.js';
import { SilenceNotFound, TooManySilences } from '../alert.problems.js';
import {
  isSilenced,
  type NewSilence,
  type Silence,
  SilenceRepository,
} from '../store/silence.repository.js';

const SILENCES_MAX = 100;

/** When nobody is told; remembered, so that it holds while the database is away. */
@Injectable()
export class Silences {
  #known: readonly Silence[] = [];

  constructor(private readonly repository: SilenceRepository) {}

  async refresh(): Promise<void> {
    this.#known = await this.repository.current();
  }

  cover(alert: Pick<Alert, 'rule' | 'severity'>, now = new Date()): boolean {
    return isSilenced(this.#known, alert, now);
  }

  async list(): Promise<Silence[]> {
    return this.repository.current();
  }

  /** @throws TooManySilences */
  async add(silence: NewSilence): Promise<Silence> {
    const added = await this.repository.add(silence, SILENCES_MAX);
    if (!added) throw new TooManySilences(SILENCES_MAX);
    await this.refresh();
    return added;
  }

  /** @throws SilenceNotFound */
  async remove(id: string): Promise<void> {
    if (!(await this.repository.remove(id))) throw new SilenceNotFound(id);
    await this.refresh();
  }
}
