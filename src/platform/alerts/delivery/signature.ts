import { createHmac } from 'node:crypto';

/**
 * Headers by which a receiver knows that a webhook is ours, unchanged, and fresh: those of Standard Webhooks 1.0
 * (standardwebhooks.com), for which there are libraries. Signed is `id.timestamp.body` with HMAC-SHA256; the key
 * is the text of the secret, or, where that begins with `whsec_`, what follows it decoded from base64.
 */
export function signatureHeaders(
  id: string,
  body: string,
  secret: string,
  at: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret);
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
