import { type INestApplication, ParseUUIDPipe } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';

/** What stands behind an operation. */
export interface Route {
  readonly controller: object;
  readonly handler: object;
}

/** Joins class and method in the working names of operations; no name holds it. */
const SEPARATOR = '#';

/** The working name of an operation, until it gets its own: tells its handler. */
export function workingName(controller: string, method: string): string {
  return `${controller}${SEPARATOR}${method}`;
}

/** Finds the handler of an operation by its working name. */
export function routesOf(app: INestApplication): (name: string) => Route {
  const controllers = new Map<string, { prototype: Record<string, unknown> }>();
  for (const module of app.get(ModulesContainer).values())
    for (const { metatype } of module.controllers.values())
      if (metatype) controllers.set(metatype.name, metatype);
  return (name) => {
    const [className = '', method = ''] = name.split(SEPARATOR);
    const controller = controllers.get(className);
    const handler = controller?.prototype[method.replace(/\[\d+\]$/, '')];
    if (!controller || typeof handler !== 'function')
      throw new Error(`No controller answers for the operation ${name}.`);
    return { controller, handler };
  };
}

interface Argument {
  /** Name of the parameter. */
  readonly data?: unknown;
  readonly pipes?: readonly unknown[];
}

/** The formats that the pipes of a handler insist on, by parameter; a pipe of ours says it by its field `format`. */
export function formatsOf({ controller, handler }: Route): Map<string, string> {
  const { name } = handler as { readonly name: string };
  const read = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) as unknown;
  const formats = new Map<string, string>();
  for (const { data, pipes = [] } of Object.values((read ?? {}) as Record<string, Argument>))
    for (const pipe of pipes) {
      const format = formatOf(pipe);
      if (typeof data === 'string' && format !== undefined) formats.set(data, format);
    }
  return formats;
}

function formatOf(pipe: unknown): string | undefined {
  if (pipe instanceof ParseUUIDPipe || pipe === ParseUUIDPipe) return 'uuid';
  const made = typeof pipe === 'function' ? new (pipe as new () => object)() : pipe;
  return (made as { format?: string }).format;
}
