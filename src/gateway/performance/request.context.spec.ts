import { fastify } from 'fastify';
import { logContext } from '#platform/logging';
import { NoTracing } from '#platform/tracing';
import { RequestContext } from './request.context.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

describe('RequestContext', () => {
  it.each(['GET', 'POST'] as const)('gives the log lines of a %s its ids', async (method) => {
    const server = fastify({ genReqId: () => 'id-1' });
    new RequestContext(new NoTracing()).install(server);
    server.route({ method, url: '/', handler: async () => ({ ...logContext() }) });
    const ask = async (headers = {}) => {
      const payload = method === 'POST' ? { payload: { a: 1 } } : {};
      return (await server.inject({ method, url: '/', headers, ...payload })).json<object>();
    };

    expect(await ask()).toEqual({ request_id: 'id-1' });
    expect(await ask({ traceparent: `00-${TRACE}-b7ad6b7169203331-01` })).toEqual({
      request_id: 'id-1',
      trace_id: TRACE,
    });
    expect(await ask({ traceparent: 'forged\\n' })).toEqual({ request_id: 'id-1' });
    await server.close();
  });
});
