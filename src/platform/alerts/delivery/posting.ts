import { Problem } from '#kernel';
import { HttpClient } from '#platform/http';
import { Refused, SEND_MS_MAX } from './channel.js';

const ANSWER_BYTES_MAX = 64 * 1024;
/** These may be answered otherwise the next time, whatever the request. */
const WORTH_TRYING = new Set([408, 425, 429]);

/** What is posted where. */
export interface Posting {
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly provider: string;
  /** Whether the address may lie in a private network. */
  readonly isPrivateAllowed: boolean;
  readonly signal: AbortSignal;
}

/**
 * Posts JSON, once: trying again is the queue's business.
 * @throws Refused for an address that may not be asked and an answer that will not change; Error otherwise.
 */
export async function post(http: HttpClient, posting: Posting): Promise<void> {
  const { url, body, headers, provider, isPrivateAllowed, signal } = posting;
  const request = {
    method: 'POST' as const,
    headers: { 'content-type': 'application/json', ...headers },
    body,
    deadlineMs: SEND_MS_MAX,
    bodyBytesMax: ANSWER_BYTES_MAX,
    untrusted: !isPrivateAllowed,
    retriesMax: 0,
    provider,
    operation: 'alert',
    signal,
  };
  const { status } = await http.send(url, request).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'invalid')
      throw new Refused(`${error.message} Set ALERT_PRIVATE_HOSTS=true if it is yours.`);
    throw error;
  });
  if (status < 300) return;
  const sentence = `The receiver answered with status ${status}.`;
  throw status < 500 && !WORTH_TRYING.has(status) ? new Refused(sentence) : new Error(sentence);
}
