import type { FastifyReply } from 'fastify';
import type { Standing } from './rate-limiter.js';

/**
 * How the caller stands, as draft-ietf-httpapi-ratelimit-headers-10 writes it:
 * `RateLimit-Policy: "reading";q=3000;w=60` and `RateLimit: "reading";r=2999;t=60`.
 */
export function sayStanding(reply: FastifyReply, { limit, left, resetS }: Standing): void {
  void reply.header('ratelimit-policy', `"${limit.name}";q=${limit.countMax};w=60`);
  void reply.header('ratelimit', `"${limit.name}";r=${left};t=${resetS}`);
}

/** The one that ends sooner. */
export function tighter(one: Standing, other: Standing): Standing {
  if (one.isOver !== other.isOver) return one.isOver ? one : other;
  return one.left <= other.left ? one : other;
}
