import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from '#kernel';
import { ApiKeyService, PREFIX_CHARACTERS } from './api-key.service.js';

export const OPEN = 'radiox:open';

/** A route that anybody may call from anywhere: health, no more. */
export const Open = () => SetMetadata(OPEN, true);

export const OPERATOR = 'radiox:operator';

/** A route for operators alone: not even reading it from this machine is free. */
export const OperatorOnly = () => SetMetadata(OPERATOR, true);

export class KeyMissing extends Problem {
  readonly code = 'auth/key-missing';
  readonly kind = 'unauthorised';
  constructor() {
    super(
      'This needs the operator key that the first start printed: send "Authorization: Bearer <key>".',
    );
  }
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Reading is free on this machine; everything else needs the operator key. */
@Injectable()
export class OperatorKeyGuard implements CanActivate {
  constructor(
    private readonly keys: ApiKeyService,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handlers = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(OPEN, handlers)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isForAll = !this.reflector.getAllAndOverride<boolean | undefined>(OPERATOR, handlers);
    if (isForAll && READING.has(request.method) && isLoopback(request)) return true;
    const key = keyOf(request);
    if (key !== undefined && (await this.keys.isValid(key))) return true;
    throw new KeyMissing();
  }
}

/** Whether it comes from this machine. */
export function isLoopback({ ip }: FastifyRequest): boolean {
  return LOOPBACK.test(ip);
}

/** As much of the request's key as may be shown. */
export function prefixOf(request: FastifyRequest): string {
  return keyOf(request)?.slice(0, PREFIX_CHARACTERS) ?? 'none';
}

/** The key that a request carries, whatever it is worth. */
export function keyOf({ headers }: FastifyRequest): string | undefined {
  const own = headers['x-api-key'];
  if (typeof own === 'string') return own;
  return /^Bearer (\S{1,200})$/i.exec(headers.authorization ?? '')?.[1];
}
