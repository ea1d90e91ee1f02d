import { Injectable } from '@nestjs/common';
import { Lifecycle } from '#platform/lifecycle';
import { AudioReport } from '../report/audio.report.js';
import { HealthNote } from './health-note.js';
import { Optimizer, type Parameters, refuseOthers, type Work } from './optimizer.js';

@Injectable()
export class AudioActions {
  readonly #health = new HealthNote();

  constructor(
    optimizer: Optimizer,
    private readonly audio: AudioReport,
    private readonly lifecycle: Lifecycle,
  ) {
    optimizer.add('audio', 'trim', (parameters) => this.#trim(parameters));
    optimizer.add('audio', 'gc', (parameters) => this.#trim(parameters));
    optimizer.add('audio', 'health_check', (parameters) => this.#check(parameters));
  }

  /** Lets workers go that have nothing to do: their memory goes with them. Those at work stay. */
  #trim(parameters: Parameters): Work {
    refuseOthers(parameters, []);
    return {
      figures: () => this.audio.held(),
      act: async () => `${await this.audio.trim()} idle workers were let go.`,
    };
  }

  #check(parameters: Parameters): Work {
    refuseOthers(parameters, []);
    return {
      figures: () => this.#health.figures,
      act: async () => {
        const voices = this.lifecycle.states().get('voices') ?? 'waiting';
        const isWell = voices === 'up';
        this.#health.note({ is_healthy: isWell, voices, ...(await this.audio.held()) });
        const message = isWell ? 'A speech engine is here.' : 'No speech engine is here.';
        return { isSuccess: isWell, message };
      },
    };
  }
}
