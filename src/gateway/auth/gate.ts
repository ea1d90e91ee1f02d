import { timingSafeEqual } from 'node:crypto';
import { HttpException, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { onBehalfOf, rankOf } from '#platform/access';
import { EnvironmentSettings, ServiceSettings } from '#platform/config';
import { withLogContext } from '#platform/logging';
import { hashOf } from '../keys/api-key.js';
import { sayStanding, tighter } from '../rate-limit/limit-headers.js';
import { RateLimiter, type Standing } from '../rate-limit/rate-limiter.js';
import type { Limit } from '../rate-limit/window.js';
import { SecuritySettings } from '../security.settings.js';
import { countedAddress, isFromHere, plainAddress } from './address.js';
import {
  CredentialRefused,
  KeyMissing,
  RouteUndeclared,
  ScopeTooSmall,
  TooManyRequests,
} from './auth.problems.js';
import { type Caller, callerOf, METRICS, OFF, STRANGER } from './caller.js';
import { type Credential, credentialOf } from './credential.js';
import { Credentials } from './credentials.js';
import { NotServedHere } from './not-served-here.js';
import { refuseForeignNames, refuseForeignPages } from './origin-check.js';
import { type GuardedRoute, RouteTable } from './route-table.js';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Our longest address, a page of shows with every filter, has about 400 characters. */
const URL_CHARACTERS_MAX = 4_096;

/** Who asks for what is free for all waits no longer than this to be known. */
const FREE_WAIT_MS_MAX = 50;

type Done = (error?: Error) => void;

/**
 * What every request passes before its body is read: bounds, limits, who it is from, and whether he may.
 * Who is known passes without waiting for anything.
 */
@Injectable()
export class Gate {
  constructor(
    private readonly security: SecuritySettings,
    private readonly service: ServiceSettings,
    private readonly environment: EnvironmentSettings,
    private readonly table: RouteTable,
    private readonly limiter: RateLimiter,
    private readonly credentials: Credentials,
  ) {}

  /** Fastify's hook `onRequest`. */
  enter(request: FastifyRequest, reply: FastifyReply, done: Done): void {
    const client = plainAddress(request.ip);
    withLogContext({ request_id: request.id, client }, () => {
      let entering: Promise<void> | undefined;
      try {
        entering = this.#enter(request, reply, client);
      } catch (error) {
        done(error as Error);
        return;
      }
      const pass = () => {
        this.resume(request, done);
      };
      if (entering) void entering.then(pass, done);
      else pass();
    });
  }

  /** Fastify's hook `preValidation`: reading a body loses the context of who asks. */
  resume(request: FastifyRequest, done: Done): void {
    const { prefix, holderId, scope } = callerOf(request);
    const facts = { request_id: request.id, client: plainAddress(request.ip), key: prefix };
    withLogContext(facts, () => {
      onBehalfOf({ holderId, scope }, done);
    });
  }

  /** @returns Nothing where there is nothing to wait for. @throws Problem */
  #enter(request: FastifyRequest, reply: FastifyReply, client: string): Promise<void> | undefined {
    void reply.header('x-request-id', request.id);
    if (request.url.length > URL_CHARACTERS_MAX)
      throw new HttpException(`The address has more than ${URL_CHARACTERS_MAX} characters.`, 414);
    const route = request.is404 ? undefined : request.routeOptions.config.guarded;
    const limit = this.#limitOf(request, route);
    const who = countedAddress(client);
    if (limit.name === 'generation') return this.#enterSlowly(request, reply, { client, limit });
    const own = this.limiter.take(limit, who);
    refuseOver(reply, own, request);
    if (!route) {
      this.#refuseMethod(request, reply);
      return;
    }
    const caller = this.#callerOf(request, route, client);
    if (!(caller instanceof Promise)) {
      this.#admit(request, reply, { route, caller, limit, own });
      return undefined;
    }
    return caller.then((found) => {
      this.#admit(request, reply, { route, caller: found, limit, own });
    });
  }

  /** What is costly is counted in every process together, so it waits for Redis. */
  async #enterSlowly(
    request: FastifyRequest,
    reply: FastifyReply,
    { client, limit }: { client: string; limit: Limit },
  ): Promise<void> {
    const route = request.routeOptions.config.guarded as GuardedRoute;
    const caller = await this.#callerOf(request, route, client);
    this.#authorise(request, route, caller); // First: who may not anyway uses nothing up.
    const address = await this.limiter.takeShared(limit, countedAddress(client));
    const key = caller.keyId && (await this.limiter.takeShared(limit, caller.keyId));
    refuseOver(reply, key ? tighter(key, address) : address, request);
    request.caller = caller;
  }

  #admit(
    request: FastifyRequest,
    reply: FastifyReply,
    found: { route: GuardedRoute; caller: Caller; limit: Limit; own: Standing },
  ): void {
    const { route, caller, limit, own } = found;
    if (caller.keyId !== undefined)
      refuseOver(reply, tighter(this.limiter.take(limit, caller.keyId), own), request);
    this.#authorise(request, route, caller);
    request.caller = caller;
  }

  /** @throws KeyMissing, CredentialRefused, ScopeTooSmall, ForeignPage, NotServedHere, RouteUndeclared */
  #authorise(request: FastifyRequest, route: GuardedRoute, caller: Caller): void {
    const { access } = route;
    if (access === undefined) throw new RouteUndeclared();
    const isReading = READING.has(request.method);
    if (caller.kind === 'off') refuseForeignNames(request);
    if (!isReading && caller.kind === 'session') refuseForeignPages(request, 'refuse');
    if (!isReading && caller.kind === 'off') refuseForeignPages(request, 'accept');
    if (access === 'open') return;
    if (!route.isTelemetry) this.#refuseRole(isReading); // How a process does is asked of itself.
    if (access === 'public' && this.security.publicReading) return;
    const needed = access === 'public' ? 'listener' : access;
    if (caller.rank >= rankOf(needed)) return;
    if (caller.rank > 0) throw new ScopeTooSmall(needed);
    throw credentialOf(request.headers) ? new CredentialRefused() : new KeyMissing();
  }

  #callerOf(
    request: FastifyRequest,
    route: GuardedRoute,
    client: string,
  ): Caller | Promise<Caller> {
    if (this.security.authMode === 'off') return OFF;
    const shown = credentialOf(request.headers);
    const isForMetrics = route.isTelemetry && READING.has(request.method);
    if (isForMetrics && this.#isScraper(shown, request))
      return { ...METRICS, scope: 'operator', rank: rankOf('operator') };
    if (!shown) return STRANGER;
    const caller = this.credentials.identify(shown, client);
    return caller instanceof Promise && this.#isFree(route)
      ? strangerUnlessKnownSoon(caller)
      : caller;
  }

  /** Whether anybody may ask for this, without a key. */
  isFree({ routeOptions }: FastifyRequest): boolean {
    const { guarded } = routeOptions.config;
    return guarded !== undefined && this.#isFree(guarded);
  }

  #isFree({ access }: GuardedRoute): boolean {
    return access === 'open' || (access === 'public' && this.security.publicReading);
  }

  /** Whether it shows the metrics token, or comes from this very machine in development, through no proxy. */
  #isScraper(shown: Credential | undefined, request: FastifyRequest): boolean {
    const token = this.security.metricsToken?.reveal();
    if (shown && token !== undefined && isSame(shown.text, token)) return true;
    return !shown && this.environment.name === 'development' && isFromHere(request);
  }

  /** A `worker` answers only for its health; a `stream` serves readers and changes nothing. */
  #refuseRole(isReading: boolean): void {
    const { role } = this.service;
    if (role === 'worker' || (role === 'stream' && !isReading)) throw new NotServedHere(role);
  }

  #refuseMethod(request: FastifyRequest, reply: FastifyReply): undefined {
    const methods = this.table.methodsOf(request.url.split('?', 1)[0] ?? '');
    if (methods.length === 0) return undefined;
    void reply.header('allow', methods.join(', '));
    throw new HttpException(`This address knows ${methods.join(', ')}.`, 405);
  }

  #limitOf(request: FastifyRequest, route: GuardedRoute | undefined): Limit {
    if (READING.has(request.method))
      return { name: 'reading', countMax: this.security.requestsPerMinute };
    return route?.isCostly
      ? { name: 'generation', countMax: this.security.generationsPerMinute }
      : { name: 'writing', countMax: this.security.writesPerMinute };
  }
}

function refuseOver(reply: FastifyReply, standing: Standing, { method }: FastifyRequest): void {
  sayStanding(reply, standing);
  if (standing.isOver) throw new TooManyRequests(`requests (${method})`, standing.resetS);
}

/**
 * Where nobody needs a key, a wrong one hurts nobody: a browser sends its old cookie everywhere. Nor does one
 * wait for a database that is busy or away: health least of all.
 */
async function strangerUnlessKnownSoon(caller: Promise<Caller>): Promise<Caller> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Caller>((over) => {
    timer = setTimeout(over, FREE_WAIT_MS_MAX, STRANGER);
  });
  try {
    return await Promise.race([caller.catch(() => STRANGER), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** In the same time, however much of it is right. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)));
}
