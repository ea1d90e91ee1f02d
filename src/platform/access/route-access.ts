import 'reflect-metadata';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { Scope } from './scope.js';

/** `open` is for anybody; `public` for anybody while public reading is on, and for listeners otherwise. */
export type Access = 'open' | 'public' | Scope;

/** What a route says of itself; the gate reads it before anything else of a request. */
export interface RouteAccess {
  readonly access?: Access;
  /** Makes much work or costs money: has a rate limit of its own. */
  readonly isCostly?: boolean;
  /** Heeds an Idempotency-Key by itself; of other costly POSTs the gateway keeps the answers. */
  readonly hasOwnKeys?: boolean;
  /** Largest body, bytes; left out, as `SECURITY_BODY_BYTES_MAX` says. */
  readonly bodyBytesMax?: number;
  /** Takes files, as forms (multipart/form-data) or as the body itself; its handler reads them as they come. */
  readonly takesFiles?: boolean;
}

const KEY = 'radiox:access';
type Declares = ClassDecorator & MethodDecorator;

/** Who may call a route, or every route of a controller that does not say it itself. */
export const Needs = (scope: Scope): Declares => declare({ access: scope });

/** Anybody may call it, from anywhere, in a process of any role: health and signing in, no more. */
export const Open = (): Declares => declare({ access: 'open' });

/** What the station gives to its listeners: needs no key while `SECURITY_PUBLIC_READING` is on. */
export const PublicReading = (): Declares => declare({ access: 'public' });

/** Calls are limited as `SECURITY_GENERATIONS_PER_MINUTE` says; a POST with an Idempotency-Key is done once. */
export const Costly = (more: Pick<RouteAccess, 'hasOwnKeys'> = {}): Declares =>
  declare({ isCostly: true, ...more });

/** Takes bodies up to so many bytes: thousands of articles at once. */
export const BodyBytesMax = (bytes: number): Declares => declare({ bodyBytesMax: bytes });

/** Takes files as they come, in forms or as bodies of audio or a picture; the handler bounds them. */
export const TakesFiles = (): Declares => declare({ takesFiles: true });

/** What a handler or its class declares; for the documents. */
export function accessOf(handler: object): RouteAccess {
  return (Reflect.getMetadata(KEY, handler) as RouteAccess | undefined) ?? {};
}

function declare(part: RouteAccess): Declares {
  const decorate = (target: object, _name?: unknown, descriptor?: PropertyDescriptor): void => {
    if (descriptor) {
      const handler = descriptor.value as object;
      write(handler, { ...accessOf(handler), ...part });
      return;
    }
    // Methods are decorated before their class, so what they say themselves is known by now.
    for (const handler of handlersOf(target as { prototype: object }))
      write(handler, { ...part, ...accessOf(handler) });
  };
  return decorate;
}

/** As configuration of the Fastify route, so that it is there before Nest is asked. */
function write(handler: object, said: RouteAccess): void {
  Reflect.defineMetadata(KEY, said, handler);
  RouteConfig({ gate: said })(handler, '', { value: handler });
}

function handlersOf({ prototype }: { prototype: object }): object[] {
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor')
    .map((name) => Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown)
    .filter((value) => typeof value === 'function');
}
