import { type Attributes, formatTraceparent, type OpenSpan } from '#platform/tracing';
import type { Headers } from './exchange.js';
import type { HttpRequest, HttpResponse } from './outside-call.js';

/** A call to a model is named after what it does; any other after its method. */
export function spanNameOf({ genAi, method = 'GET' }: HttpRequest): string {
  return genAi ? `${genAi.operation} ${genAi.model}` : method;
}

/** Of the address only host and port: paths and queries hold secrets. */
export function attributesOf(url: URL, request: HttpRequest): Attributes {
  const { genAi, provider = url.host, operation, method = 'GET' } = request;
  return {
    'http.request.method': method,
    'server.address': url.hostname,
    'server.port': Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    'radiox.provider': provider,
    ...(operation !== undefined && { 'radiox.operation': operation }),
    ...(genAi && {
      'gen_ai.operation.name': genAi.operation,
      'gen_ai.provider.name': provider,
      'gen_ai.request.model': genAi.model,
    }),
  };
}

/** The headers of a call with the context of its span; strangers are not told of our traces. */
export function headersWith(span: OpenSpan, { headers, untrusted }: HttpRequest): Headers {
  if (!span.context || untrusted === true) return headers ?? {};
  return { ...headers, traceparent: formatTraceparent(span.context) };
}

/** Notes on the span how the call ended. */
export function noteAnswer(span: OpenSpan, { genAi }: HttpRequest, answer: HttpResponse): void {
  const { input, output } = genAi?.usage?.(answer) ?? {};
  span.set({
    'http.response.status_code': answer.status,
    ...(input !== undefined && { 'gen_ai.usage.input_tokens': input }),
    ...(output !== undefined && { 'gen_ai.usage.output_tokens': output }),
  });
  if (answer.status >= 400) span.fail();
}
