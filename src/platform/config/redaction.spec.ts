import { hide, redact, redacted } from './redaction.js';

describe('redact', () => {
  it('masks a secret once it is known, and no sooner', () => {
    expect(redact('the key is sesame-open')).toBe('the key is sesame-open');

    hide('sesame-open');

    expect(redact('the key is sesame-open, sesame-open!')).toBe('the key is ***, ***!');
  });

  it('masks a secret as it stands in URLs and in JSON', () => {
    hide('a/b "c"\nd');

    expect(redact('?key=a%2Fb%20%22c%22%0Ad')).toBe('?key=***');
    expect(redact(JSON.stringify({ key: 'a/b "c"\nd' }))).toBe('{"key":"***"}');
  });

  it('masks the longer of two secrets whole', () => {
    hide('shorter');
    hide('shorter-and-longer');

    expect(redact('shorter-and-longer')).toBe('***');
  });

  it('masks the password of an address wherever it stands alone', () => {
    hide('postgres://radio:pass%2Fword@db/radio');

    expect(redact('password "pass/word" failed')).toBe('password "***" failed');
    expect(redact('pass%2Fword')).toBe('***');
  });

  it.each([
    ['postgres://u:p@h:1/d', 'postgres://***@h:1/d'],
    ['https://token@git.local/x and redis://:pw@r', 'https://***@git.local/x and redis://***@r'],
    ['https://example.org:8080/@anna/feed', 'https://example.org:8080/@anna/feed'],
    ['write to anna@example.org', 'write to anna@example.org'],
  ])('masks who connects: %s', (text, bare) => {
    expect(redact(text)).toBe(bare);
  });

  it('leaves words alone that are too short to be secrets', () => {
    hide('news');
    hide('postgres://radiox:radiox@db/radiox');

    expect(redact('news on radiox')).toBe('news on radiox');
  });

  it('is quick on a long text of nearly addresses', () => {
    const started = performance.now();
    redact('://a'.repeat(250_000));
    redact('x'.repeat(1_000_000));

    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('reaches every text of a document', () => {
    hide('deep-secret');

    expect(redacted({ a: [{ b: 'deep-secret' }], n: 1 })).toEqual({ a: [{ b: '***' }], n: 1 });
  });
});
