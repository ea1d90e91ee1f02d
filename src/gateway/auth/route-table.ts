import { Injectable } from '@nestjs/common';
import type { RouteOptions } from 'fastify';
import type { Access, RouteAccess } from '#platform/access';

/** A route as the gate knows it. */
export interface GuardedRoute {
  readonly method: string;
  /** Pattern: /api/v1/shows/:id */
  readonly url: string;
  /** Left out, nobody may call it. */
  readonly access?: Access;
  readonly isCostly: boolean;
  /** Opened for reading by the metrics token as well. */
  readonly isTelemetry: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the handler declares by `Needs` and its like. */
    gate?: RouteAccess;
    guarded?: GuardedRoute;
  }
}

/** Where routes do not say it themselves: pages of packages, and what is for operators whatever it says. */
const BY_PATH: ReadonlyArray<readonly [RegExp, Access]> = [
  [/^\/(docs|openapi\.json|docs-yaml)(\/|$)/, 'open'],
  [/^(\/api\/v1)?\/performance\/health$/, 'open'],
  [/^(\/api\/v1)?\/(performance|metrics|database|http|services\/status)(\/|$)/, 'operator'],
  [/^(\/api\/v1)?\/(analytics|dashboard\/overview)(\/|$)/, 'operator'],
];
const TELEMETRY = /^(\/api\/v1)?\/(performance|metrics|database|http)(\/|$)/;

/** Every route of the running application with who may call it. */
@Injectable()
export class RouteTable {
  readonly routes: GuardedRoute[] = [];
  #matchers: ReadonlyArray<readonly [RegExp, string]> | undefined;

  /** Fastify's hook `onRoute`: reads what the route declares, and leaves it where each request finds it. */
  add(options: RouteOptions): void {
    const config = options.config as RouteOptions['config'] & { gate?: RouteAccess };
    const said = (config as { gate?: RouteAccess } | undefined)?.gate ?? {};
    const { url } = options;
    // What answers a browser's question before a call across origins: the CORS hook has done so before.
    const isPreflight = options.method === 'OPTIONS' && url === '*';
    const access = isPreflight
      ? 'open'
      : (said.access ?? BY_PATH.find(([path]) => path.test(url))?.[1]);
    const guarded = {
      ...(access && { access }),
      isCostly: said.isCostly ?? false,
      isTelemetry: TELEMETRY.test(url),
    };
    for (const method of [options.method].flat()) this.routes.push({ method, url, ...guarded });
    options.config = { ...config, guarded: { method: '', url, ...guarded } };
    this.#matchers = undefined;
  }

  /** Methods that a path has, for who used another. */
  methodsOf(path: string): string[] {
    this.#matchers ??= this.routes
      .filter(({ url }) => url !== '*')
      .map(({ url, method }) => [patternOf(url), method] as const);
    const methods = this.#matchers.filter(([pattern]) => pattern.test(path)).map(([, one]) => one);
    return [...new Set(methods)].sort();
  }
}

function patternOf(url: string): RegExp {
  const escaped = url.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll(/:\w+/g, '[^/]+').replaceAll('*', '.*')}/?$`);
}
