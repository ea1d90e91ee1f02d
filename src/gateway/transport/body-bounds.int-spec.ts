import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { boundBodies } from './body-bounds.js';
import { TransportSettings } from './transport.settings.js';

let fastify: FastifyInstance;
let port: number;

beforeAll(async () => {
  fastify = Fastify({ bodyLimit: 10_000_000 });
  const settings = Object.assign(new TransportSettings(), { bodyBytesPerSecondMin: 1_000 });
  boundBodies(fastify, settings, 200);
  fastify.post('/', (request) => ({ length: (request.body as { text: string }).text.length }));
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = fastify.server.address() as AddressInfo);
});
afterAll(() => fastify.close());

/** Sends a body of so many bytes in steps. @returns What came back, and when the connection was closed. */
async function send(bytes: number, step: number, pauseMs: number) {
  const fromMs = performance.now();
  const body = JSON.stringify({ text: 'x'.repeat(bytes) });
  const socket = connect(port, '127.0.0.1');
  let said = '';
  socket.on('data', (chunk) => (said += String(chunk)));
  socket.on('error', () => undefined);
  const closed = new Promise((done) => socket.once('close', done));
  const head = ['POST / HTTP/1.1', 'Host: x', 'Content-Type: application/json'];
  socket.write(
    `${[...head, 'Connection: close', `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n`,
  );
  for (let at = 0; at < body.length && !socket.destroyed; at += step) {
    socket.write(body.slice(at, at + step));
    await sleep(pauseMs);
  }
  await closed;
  return { said, ms: performance.now() - fromMs };
}

it('cuts off a body that drips, with a reason', async () => {
  const { said, ms } = await send(100_000, 10, 40); // 250 bytes a second

  expect(said).toMatch(/^HTTP\/1\.1 408 /);
  expect(said).toContain('"detail":"The body arrives too slowly."');
  expect(ms).toBeLessThan(4_000);
});

it('lets a slow but honest body through, however long it takes', async () => {
  const { said, ms } = await send(20_000, 1_000, 50); // 20,000 bytes a second

  expect(said).toContain('{"length":20000}');
  expect(ms).toBeGreaterThan(800);
});

it('does not blame the sender where the station itself stood still', async () => {
  const body = JSON.stringify({ text: 'x'.repeat(9_000) });
  const socket = connect(port, '127.0.0.1');
  const begun = once(fastify.server, 'request');
  const head = [
    'POST / HTTP/1.1',
    'Host: x',
    'Content-Type: application/json',
    'Connection: close',
  ];
  socket.write(`${[...head, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n`);
  await begun;
  socket.write(body); // It has arrived, and nobody reads it:
  const fromMs = performance.now();
  while (performance.now() - fromMs < 600);

  expect(await text(socket)).toContain('{"length":9000}');
});
