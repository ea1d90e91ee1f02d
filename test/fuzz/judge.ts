import type { ApiDescription, Placed } from './api-description.ts';
import type { Answer } from './exchange.ts';
import type { Request } from './request.ts';

const PROBLEM = 'application/problem+json';

/** What is wrong with an answer; nothing where it is as described. */
export function faultOf(
  api: ApiDescription,
  placed: Placed,
  request: Request,
  answer: Answer,
  latencyMsMax: number,
): string | undefined {
  const { status, durationMs } = answer;
  if (status === 0) return `no answer: ${answer.error ?? ''}`;
  if (status >= 500 && status !== 503) return `${status}`;
  if (durationMs > latencyMsMax) return `took ${Math.round(durationMs)} ms`;
  if (request.isStray) return status < 400 ? undefined : strayFault(answer);
  const described = placed.operation.responses[String(status)];
  if (!described) return `status ${status} is not described`;
  return contentFault(api, placed, answer, Object.keys(described.content ?? {}));
}

/** It may have met another operation; but every refusal is a problem document. */
function strayFault(answer: Answer): string | undefined {
  return mediaTypeOf(answer) === PROBLEM ? undefined : `refused as ${mediaTypeOf(answer)}`;
}

function contentFault(
  api: ApiDescription,
  placed: Placed,
  answer: Answer,
  allowed: readonly string[],
): string | undefined {
  const { status, body } = answer;
  if (placed.method === 'head') return body.length > 0 ? 'HEAD with a body' : undefined;
  if (allowed.length === 0) return body.length > 0 ? `${status} has a body` : undefined;
  const mediaType = mediaTypeOf(answer);
  if (!allowed.includes(mediaType)) return `${status} as "${mediaType}"`;
  const schema = placed.operation.responses[String(status)]?.content?.[mediaType]?.schema;
  if (!mediaType.endsWith('json')) return undefined;
  if (!schema) return `${status} has no schema`;
  try {
    const fault = api.fault(placed, status, mediaType, JSON.parse(body.toString()));
    return fault === undefined ? undefined : `${status}: ${fault}`;
  } catch {
    return `${status}: no JSON`;
  }
}

function mediaTypeOf({ headers }: Answer): string {
  return (headers['content-type'] ?? 'nothing').split(';')[0]?.trim() ?? '';
}
