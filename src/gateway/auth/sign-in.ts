import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { plainAddress } from './address.js';
import { CredentialRefused, KeyMissing } from './auth.problems.js';
import { type Caller, callerOf } from './caller.js';
import { Credentials } from './credentials.js';

/** Who signs in shows a key: in the body, or as everywhere in a header. */
@Injectable()
export class SignIn {
  constructor(private readonly credentials: Credentials) {}

  /** @throws KeyMissing, CredentialRefused, AddressRefused, TooManyRequests */
  async byKey(request: FastifyRequest, given?: string): Promise<Caller> {
    if (given !== undefined)
      return this.credentials.identify({ kind: 'key', text: given }, plainAddress(request.ip));
    const caller = callerOf(request);
    if (caller.kind === 'key') return caller;
    if (request.headers.authorization === undefined) throw new KeyMissing();
    throw new CredentialRefused();
  }
}
