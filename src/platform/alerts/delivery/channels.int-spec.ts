import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { Secret } from '#platform/config';
import { HttpClient, HttpEngine } from '#platform/http';
import { type Receiver, startReceiver } from '#test/alert-instance';
import type { Alert } from '../alert.js';
import { AlertSettings } from '../alert.settings.js';
import { type Message, Refused } from './channel.js';
import { MailChannel } from './mail.channel.js';
import { SlackChannel } from './slack.channel.js';
import { WebhookChannel } from './webhook.channel.js';

const TLS = 'test/fixtures/tls/localhost';
const NEVER = new AbortController().signal;

const ALERT: Alert = {
  ...{ id: '4f6c1c3e-5a1e-4a0e-9a83-0d8b0a6f5d11', rule: 'disk_low', severity: 'CRITICAL' },
  ...{ instance: 'one', subject: '', message: 'Only 0.5 GB of disk space are left (one)' },
  ...{ value: 0.5, threshold: 1, unit: 'GB', resolvedAt: null, acknowledgedBy: null },
  startedAt: new Date('2026-11-22T08:00:00Z'),
  lastSeen: new Date('2026-11-22T08:05:00Z'),
};
const MESSAGE: Message = { id: 'batch-1', notices: [{ kind: 'fired', alert: ALERT }] };
const worded = (message: string): Message => ({
  id: 'batch-2',
  notices: [{ kind: 'fired', alert: { ...ALERT, message } }],
});

const settingsOf = (more: Partial<AlertSettings>) =>
  Object.assign(new AlertSettings(), { isPrivateAllowed: true, ...more });

describe('by HTTP', () => {
  let receiver: Receiver;
  let http: HttpClient;

  beforeEach(async () => {
    receiver = await startReceiver();
    http = HttpClient.over(
      new HttpEngine({ connectionsMax: 10, originConcurrencyMax: 10, allowedPrivateHosts: [] }),
    );
  });
  afterEach(async () => {
    await http.onApplicationShutdown();
    await receiver.stop();
  });

  const webhook = (more: Partial<AlertSettings> = {}) =>
    new WebhookChannel(
      http,
      settingsOf({
        webhookUrl: new Secret(receiver.url),
        webhookSecret: new Secret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'),
        ...more,
      }),
    );

  it('posts what the API tells, as JSON', async () => {
    await webhook().send(MESSAGE, NEVER);

    expect(receiver.received[0]?.headers).toMatchObject({
      ...{ 'content-type': 'application/json', 'webhook-id': 'batch-1' },
      'webhook-signature': expect.stringMatching(/^v1,[\w+/]{43}=$/),
    });
    expect(JSON.parse(receiver.received[0]?.text ?? '')).toEqual({
      ...{ id: 'batch-1', type: 'alerts' },
      alerts: [
        {
          ...{ event: 'alert.fired', id: ALERT.id, rule: 'disk_low', severity: 'CRITICAL' },
          ...{ message: ALERT.message, value: 0.5, threshold: 1, unit: 'GB' },
          ...{ started_at: '2026-11-22T08:00:00.000Z', last_seen: '2026-11-22T08:05:00.000Z' },
          ...{ resolved_at: null, acknowledged_by: null },
        },
      ],
    });
  });

  it.each([
    [400, true],
    [404, true],
    [429, false],
    [408, false],
    [500, false],
    [503, false],
  ])('takes %i for final: %s', async (status, isFinal) => {
    receiver.statuses.push(status);
    const error: unknown = await webhook()
      .send(MESSAGE, NEVER)
      .catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(Error);
    expect(error instanceof Refused).toBe(isFinal);
    expect(receiver.received).toHaveLength(1);
  });

  it('does not wait for a receiver that hangs once it is told to stop', async () => {
    receiver.statuses.push(0);
    const abort = new AbortController();
    const sending = webhook().send(MESSAGE, abort.signal);
    setTimeout(() => {
      abort.abort(new Error('stop'));
    }, 100);

    await expect(sending).rejects.toThrow('stop');
  });

  it('asks nobody in a private network unless that is allowed', async () => {
    const sending = webhook({ isPrivateAllowed: false }).send(MESSAGE, NEVER);

    await expect(sending).rejects.toThrow(Refused);
    expect(receiver.received).toEqual([]);
  });

  it('writes to Slack what nobody is called by', async () => {
    const slack = new SlackChannel(http, settingsOf({ slackUrl: new Secret(receiver.url) }));
    await slack.send(worded('<!channel> & <@all>'), NEVER);

    const { text } = JSON.parse(receiver.received[0]?.text ?? '') as { text: string };
    expect(text).toContain('*[CRITICAL] RadioX: &lt;!channel&gt; &amp; &lt;@all&gt;*');
    expect(text).not.toContain('<');
  });
});

describe('by mail', () => {
  const mails: string[] = [];
  let server: SMTPServer | undefined;
  let silent: Server | undefined;

  async function listen(options: SMTPServerOptions = {}): Promise<number> {
    const own = new SMTPServer({
      ...{ key: readFileSync(`${TLS}.key.pem`), cert: readFileSync(`${TLS}.cert.pem`) },
      ...{ logger: false, authOptional: true },
      onData: (stream, _session, done) => {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
        stream.on('end', () => {
          mails.push(text);
          done();
        });
      },
      ...options,
    });
    server = own;
    own.on('error', () => undefined);
    const listening = own.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    return (listening.address() as AddressInfo).port;
  }

  afterEach(async () => {
    mails.length = 0;
    await new Promise<void>((done) => {
      if (server) server.close(done);
      else done();
    });
    server = undefined;
    silent?.close();
    silent = undefined;
  });

  const channel = (url: string, more: Partial<AlertSettings> = {}) =>
    new MailChannel(
      settingsOf({
        ...{ smtpUrl: new Secret(url), smtpCaFile: `${TLS}.cert.pem` },
        ...{ mailFrom: 'radio@example.com', mailTo: ['anna@example.com', 'bert@example.com'] },
        ...more,
      }),
    );

  it('sends over STARTTLS, with a password, to everybody', async () => {
    const signedIn: string[] = [];
    const port = await listen({
      onAuth: ({ username, password }, session, done) => {
        signedIn.push(`${username ?? ''}/${password ?? ''}/${String(session.secure)}`);
        done(null, { user: username ?? '' });
      },
    });
    await channel(`smtp://radio:p%40ss@localhost:${port}`).send(MESSAGE, NEVER);

    expect(signedIn).toEqual(['radio/p@ss/true']);
    expect(mails[0]).toContain(
      'Subject: [CRITICAL] RadioX: Only 0.5 GB of disk space are left (one)',
    );
    expect(mails[0]).toContain('To: anna@example.com, bert@example.com');
    expect(mails[0]).toContain('Auto-Submitted: auto-generated');
  });

  it('sends over TLS from the start', async () => {
    const port = await listen({ secure: true });
    await channel(`smtps://localhost:${port}`).send(MESSAGE, NEVER);

    expect(mails).toHaveLength(1);
  });

  it('sends nothing in the clear unless that is allowed', async () => {
    const port = await listen({ disabledCommands: ['STARTTLS'] });
    await expect(channel(`smtp://localhost:${port}`).send(MESSAGE, NEVER)).rejects.toThrow();
    expect(mails).toEqual([]);

    await channel(`smtp://localhost:${port}`, { smtpTls: 'optional' }).send(MESSAGE, NEVER);
    expect(mails).toHaveLength(1);
  });

  it('trusts no certificate that it does not know', async () => {
    const port = await listen();
    const unknown = new AlertSettings(); // Without a file of authorities.
    Object.assign(unknown, {
      ...{ smtpUrl: new Secret(`smtp://localhost:${port}`) },
      ...{ mailFrom: 'radio@example.com', mailTo: ['anna@example.com'] },
    });

    await expect(new MailChannel(unknown).send(MESSAGE, NEVER)).rejects.toThrow('mail server');
    expect(mails).toEqual([]);
  });

  it('takes a wrong password for final, and tells it to nobody', async () => {
    const port = await listen({
      onAuth: (_auth, _session, done) => {
        done(new Error('no such user'));
      },
    });
    const sending = channel(`smtp://radio:hunter22@localhost:${port}`).send(MESSAGE, NEVER);
    const error = (await sending.catch((reason: unknown) => reason)) as Error;

    expect(error).toBeInstanceOf(Refused);
    expect(`${error.message}${error.stack ?? ''}`).not.toContain('hunter22');
  });

  it('tries again what a server does not take for now', async () => {
    const port = await listen({
      onMailFrom: (_address, _session, done) => {
        done(Object.assign(new Error('greylisted'), { responseCode: 451 }));
      },
    });
    const error: unknown = await channel(`smtp://localhost:${port}`)
      .send(MESSAGE, NEVER)
      .catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(Refused);
  });

  it('does not let a text add a header', async () => {
    const port = await listen();
    await channel(`smtp://localhost:${port}`).send(worded('x\r\nBcc: mallory@example.com'), NEVER);

    expect(mails[0]?.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/m);
  });

  it('gives a server that says nothing up in time', async () => {
    const sockets = new Set<Socket>();
    silent = createServer((socket) => sockets.add(socket));
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const from = performance.now();

    await expect(channel(`smtp://localhost:${port}`).send(MESSAGE, NEVER)).rejects.toThrow();
    expect(performance.now() - from).toBeLessThan(10_000);
    for (const socket of sockets) socket.destroy();
  });
});
