import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuditLog } from '#platform/audit';
import { withLogContext } from '#platform/logging';
import { plainAddress } from '../auth/address.js';
import { prefixOf } from '../auth/caller.js';

/** They write their own entries, with more in them. */
const SAY_THEMSELVES = /^(\/api\/v1\/(keys|auth|data\/config)|\/performance\/optimize)(\/|$)/;

/** Puts deletions, and whatever else operators alone may do, on record once it has been done. */
export function noteAct(audit: AuditLog, request: FastifyRequest, reply: FastifyReply): void {
  const { method } = request;
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return;
  const { url = '', config } = request.routeOptions;
  const isMeant = method === 'DELETE' || config.guarded?.access === 'operator';
  if (!isMeant || request.is404 || reply.statusCode >= 400 || SAY_THEMSELVES.test(url)) return;
  const [target] = Object.values((request.params ?? {}) as Record<string, string>);
  const context = {
    request_id: request.id,
    client: plainAddress(request.ip),
    key: prefixOf(request),
  };
  withLogContext(context, () => {
    const facts = { method, route: url };
    audit.recordDone({
      action: method === 'DELETE' ? 'thing.deleted' : 'operator.acted',
      target,
      facts,
    });
  });
}
