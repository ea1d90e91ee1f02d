import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { once } from 'node:events';
import { Logger } from '@nestjs/common';
import { hasProgram } from '#test/demands';
import { selfSigned } from '#test/self-signed';
import { until } from '#test/queue-instance';
import { certificatesOf, renewCertificates } from './certificates.js';
import { fastifyOptions } from './fastify-options.js';
import { TransportSettings } from './transport.settings.js';

const canMake = hasProgram('openssl');
let folder: string;
let server: Server | undefined;

beforeAll(() => {
  Logger.overrideLogger(false);
  folder = mkdtempSync(join(tmpdir(), 'radiox-tls-'));
  if (!canMake) return;
  for (const name of ['station', 'renewed', 'friend', 'stranger']) selfSigned(folder, name);
});
afterEach(async () => {
  if (!server) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
  server = undefined;
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string) => join(folder, name);
const transport = (wishes: Partial<TransportSettings>) =>
  Object.assign(new TransportSettings(), wishes);

/** @returns Its port. */
async function listening(settings: TransportSettings): Promise<number> {
  const { https } = fastifyOptions({ trustedProxies: [] } as never, settings) as {
    https: object;
  };
  server = createServer(https, (_, answer) => answer.end('hello'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

/** @returns Whose certificate the server shows. @throws Error when it does not want to talk. */
async function nameAt(port: number, own: object = {}): Promise<string> {
  const options = { host: '127.0.0.1', port, rejectUnauthorized: false, ...own };
  return new Promise((found, refused) => {
    const socket = connect(options, () => {
      socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    });
    socket.on('data', () => {
      found(String(socket.getPeerCertificate().subject.CN));
      socket.destroy();
    });
    socket.on('error', refused);
    socket.on('close', () => {
      refused(new Error('It hung up.'));
    });
  });
}

it('lets in only callers with a certificate, where one is wanted', async () => {
  if (!canMake) return;
  const settings = transport({
    tlsCertFile: file('station.crt'),
    tlsKeyFile: file('station.key'),
    tlsClientCaFile: file('friend.crt'),
  });
  const port = await listening(settings);
  const shows = (name: string) => ({
    cert: readFileSync(file(`${name}.crt`)),
    key: readFileSync(file(`${name}.key`)),
  });

  expect(await nameAt(port, shows('friend'))).toBe('station');
  await expect(nameAt(port, shows('stranger'))).rejects.toThrow();
  await expect(nameAt(port)).rejects.toThrow();
});

/** @returns How the health check of the container ends. */
async function probed(port: number, env: Record<string, string> = {}): Promise<unknown> {
  const probe = spawn(process.execPath, ['scripts/probe.mjs'], {
    env: { ...env, PORT: String(port) },
    stdio: 'ignore',
  });
  const [code] = (await once(probe, 'exit')) as [unknown];
  return code;
}

it.each([
  ['HTTPS', undefined, 0],
  ['callers with certificates', 'station.crt', 0],
  ['callers with certificates of others', 'friend.crt', 1],
])("answers its container's health check behind %s", async (_how, callers, code) => {
  if (!canMake) return;
  const [cert, key] = [file('station.crt'), file('station.key')];
  const settings = transport({
    tlsCertFile: cert,
    tlsKeyFile: key,
    ...(callers !== undefined && { tlsClientCaFile: file(callers) }),
  });
  const port = await listening(settings);
  const env = { SECURITY_TLS_CERT_FILE: cert, SECURITY_TLS_KEY_FILE: key };

  const said = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  writeFileSync(file('radiox.env'), said.join('\n'));

  expect(await probed(port, env)).toBe(code);
  expect(await probed(port, { RADIOX_CONFIG_FILE: file('radiox.env') })).toBe(code);
  expect(await probed(port)).toBe(1);
});

it('takes renewed certificates without a restart, and keeps the old ones where the new are no good', async () => {
  if (!canMake) return;
  const [cert, key] = [file('live.crt'), file('live.key')];
  copyFileSync(file('station.crt'), cert);
  copyFileSync(file('station.key'), key);
  const settings = transport({ tlsCertFile: cert, tlsKeyFile: key });
  const port = await listening(settings);
  renewCertificates(server as Server, settings, 20);
  expect(await nameAt(port)).toBe('station');

  copyFileSync(file('renewed.crt'), cert); // Its key comes later: no pair for now.
  await new Promise((done) => setTimeout(done, 100));
  expect(await nameAt(port)).toBe('station');
  copyFileSync(file('renewed.key'), key);
  await until(async () => (await nameAt(port)) === 'renewed');
});

it('says what is wrong with certificates for callers', () => {
  expect(() => certificatesOf(transport({ tlsClientCaFile: '/ca.pem' }))).toThrow('needs HTTPS');
  if (!canMake) return;
  writeFileSync(file('empty.crt'), '');
  const wishes = { tlsCertFile: file('station.crt'), tlsKeyFile: file('station.key') };
  expect(() =>
    certificatesOf(transport({ ...wishes, tlsClientCaFile: file('empty.crt') })),
  ).toThrow('SECURITY_TLS_CLIENT_CA_FILE');
});
