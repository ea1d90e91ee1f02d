import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { EnvironmentSettings } from '#platform/config';
import { within } from '#platform/lifecycle';
import { ApiKeyService } from './api-key.service.js';
import { isLoopback, keyOf } from './operator-key.guard.js';

/** Health is answered at once: a key that cannot be looked up within this time opens nothing. */
const LOOK_UP_MS_MAX = 50;
/** Where somebody develops, this machine itself is trusted to read. */
const TRUSTING = new Set(['development', 'test']);

/** Decides who reads more than whether the station is well. */
@Injectable()
export class DetailPolicy {
  constructor(
    private readonly keys: ApiKeyService,
    private readonly environment: EnvironmentSettings,
  ) {}

  /** Whether this request comes from an operator. Never rejects, never waits for the database. */
  async maySee(request: FastifyRequest): Promise<boolean> {
    if (TRUSTING.has(this.environment.name) && isLoopback(request)) return true;
    const key = keyOf(request);
    if (key === undefined) return false;
    return within('The key', LOOK_UP_MS_MAX, () => this.keys.isValid(key)).catch(() => false);
  }
}
