import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { rankOf } from '#platform/access';
import { EnvironmentSettings } from '#platform/config';
import { isFromHere } from './address.js';
import { callerOf } from './caller.js';

/** Where somebody develops, this machine itself is trusted to read. */
const TRUSTING = new Set(['development', 'test']);

/** Decides who reads more than whether the station is well. */
@Injectable()
export class DetailPolicy {
  constructor(private readonly environment: EnvironmentSettings) {}

  /** Whether this request comes from an operator. */
  maySee(request: FastifyRequest): boolean {
    if (callerOf(request).rank >= rankOf('operator')) return true;
    return TRUSTING.has(this.environment.name) && isFromHere(request);
  }
}
