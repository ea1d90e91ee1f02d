import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InvalidInput } from '#kernel';
import { asker, type RouteAccess } from '#platform/access';
import { refuse, unfitness } from '#platform/input';
import { KeyOfAnother, StillBeingDone } from './idempotency.problems.js';
import { IdempotentAnswerRepository, type KeyedRequest } from './idempotent-answer.repository.js';

export const KEY_CHARACTERS_MAX = 255;
/** A larger answer is not kept: what gives so much costs time alone. */
const BODY_BYTES_MAX = 1_048_576;
/** What else an answer tells. */
const KEPT_HEADERS = ['content-type', 'etag', 'location'] as const;

/** Whether the gateway keeps answers to a route by the Idempotency-Key of its requests. */
export function keepsAnswers(method: string, { isCostly, hasOwnKeys }: RouteAccess): boolean {
  return method.toUpperCase() === 'POST' && isCostly === true && hasOwnKeys !== true;
}

/**
 * Answers a costly request that is sent again with its Idempotency-Key as it was answered first, and does it no second
 * time: a client that has lost an answer on the way may ask again without paying again.
 */
@Injectable()
export class Idempotency {
  readonly #logger = new Logger(Idempotency.name);
  readonly #claimed = new WeakMap<FastifyRequest, KeyedRequest>();

  constructor(private readonly answers: IdempotentAnswerRepository) {}

  /** To be called after the gate, which tells who asks. */
  install(fastify: FastifyInstance): void {
    fastify.addHook('preHandler', (request, reply, done) => {
      const key = request.headers['idempotency-key'];
      const said = request.routeOptions.config.gate ?? {};
      if (key === undefined || !keepsAnswers(request.method, said)) {
        done();
        return;
      }
      this.#begin(request, reply, String(key)).then((isAnswered) => {
        if (!isAnswered) done();
      }, done);
    });
    fastify.addHook('onSend', (request, reply, payload, done) => {
      const claimed = this.#claimed.get(request);
      if (!claimed) {
        done();
        return;
      }
      this.#claimed.delete(request);
      // The answer goes out whatever becomes of this: it was paid for.
      void this.#end(claimed, reply, payload).then(() => {
        done();
      });
    });
  }

  /** @returns Whether it is answered by now. @throws InvalidInput, KeyOfAnother, StillBeingDone */
  async #begin(request: FastifyRequest, reply: FastifyReply, key: string): Promise<boolean> {
    if (key === '' || key.length > KEY_CHARACTERS_MAX)
      throw new InvalidInput([
        { field: 'Idempotency-Key', rule: `must have 1 to ${KEY_CHARACTERS_MAX} characters` },
      ]);
    // The pipe looks at it later, and has not seen it yet: what is nested too deeply would end the stack here.
    const rule = unfitness(request.body);
    if (rule !== undefined) refuse('body', rule);
    const who = asker().holderId ?? 'anybody';
    const keyed = {
      id: hashOf([who, request.method, request.url, key]),
      requestHash: hashOf(request.body ?? null),
    };
    const former = await this.answers.claim(keyed);
    if (!former) {
      this.#claimed.set(request, keyed);
      return false;
    }
    if (former.requestHash !== keyed.requestHash) throw new KeyOfAnother();
    if (former.status === null) throw new StillBeingDone();
    void reply.status(former.status).headers(former.headers).send(former.body);
    return true;
  }

  async #end(claimed: KeyedRequest, reply: FastifyReply, payload: unknown): Promise<void> {
    const { statusCode: status } = reply;
    const isText = payload === null || payload === undefined || typeof payload === 'string';
    try {
      if (status >= 400 || !isText || Buffer.byteLength(payload ?? '') > BODY_BYTES_MAX) {
        await this.answers.giveUp(claimed);
        return;
      }
      const headers = Object.fromEntries(
        KEPT_HEADERS.map((name) => [name, reply.getHeader(name)] as const)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => [name, String(value)]),
      );
      await this.answers.keep(claimed, { status, headers, body: payload ?? null });
    } catch (error) {
      this.#logger.warn({ message: 'An answer was not kept for its Idempotency-Key', error });
    }
  }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
