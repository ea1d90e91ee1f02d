import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const START_TRIES_MAX = 200;

/** A Redis server of a test's own, in memory only, on a port nobody else has. */
export interface RedisServer {
  readonly url: string;
  readonly process: ChildProcess;
  /** Sends one command over a connection of its own, such as `FLUSHALL`. @returns The first line of the answer. */
  readonly command: (line: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

export async function startRedis(port?: number): Promise<RedisServer> {
  const own = port ?? (await freePort());
  const args = ['--port', String(own), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  const command = (line: string) => ask(own, line);
  for (let tries = 0; ; tries++) {
    if ((await command('PING').catch(() => '')) === '+PONG') break;
    if (tries === START_TRIES_MAX) throw new Error('redis-server did not start.');
    await sleep(20);
  }
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  };
  return { url: `redis://127.0.0.1:${own}`, process: server, command, stop };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function ask(port: number, line: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${line}\r\n`);
  try {
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString().split('\r\n')[0] ?? '';
  } finally {
    socket.destroy();
  }
}
