import { Injectable } from '@nestjs/common';
import { readCaFile } from '#platform/redis';
import { AlertSettings } from '../alert.settings.js';
import { Channel, type Message, Refused, SEND_MS_MAX } from './channel.js';
import { headline, lines } from './message.js';

/** Each of connecting, being greeted, and waiting for an answer. */
const STEP_MS_MAX = 5_000;

/** Sends alerts by mail, a connection for each message: there are few. */
@Injectable()
export class MailChannel extends Channel {
  readonly name = 'mail';

  constructor(private readonly settings: AlertSettings) {
    super();
  }

  get isConfigured(): boolean {
    return this.settings.smtpUrl !== undefined;
  }

  async send(message: Message, signal: AbortSignal): Promise<void> {
    const { mailFrom, mailTo } = this.settings;
    const transport = await this.#transport();
    try {
      await transport.sendMail({
        from: mailFrom,
        to: [...mailTo],
        subject: headline(message),
        text: `${lines(message).join('\r\n')}\r\n`,
        messageId: `<${message.id}@radiox.alerts>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.any([signal, AbortSignal.timeout(SEND_MS_MAX)]),
      });
    } catch (error) {
      signal.throwIfAborted();
      throw translated(error);
    } finally {
      transport.close();
    }
  }

  async #transport() {
    // Loaded with the first mail: most programs never send one, and every start would pay for it.
    const { createTransport } = await import('nodemailer');
    const { smtpUrl, smtpTls, smtpCaFile } = this.settings;
    const { protocol, hostname, port, username, password } = new URL(smtpUrl?.reveal() ?? '');
    const isSecure = protocol === 'smtps:';
    const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    return createTransport({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (isSecure ? 465 : 587),
      secure: isSecure,
      requireTLS: !isSecure && smtpTls === 'required',
      ...(smtpCaFile !== undefined && { tls: { ca: readCaFile(smtpCaFile) } }),
      ...(username !== '' && { auth }),
      connectionTimeout: STEP_MS_MAX,
      greetingTimeout: STEP_MS_MAX,
      socketTimeout: STEP_MS_MAX,
      dnsTimeout: STEP_MS_MAX,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }
}

/** Its own errors carry the envelope and what the server said; ours say what an operator needs. */
function translated(error: unknown): Error {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const said = [code, responseCode].filter(Boolean).join(' ');
  const sentence = `The mail server did not take it${said ? ` (${said})` : ''}.`;
  const isForGood = code === 'EAUTH' || (responseCode !== undefined && responseCode >= 500);
  return isForGood ? new Refused(sentence) : new Error(sentence);
}
