import type { Message } from './exchange.js';
import { redirectOf } from './redirect.js';

const SENT: Message = {
  url: new URL('https://paper.example/feed'),
  method: 'GET',
  headers: {
    accept: 'text/xml',
    authorization: 'Bearer secret',
    cookie: 'session=secret',
    'xi-api-key': 'secret',
    'if-none-match': '"1"',
  },
  body: undefined,
};
const POST: Message = { ...SENT, method: 'POST', body: '{}' };

const answer = (status: number, location?: string) => ({
  status,
  headers: location === undefined ? {} : { location },
  body: Buffer.alloc(0),
});

describe('redirectOf', () => {
  it.each([301, 302, 303, 307, 308])(
    'follows %d with the same request on the same origin',
    (status) => {
      expect(redirectOf(answer(status, '/new'), SENT)).toEqual({
        ...SENT,
        url: new URL('https://paper.example/new'),
      });
    },
  );

  it.each([
    'https://other.example/feed',
    'http://paper.example/feed',
    'https://paper.example:8443/feed',
    '//www.paper.example/feed',
  ])('tells %s no credentials', (location) => {
    expect(redirectOf(answer(302, location), SENT)?.headers).toEqual({ accept: 'text/xml' });
  });

  it('follows 303 alone after a request that changes something, with GET and without its body', () => {
    const sent = {
      ...POST,
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
    };

    expect(redirectOf(answer(303, '/done'), sent)).toMatchObject({
      method: 'GET',
      headers: {},
      body: undefined,
    });
    for (const status of [301, 302, 307, 308])
      expect(redirectOf(answer(status, '/new'), POST)).toBeUndefined();
  });

  it.each([
    [200, '/new'],
    [304, '/new'],
    [300, '/new'],
    [302, undefined],
  ])('takes %d to %s as it is', (status, location) => {
    expect(redirectOf(answer(status, location), SENT)).toBeUndefined();
  });
});
