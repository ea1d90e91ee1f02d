import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { within } from './within.js';

/**
 * What follows what. Settings, database and migrations come before all of these, because they are needed to
 * build the application at all; the HTTP server comes after them. Stopping runs backwards.
 */
export const STEPS = ['cache', 'queue', 'engines'] as const;
export type Step = (typeof STEPS)[number];

/** Something that has to be started and stopped in order. */
export interface Part {
  readonly name: string;
  readonly step: Step;
  /** Without a required part the process ends; without an optional one it runs degraded. */
  readonly isRequired: boolean;
  readonly startMsMax: number;
  readonly stopMsMax: number;
  /** Resolves when the part works, having looked. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export type PartState = 'waiting' | 'up' | 'degraded' | 'stopped';

/** A part that is needed did not start; the message is a sentence for the operator. */
export class StartFailed extends Error {}

/** Starts the parts of the application in one order, and stops them backwards. */
@Injectable()
export class Lifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(Lifecycle.name);
  readonly #parts: Part[] = [];
  readonly #states = new Map<string, PartState>();
  readonly #leaving = new AbortController();

  /** Aborts as soon as the process is told to end: streams end then, readiness goes. */
  get leaving(): AbortSignal {
    return this.#leaving.signal;
  }

  /** Call it in the constructor of what is to be started. */
  register(part: Part): void {
    this.#parts.push(part);
    this.#states.set(part.name, 'waiting');
  }

  /** How each part is, in the order of their start. */
  states(): ReadonlyMap<string, PartState> {
    return new Map(this.#ordered().map(({ name }) => [name, this.#states.get(name) ?? 'waiting']));
  }

  /** The process is told to end: nothing new should come here from now on. */
  leave(): void {
    this.#leaving.abort(new Error('This process is stopping.'));
  }

  /** @throws StartFailed */
  async onApplicationBootstrap(): Promise<void> {
    for (const part of this.#ordered()) {
      const from = performance.now();
      try {
        await within(`The start of the ${part.name}`, part.startMsMax, () => part.start());
        this.#states.set(part.name, 'up');
        const wall_ms = Math.round(performance.now() - from);
        this.#logger.debug({ message: 'Started', part: part.name, wall_ms });
      } catch (error) {
        this.#states.set(part.name, 'degraded');
        const reason = error instanceof Error ? error.message : String(error);
        if (part.isRequired) {
          await this.beforeApplicationShutdown();
          throw new StartFailed(`The ${part.name} did not start: ${reason}`, { cause: error });
        }
        this.#logger.warn({ message: 'Goes on without', part: part.name, reason });
      }
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.leave();
    for (const part of this.#ordered().reverse()) {
      if (['waiting', 'stopped'].includes(this.#states.get(part.name) ?? '')) continue;
      this.#states.set(part.name, 'stopped');
      try {
        await within(`The end of the ${part.name}`, part.stopMsMax, () => part.stop());
      } catch (error) {
        this.#logger.warn({ message: 'Did not end cleanly', part: part.name, error });
      }
    }
  }

  #ordered(): Part[] {
    return STEPS.flatMap((step) => this.#parts.filter((part) => part.step === step));
  }
}
