import { Injectable } from '@nestjs/common';
import { Problem } from '#kernel';

export const COMPONENTS = ['cache', 'memory', 'connections', 'audio', 'queue'] as const;
export type Component = (typeof COMPONENTS)[number];
export const ACTIONS = ['clear', 'warm', 'gc', 'health_check', 'trim'] as const;
export type Action = (typeof ACTIONS)[number];

export type Parameters = Readonly<Record<string, unknown>>;
export type Figures = Readonly<Record<string, string | number | boolean | null>>;

/** What an action did, in words and in figures. */
export interface Optimised {
  /** False where it could not do what it is for. */
  readonly isSuccess: boolean;
  readonly message: string;
  readonly before: Figures;
  readonly after: Figures;
}

/** Figures that an action changes, and what it does to them. */
export interface Work {
  readonly figures: () => Figures | Promise<Figures>;
  /** @returns What happened; a sentence alone is a success. */
  readonly act: () => Promise<string | { readonly isSuccess: boolean; readonly message: string }>;
}

export type ActionMaker = (parameters: Parameters) => Work;

/** A component has no such action, or there is no such component. */
export class ActionUnknown extends Problem {
  readonly code = 'performance/action-unknown';
  readonly kind = 'unsupported';
}

export class CacheUnknown extends Problem {
  readonly code = 'performance/cache-unknown';
  readonly kind = 'not-found';
  constructor(name: string) {
    super(`There is no cache "${name}".`);
  }
}

/** Wrong or unknown members of `parameters`. */
export class ParameterUnknown extends Problem {
  readonly code = 'performance/parameter-unknown';
  readonly kind = 'unsupported';
}

/** The actions that make the station lighter or say how it is. Each says what its figure was and what it became. */
@Injectable()
export class Optimizer {
  readonly #actions = new Map<string, ActionMaker>();
  #last: Promise<unknown> = Promise.resolve();

  add(component: Component, action: Action, make: ActionMaker): void {
    this.#actions.set(`${component} ${action}`, make);
  }

  /** Which components have which actions. */
  get known(): string[] {
    return [...this.#actions.keys()].sort();
  }

  /**
   * One at a time: two at once would tell each other's figures.
   * @throws ActionUnknown, ParameterUnknown, CacheUnknown
   */
  async run(component: string, action: string, parameters: Parameters): Promise<Optimised> {
    const make = this.#actions.get(`${component} ${action}`);
    if (!make)
      throw new ActionUnknown(
        `There is no action "${action}" of "${component}". There is: ${this.known.join(', ')}.`,
      );
    const work = make(parameters);
    const running = this.#last.then(() => carryOut(work));
    this.#last = running.catch(() => undefined);
    return running;
  }
}

async function carryOut({ figures, act }: Work): Promise<Optimised> {
  const before = await figures();
  const done = await act();
  const after = await figures();
  return typeof done === 'string'
    ? { isSuccess: true, message: done, before, after }
    : { ...done, before, after };
}

/** The text parameter of this name. @throws ParameterUnknown for one of another type, and for any other. */
export function onlyText(parameters: Parameters, name: string): string | undefined {
  refuseOthers(parameters, [name]);
  const value = parameters[name];
  if (value === undefined || (typeof value === 'string' && value.length <= TEXT_MAX)) return value;
  throw new ParameterUnknown(`The parameter "${name}" must be a text.`);
}

const TEXT_MAX = 200;

/** @throws ParameterUnknown */
export function refuseOthers(parameters: Parameters, known: readonly string[]): void {
  const [unknown] = Object.keys(parameters).filter((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new ParameterUnknown(
      `There is no parameter "${unknown.slice(0, TEXT_MAX)}" here. There is: ${known.join(', ') || 'none'}.`,
    );
}
