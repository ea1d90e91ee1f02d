import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { inspect } from 'node:util';
import pg from 'pg';
import { Problem } from '#kernel';
import { SettingsModule } from '#platform/config';
import { ShowService } from '#modules/show';
import { JobQueue } from '#platform/queue';
import { type RunningApp, startApp } from '#test/app';
import { freshDatabase } from '#test/database';
import { until } from '#test/queue-instance';

/** What must never be seen; special to each variable, so that a leak tells whose it is. */
const CANARY = /canary/i;
const canaryOf = (variable: string) => `Canary/${variable.toLowerCase()}-4711`;

class Refused extends Problem {
  readonly code = 'test/refused';
  readonly kind = 'conflict';
}

/** A fresh database, and a role whose password is a canary. */
async function canaryDatabase(): Promise<URL> {
  const url = new URL(await freshDatabase());
  const admin = new pg.Client(url.href);
  await admin.connect();
  const role = `r${Date.now()}`;
  await admin.query(`create role ${role} superuser login password '${canaryOf('DATABASE_URL')}'`);
  await admin.end();
  url.username = role;
  url.password = encodeURIComponent(canaryOf('DATABASE_URL'));
  return url;
}

/** The way to a database through a door that can be shut. */
async function behindDoor(url: URL) {
  const { port } = url;
  const open = new Set<Socket>();
  const door: Server = createServer((socket) => {
    const inner = connect(Number(port), '127.0.0.1');
    for (const one of [socket, inner]) one.on('error', () => undefined);
    open.add(socket.on('close', () => inner.destroy()));
    inner.on('close', () => socket.destroy());
    socket.pipe(inner).pipe(socket);
  });
  await once(door.listen(0, '127.0.0.1'), 'listening');
  const { port: outer } = door.address() as { port: number };
  url.port = String(outer);
  return {
    url: url.href,
    shut: () => {
      door.close();
      for (const socket of open) socket.destroy();
    },
  };
}

/** Addresses are checked at the start: each as what it is for. */
const SCHEMES: Readonly<Record<string, string>> = {
  ALERT_WEBHOOK_URL: 'http',
  ALERT_SLACK_URL: 'http',
  ALERT_SMTP_URL: 'smtp',
  CONTENT_WEATHER_URL: 'http',
  CONTENT_BITCOIN_URL: 'http',
};
/** Addresses that may hold no user and no password: they are refused with one. */
const BARE_ADDRESSES = new Set([
  'OPENAI_BASE_URL',
  'OPENAI_IMAGE_BASE_URL',
  'OPENAI_SPEECH_BASE_URL',
  'ELEVENLABS_BASE_URL',
  'FILES_S3_ENDPOINT',
]);
/** Whoever has a mail server has a sender and somebody to write to. */
const MAIL = { ALERT_MAIL_FROM: 'radio@example.com', ALERT_MAIL_TO: 'anna@example.com' };

/** A canary for every variable that carries a secret, those of the future as well; none of them is needed. */
function canaries(databaseUrl: string): Record<string, string> {
  const secrets = SettingsModule.effective({ NODE_ENV: 'test' }).filter(
    ({ isSecret, variable }) => isSecret && !BARE_ADDRESSES.has(variable),
  );
  const all = Object.fromEntries(
    secrets.map(({ variable }) => {
      const word = encodeURIComponent(canaryOf(variable));
      if (variable === 'DATABASE_URL') return [variable, databaseUrl];
      const scheme = SCHEMES[variable] ?? 'redis';
      return [variable, variable.endsWith('_URL') ? `${scheme}://u:${word}@127.0.0.1:1` : word];
    }),
  );
  return { ...all, ...MAIL };
}

interface Program {
  readonly process: ChildProcess;
  said: string;
}

describe('secrets of a program', () => {
  let folder: string;
  const children: Program[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'radiox-mask-'));
  });

  afterAll(async () => {
    for (const { process: child } of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true });
  });

  function run(file: string, args: readonly string[], env: Record<string, string>): Program {
    const path = join(process.cwd(), 'dist/src', file);
    const all = { PATH: process.env['PATH'] ?? '', RADIOX_DATA_DIR: folder, PORT: '0', ...env };
    const child = spawn(process.execPath, [path, ...args], { env: all, cwd: folder });
    const program: Program = { process: child, said: '' };
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (program.said += String(chunk)));
    children.push(program);
    return program;
  }

  it('are in nothing that a station says, up or without its database', async () => {
    const { url, shut } = await behindDoor(await canaryDatabase());
    const key = join(folder, 'database-url');
    await writeFile(key, `${url}\n`);
    const env = {
      ...canaries(url),
      DATABASE_URL: '',
      DATABASE_URL_FILE: key,
      RADIOX_LOG_LEVEL: 'debug',
    };
    const station = run('main.js', [], env);
    await until(() => /on the air at \S+[^]*rx_\S+/.test(station.said), 30_000);
    const at = /on the air at (\S+)/.exec(station.said)?.[1] ?? '';
    const headers = {
      connection: 'close',
      authorization: `Bearer ${/rx_\S+/.exec(station.said)?.[0] ?? ''}`,
    };
    const answers: string[] = [];
    const ask = async (path: string, init: RequestInit = {}) => {
      const answer = await fetch(`${at}${path}`, { headers, ...init });
      answers.push(`${answer.status} ${inspect(answer.headers)} ${await answer.text()}`);
    };

    await ask('/api/v1/data/config');
    await ask('/openapi.json');
    await ask('/health');
    await ask('/api/v1/shows/generate', { method: 'POST', body: '{"bad' });
    await ask('/nowhere');
    shut();
    for (const path of ['/api/v1/shows', '/api/v1/data/config', '/readyz', '/api/v1/queues'])
      await ask(path);
    station.process.kill('SIGHUP');
    await until(
      () => station.said.includes('"level":"error"') || station.said.includes('"level":"warn"'),
    );

    expect(answers[0]).toContain('DATABASE_URL');
    expect(answers.map((text) => text.slice(0, 3))).toContain('503');
    expect(answers.join('\n')).not.toMatch(CANARY);
    expect(station.said).not.toMatch(CANARY);
  }, 60_000);

  const PROGRAMS: ReadonlyArray<[string, string[], string, Record<string, string>]> = [
    ['main.js', [], 'no database', {}],
    ['cli.js', ['show', '--feeds', 'sample'], 'no database', { RADIOX_LOG_LEVEL: 'debug' }],
    ['main.js', [], 'wrong settings', { PORT: 'x' }],
    ['cli.js', ['config', 'check'], 'wrong settings', { PORT: 'x' }],
    ['cli.js', ['config', 'check'], 'good settings', {}],
  ];

  it('are in nothing that a program says before it ends', async () => {
    const url = `postgres://u:${encodeURIComponent(canaryOf('DATABASE_URL'))}@127.0.0.1:1/radio`;
    const programs = PROGRAMS.map(([file, args, , env]) =>
      run(file, args, { ...canaries(url), DB_START_TIMEOUT_MS: '1000', ...env }),
    );
    await Promise.all(programs.map((program) => once(program.process, 'close')));

    expect(programs.map(({ process: { exitCode } }) => exitCode)).toEqual([1, 1, 1, 1, 0]);
    for (const { said } of programs) expect(said.length).toBeGreaterThan(20);
    expect(programs.map(({ said }) => said).join('\n')).not.toMatch(CANARY);
  }, 90_000);
});

describe('secrets in errors', () => {
  const outputs = [process.stdout, process.stderr].map((output) => ({
    output,
    write: output.write.bind(output),
  }));
  let running: RunningApp;
  let url: string;
  let said = '';

  beforeAll(async () => {
    url = (await canaryDatabase()).href;
    running = await startApp(canaries(url));
    const write = (text: string | Uint8Array) => {
      said += String(text);
      return true;
    };
    for (const { output } of outputs) Object.assign(output, { write });
  });

  afterAll(async () => {
    for (const { output, write } of outputs) Object.assign(output, { write });
    await running.stop();
  });

  const hostile = (make: (text: string) => Error) => {
    const error = make(`cannot connect to ${url} (${canaryOf('DATABASE_URL')})`);
    const shows = running.app.get(ShowService, { strict: false });
    Object.assign(shows, { whole: () => Promise.reject(error), get: () => Promise.reject(error) });
  };
  const ask = () =>
    running.app.inject({ url: '/api/v1/shows/0198c7d4-0000-7000-8000-000000000000' });

  it.each([
    [500, (text: string) => new Error(text, { cause: new Error(`inner: ${text}`) })],
    [409, (text: string) => new Refused(text, { errors: [{ field: 'url', rule: text }] })],
    [500, (text: string) => Object.assign(new TypeError('no'), { cause: new Error(text) })],
  ])('leave neither by the answer (%s) nor by the log', async (status, make) => {
    said = '';
    hostile(make);

    const answer = await ask();

    expect(answer.statusCode).toBe(status);
    expect(`${inspect(answer.headers)}${answer.body}`).not.toMatch(CANARY);
    expect(said).not.toMatch(CANARY);
    expect(said.includes('Error')).toBe(status === 500);
  });

  it('do not leave by the record of a job', async () => {
    const queue = running.app.get(JobQueue, { strict: false });
    queue.handle('test.leak', () => Promise.reject(new Error(`cannot connect to ${url}`)));
    const id = await queue.add('test.leak', {}, { triesMax: 1 });
    const job = () => running.app.inject({ url: `/api/v1/jobs/${id}`, headers: running.operator });
    await until(async () => (await job()).json<{ state: string }>().state === 'failed');

    expect((await job()).json<{ error: string }>().error).toContain('cannot connect');
    expect((await job()).body).not.toMatch(CANARY);
    expect(said).not.toMatch(CANARY);
  });
});
