import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';

/** Durations remembered of each module for its percentile. */
const REMEMBERED_MAX = 1_000;
/** What reached no controller: pages, files, unknown paths, requests refused before. */
const NOBODYS = 'gateway';
const ERROR_FROM_STATUS = 500;

export interface RequestFigures {
  readonly count: number;
  /** Answers of 500 and above. */
  readonly errors: number;
  readonly avgMs: number;
  /** Of the last thousand. */
  readonly p95Ms: number;
}

class Counts {
  count = 0;
  errors = 0;
  #sumMs = 0;
  readonly #durations = new Float64Array(REMEMBERED_MAX);

  add(durationMs: number, status: number): void {
    this.#durations[this.count++ % REMEMBERED_MAX] = durationMs;
    this.#sumMs += durationMs;
    if (status >= ERROR_FROM_STATUS) this.errors++;
  }

  figures(): RequestFigures {
    const recent = this.#durations.slice(0, this.count).sort();
    return {
      count: this.count,
      errors: this.errors,
      avgMs: this.count === 0 ? 0 : this.#sumMs / this.count,
      p95Ms: recent[Math.max(0, Math.ceil(recent.length * 0.95) - 1)] ?? 0,
    };
  }
}

const OWNER = Symbol('the module that a request went to');

interface Attributed {
  [OWNER]?: string;
}

/** Counts the requests of this process by the module that answers them. Bounded: there are as many counts as modules. */
@Injectable()
export class RequestCounts implements CanActivate {
  readonly #byModule = new Map<string, Counts>();
  #owners: ReadonlyMap<unknown, string> | undefined;

  constructor(private readonly modules: ModulesContainer) {}

  /** Lets everything pass; it only sees which controller is asked. */
  canActivate(context: ExecutionContext): boolean {
    this.#owners ??= this.#whoOwnsWhat();
    const owner = this.#owners.get(context.getClass());
    if (owner !== undefined)
      (context.switchToHttp().getRequest<FastifyRequest>() as Attributed)[OWNER] = owner;
    return true;
  }

  /** Call it when an answer has left. */
  add(request: FastifyRequest, durationMs: number, status: number): void {
    const owner = (request as Attributed)[OWNER] ?? NOBODYS;
    let counts = this.#byModule.get(owner);
    if (!counts) this.#byModule.set(owner, (counts = new Counts()));
    counts.add(durationMs, status);
  }

  /** @param name Last part of the module's folder: `show`, `database`, `gateway`. */
  of(name: string): RequestFigures {
    return (this.#byModule.get(name) ?? new Counts()).figures();
  }

  /** Controllers by the module that declares them, as Nest has put the application together. */
  #whoOwnsWhat(): ReadonlyMap<unknown, string> {
    const owners = new Map<unknown, string>();
    for (const { metatype, controllers } of this.modules.values())
      for (const { metatype: controller } of controllers.values())
        owners.set(controller, nameOf(metatype));
    return owners;
  }
}

/** `ShowModule` is `show`; what stands in the gateway under any name is the gateway's. */
function nameOf({ name }: { readonly name: string }): string {
  if (name === 'StationHealthModule') return NOBODYS;
  return name
    .replace(/Module$/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase();
}
