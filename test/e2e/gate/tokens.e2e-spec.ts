import { createHmac, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { type RunningApp, startApp } from '#test/app';
import { eventually } from '#test/cache';
import { freshDatabase } from '#test/database';
import { makeKey } from '#test/keys';

let one: RunningApp;
let other: RunningApp;

beforeAll(async () => {
  const DATABASE_URL = await freshDatabase();
  const env = { DATABASE_URL, SECURITY_LOGIN_FAILURES_PER_MINUTE: '1000' };
  one = await startApp(env);
  other = await startApp(env);
});
afterAll(async () => {
  await other.stop();
  await one.stop();
});

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly scope: string;
}

const post = (url: string, payload?: object, headers: Record<string, string> = {}, running = one) =>
  running.app.inject({
    method: 'POST',
    url: `/api/v1/auth/${url}`,
    headers,
    ...(payload && { payload }),
  });
const signIn = async (payload: object = {}): Promise<Tokens> =>
  (await post('token', payload, one.operator)).json<Tokens>();
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const status = async (token: string, running = one) =>
  (await running.app.inject({ url: '/api/v1/keys', headers: bearer(token) })).statusCode;
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const read = (token: string, at: 0 | 1) =>
  JSON.parse(Buffer.from(token.split('.')[at] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
const publicKeys = async () =>
  (await one.app.inject({ url: '/.well-known/jwks.json' })).json<{
    keys: Array<Record<string, string>>;
  }>().keys;

describe('tokens', () => {
  it('are made from a key, open what it opens, and name no more than they must', async () => {
    const { access_token: token, ...rest } = await signIn();
    expect(rest).toMatchObject({ token_type: 'Bearer', expires_in: 900, scope: 'operator' });
    expect(read(token, 0)).toEqual({ alg: 'ES256', kid: expect.any(String), typ: 'at+jwt' });
    expect(Object.keys(read(token, 1)).sort()).toEqual(
      ['aud', 'exp', 'fam', 'iat', 'iss', 'jti', 'nbf', 'scope', 'sub'].sort(),
    );
    expect([await status(token), await status(token, other)]).toEqual([200, 200]);
  });

  it('may be good for less than the key, never for more', async () => {
    const { access_token: small } = await signIn({ scope: 'listener' });
    expect(await status(small)).toBe(403);
    const { api_key } = await makeKey(one, 'listener');
    expect((await post('token', { api_key, scope: 'operator' })).statusCode).toBe(403);
  });

  it('are refreshed once; a second time ends the family everywhere', async () => {
    const first = await signIn();
    const second = (await post('refresh', { refresh_token: first.refresh_token })).json<Tokens>();
    expect([await status(second.access_token), await status(second.access_token, other)]).toEqual([
      200, 200,
    ]);

    expect((await post('refresh', { refresh_token: first.refresh_token })).statusCode).toBe(401);

    expect(await status(second.access_token)).toBe(401);
    expect(await status(first.access_token)).toBe(401);
    const isOut = async () => (await status(second.access_token, other)) === 401;
    expect(await eventually(isOut, 2_000)).toBeLessThan(1_000);
    expect((await post('refresh', { refresh_token: second.refresh_token })).statusCode).toBe(401);
  });

  it('are given to one of two who refresh at the same moment', async () => {
    const { refresh_token } = await signIn();
    const answers = await Promise.all(
      [one, other, one, other].map((app) => post('refresh', { refresh_token }, {}, app)),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 200).length).toBe(1);
  });

  it('end at once in every process on logout, and with their key', async () => {
    const { access_token: token } = await signIn();
    expect(await status(token, other)).toBe(200);
    expect((await post('logout', undefined, bearer(token))).statusCode).toBe(204);
    expect(await status(token)).toBe(401);
    expect(await eventually(async () => (await status(token, other)) === 401, 2_000)).toBeLessThan(
      1_000,
    );

    const { id, api_key } = await makeKey(one, 'operator');
    const made = (await post('token', { api_key })).json<Tokens>();
    expect(await status(made.access_token)).toBe(200);
    await one.app.inject({ method: 'DELETE', url: `/api/v1/keys/${id}`, headers: one.operator });
    expect(await status(made.access_token)).toBe(401);
    expect((await post('refresh', { refresh_token: made.refresh_token })).statusCode).toBe(401);
  });

  it('outlive the key they were signed with, in every process', async () => {
    const before = await signIn();
    const rotated = (await post('keys/rotate', undefined, one.operator)).json<{ kid: string }>();
    const after = await signIn();

    expect(read(after.access_token, 0)['kid']).toBe(rotated.kid);
    expect(read(before.access_token, 0)['kid']).not.toBe(rotated.kid);
    for (const { access_token: token } of [before, after])
      expect([await status(token), await status(token, other)]).toEqual([200, 200]);
    expect((await publicKeys()).map(({ kid }) => kid)).toContain(rotated.kid);
    expect(JSON.stringify(await publicKeys())).not.toContain('"d"');
  });
});

describe('a forged token', () => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signed = (head: object, body: object, key = pair.privateKey) => {
    const text = `${part(head)}.${part(body)}`;
    return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  };
  const hmac = (head: object, body: object, secret: string | Buffer) => {
    const text = `${part(head)}.${part(body)}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };

  async function real() {
    const { access_token: token } = await signIn();
    return { token, head: read(token, 0), body: read(token, 1) };
  }

  it('is refused when it says that it is not signed', async () => {
    const { token, head, body } = await real();
    const signature = token.split('.')[2] ?? '';
    for (const alg of ['none', 'None', 'NONE', ''])
      for (const tail of ['', signature])
        expect(await status(`${part({ ...head, alg })}.${part(body)}.${tail}`)).toBe(401);
  });

  it('is refused when the public key is taken for a secret', async () => {
    const { head, body } = await real();
    const jwk = (await publicKeys()).find(({ kid }) => kid === head['kid']) as Record<
      string,
      string
    >;
    const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
    for (const secret of [pem, pem.toString().trim(), JSON.stringify(jwk), jwk['x'] ?? ''])
      expect(await status(hmac({ ...head, alg: 'HS256' }, body, secret))).toBe(401);
  });

  it('is refused when it brings its own key, or points to one', async () => {
    const { head, body } = await real();
    const jwk = pair.publicKey.export({ format: 'jwk' });
    const url = 'https://evil.example/jwks.json';
    for (const more of [
      { jwk },
      { jku: url },
      { x5u: url },
      { x5c: ['AAAA'] },
      { kid: 'mine', jwk },
    ])
      expect(await status(signed({ ...head, ...more }, body))).toBe(401);
  });

  it.each(['mine', '../../etc/passwd', "' or 1=1 --", '', '__proto__', 'constructor'])(
    'is refused with the foreign key name %j',
    async (kid) => {
      const { head, body } = await real();
      expect(await status(signed({ ...head, kid }, body))).toBe(401);
    },
  );

  it('is refused when a letter of it was changed', async () => {
    const { token, body } = await real();
    const [head = '', , signature = ''] = token.split('.');
    expect(
      await status(
        `${head}.${part({ ...body, scope: 'operator', sub: randomUUID() })}.${signature}`,
      ),
    ).toBe(401);
    expect(await status(`${token.slice(0, -4)}AAAA`)).toBe(401);
    expect(await status(token)).toBe(200);
  });
});

/** What the station itself would sign, but with one claim that is wrong: signed with its own secret (HS256). */
describe('a token that is signed right and is wrong', () => {
  const secret = 'the shared secret of this test, long enough';
  let shared: RunningApp;

  beforeAll(async () => {
    shared = await startApp({
      SECURITY_TOKEN_ALGORITHM: 'HS256',
      SECURITY_TOKEN_SECRET: secret,
      SECURITY_LOGIN_FAILURES_PER_MINUTE: '1000',
    });
  });
  afterAll(() => shared.stop());

  const resigned = (token: string, head: object, body: object) => {
    const text = `${part({ ...read(token, 0), ...head })}.${part({ ...read(token, 1), ...body })}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const nowS = () => Math.floor(Date.now() / 1000);
  const real = async () =>
    (await post('token', {}, shared.operator, shared)).json<Tokens>().access_token;

  it('is accepted when nothing is wrong', async () => {
    expect(await status(resigned(await real(), {}, {}), shared)).toBe(200);
    const keys = await shared.app.inject({ url: '/.well-known/jwks.json' });
    expect(keys.json()).toEqual({ keys: [] });
  });

  it.each([
    ['over', { exp: nowS() - 60 }],
    ['for later', { nbf: nowS() + 600 }],
    ['of another issuer', { iss: 'evil' }],
    ['for another audience', { aud: 'other-api' }],
    ['for several others', { aud: ['a', 'b'] }],
    ['without an end', { exp: undefined }],
    ['without a beginning', { nbf: undefined }],
    ['of no family', { fam: randomUUID() }],
    ['of a family that is no id', { fam: "' or true --" }],
    ['of a scope that there is not', { scope: 'root' }],
    ['of several scopes', { scope: ['operator'] }],
  ])('is refused: %s', async (_what, body) => {
    expect(await status(resigned(await real(), {}, body), shared)).toBe(401);
  });

  it.each([
    ['of another kind', { typ: 'JWT' }],
    ['with a part that must be understood', { crit: ['x'], x: 1 }],
    ['of another algorithm', { alg: 'HS512' }],
  ])('is refused: %s', async (_what, head) => {
    expect(await status(resigned(await real(), head, {}), shared)).toBe(401);
  });

  it('cannot be rotated by a request, as the secret is a setting', async () => {
    const answer = await post('keys/rotate', undefined, shared.operator, shared);
    expect(answer.statusCode).toBe(409);
  });
});
