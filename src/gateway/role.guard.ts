import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from '#kernel';
import { ServiceSettings } from '#platform/config';
import { OPEN } from './auth/operator-key.guard.js';

/** This process does not serve such requests; another process of the station does. */
export class NotServedHere extends Problem {
  readonly code = 'service/not-served-here';
  readonly kind = 'unavailable';
  constructor(role: string) {
    super(`This process is a ${role} (RADIOX_ROLE); ask one whose role is "api" or "all".`);
  }
}

/** A `worker` answers only for its health; a `stream` serves readers and changes nothing. */
@Injectable()
export class RoleGuard implements CanActivate {
  constructor(
    private readonly settings: ServiceSettings,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { role } = this.settings;
    if (role === 'all' || role === 'api') return true;
    const handlers = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(OPEN, handlers)) return true;
    const { method } = context.switchToHttp().getRequest<FastifyRequest>();
    if (role === 'stream' && ['GET', 'HEAD', 'OPTIONS'].includes(method)) return true;
    throw new NotServedHere(role);
  }
}
