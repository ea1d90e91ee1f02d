import { format, inspect } from 'node:util';
import { Secret, SecretUrl } from './secret.js';

const CANARY = 'canary-4711';

/** Every way a value finds into text, on purpose or by accident. */
const WAYS: ReadonlyArray<readonly [string, (secret: Secret) => string]> = [
  ['text', (secret) => String(secret)],
  // eslint-disable-next-line @typescript-eslint/restrict-template-expressions -- By accident is the point.
  ['a template', (secret) => `${secret}`],
  ['a sum', (secret) => 'a ' + (secret as unknown as string)],
  ['JSON', (secret) => JSON.stringify({ list: [secret] })],
  ['inspect', (secret) => inspect({ secret }, { showHidden: true, depth: 9 })],
  ['a bare inspect', (secret) => inspect(secret, { customInspect: false, showHidden: true })],
  ['console.log', (secret) => format('%s %o %j %d', secret, secret, secret, secret)],
  ['a clone', (secret) => inspect(structuredClone({ secret }))],
  ['a copy', (secret) => JSON.stringify(Object.assign({}, secret))],
  [
    'an error',
    (secret) => {
      const cause = new Error(String(secret));
      const error = Object.assign(new Error(`no: ${String(secret)}`, { cause }), { secret });
      return inspect(error) + String(error.stack);
    },
  ],
];

describe('Secret', () => {
  it.each(WAYS)('does not get into %s', (_name, write) => {
    expect(write(new Secret(CANARY))).not.toContain(CANARY);
    expect(write(new SecretUrl(`redis://u:${CANARY}@h:1/2`))).not.toContain(CANARY);
  });

  it('would be noticed if it did', () => {
    class Open {
      readonly value = CANARY;
      toString(): string {
        return this.value;
      }
    }
    for (const [, write] of WAYS) expect(write(new Open() as never)).toContain(CANARY);
  });

  it('is there for who needs it', () => {
    expect(new Secret(CANARY).reveal()).toBe(CANARY);
  });
});

describe('SecretUrl', () => {
  it.each([
    ['postgres://user:pass@db.local:5432/radio?sslmode=require', 'db.local:5432/radio'],
    ['postgres://user:p@ss/word@db:1/radio', 'db:1/radio'],
    ['postgres://u:p@one:1,two:2/radio', 'one:1,two:2/radio'],
    ['redis://localhost:6379', 'localhost:6379'],
    ['no address at all', '***'],
  ])('shows %s as %s', (url, shown) => {
    expect(String(new SecretUrl(url))).toBe(shown);
  });
});
