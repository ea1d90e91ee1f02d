import { createHash, createHmac } from 'node:crypto';

/** Who signs, where. */
export interface Signer {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
}

interface ToSign {
  readonly method: string;
  /** Path and query encoded as they are sent. */
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** SHA-256 of the body, hexadecimal. */
  readonly payloadHash: string;
  readonly at: Date;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
export const EMPTY_HASH = createHash('sha256').digest('hex');

/**
 * Headers of a signed request: AWS Signature Version 4, "Authenticating Requests (AWS Signature Version 4)" of the
 * Amazon S3 API Reference.
 */
export function signedHeaders(
  { method, url, headers = {}, payloadHash, at }: ToSign,
  signer: Signer,
): Record<string, string> {
  const moment = momentOf(at);
  const sent: Record<string, string> = {
    ...headers,
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': moment,
  };
  const all: Record<string, string> = { ...sent, host: url.host };
  const names = Object.keys(all).sort();
  const canonical = [
    method,
    url.pathname,
    sortedQuery(url.searchParams),
    ...names.map((name) => `${name}:${all[name]?.trim() ?? ''}`),
    '',
    names.join(';'),
    payloadHash,
  ].join('\n');
  const scope = scopeOf(moment, signer);
  const signature = sign(canonical, moment, scope, signer);
  return {
    ...sent,
    authorization: `${ALGORITHM} Credential=${signer.accessKey}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}

/** An address that may be fetched by who has it, for a while ("Using Query Parameters" of the same reference). */
export function signedUrl(url: URL, at: Date, expiresS: number, signer: Signer): string {
  const moment = momentOf(at);
  const scope = scopeOf(moment, signer);
  const query = new URLSearchParams(url.search);
  query.set('X-Amz-Algorithm', ALGORITHM);
  query.set('X-Amz-Credential', `${signer.accessKey}/${scope}`);
  query.set('X-Amz-Date', moment);
  query.set('X-Amz-Expires', String(expiresS));
  query.set('X-Amz-SignedHeaders', 'host');
  const text = sortedQuery(query);
  const canonical = ['GET', url.pathname, text, `host:${url.host}`, '', 'host', 'UNSIGNED-PAYLOAD'];
  const signature = sign(canonical.join('\n'), moment, scope, signer);
  return `${url.origin}${url.pathname}?${text}&X-Amz-Signature=${signature}`;
}

/** Names and values by RFC 3986, in order of their names, as both sides have to write them. */
export function sortedQuery(query: URLSearchParams): string {
  return [...query]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
}

function encoded(text: string): string {
  const percent = (one: string) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, percent);
}

/** "20130524T000000Z" */
function momentOf(at: Date): string {
  return at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

function scopeOf(moment: string, { region }: Signer): string {
  return `${moment.slice(0, 8)}/${region}/s3/aws4_request`;
}

function sign(
  canonical: string,
  moment: string,
  scope: string,
  { secretKey, region }: Signer,
): string {
  const hash = createHash('sha256').update(canonical).digest('hex');
  const keyed = (key: string | Buffer, text: string) =>
    createHmac('sha256', key).update(text).digest();
  const day = keyed(`AWS4${secretKey}`, moment.slice(0, 8));
  const key = keyed(keyed(keyed(day, region), 's3'), 'aws4_request');
  return keyed(key, [ALGORITHM, moment, scope, hash].join('\n')).toString('hex');
}
