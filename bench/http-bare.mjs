// A bare Fastify route with a given body, in a process of its own; forked by http.mjs.
import fastify from 'fastify';

process.once('message', async (body) => {
  const app = fastify();
  const answer = JSON.parse(body);
  app.get('/text', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
  app.get('/object', () => answer);
  process.send(await app.listen({ port: 0, host: '127.0.0.1' }));
});
