import { placeOf, readAddress } from './database-address.js';

describe('the address of the database', () => {
  it('is left as it is where there is one host', () => {
    const url = 'postgres://me:p%40ss@db.example:5432/radiox';

    expect(readAddress(url)).toEqual({ urls: [url], wanted: 'any' });
    expect(readAddress('postgresql://[::1]:5432/x').urls).toEqual(['postgresql://[::1]:5432/x']);
  });

  it('has one URL for each of several hosts', () => {
    expect(readAddress('postgres://u:p@h1:1,h2:2,h3/db?target_session_attrs=read-write')).toEqual({
      urls: ['postgres://u:p@h1:1/db', 'postgres://u:p@h2:2/db', 'postgres://u:p@h3/db'],
      wanted: 'read-write',
    });
  });

  it.each([
    [{}, '', ''],
    [{}, '?sslmode=disable', ''],
    [{}, '?sslmode=require', '?sslmode=no-verify'],
    [{}, '?sslmode=verify-full&sslrootcert=/ca', '?sslmode=verify-full&sslrootcert=%2Fca'],
    [{ tlsMode: 'require' }, '', '?sslmode=no-verify'],
    [{ tlsMode: 'require', tlsCaFile: '/ca' }, '', '?sslmode=no-verify'],
    [{ tlsMode: 'disable' }, '?sslmode=require', ''],
    [
      { tlsMode: 'verify-full', tlsCaFile: '/ca' },
      '?connect_timeout=3',
      '?connect_timeout=3&sslmode=verify-full&sslrootcert=%2Fca',
    ],
  ] as const)('with TLS %j and "%s" ends in "%s"', (tls, query, expected) => {
    expect(readAddress(`postgres://u@h/d${query}`, tls).urls).toEqual([
      `postgres://u@h/d${expected}`,
    ]);
  });

  it.each([
    ['mysql://u:secret@h/d', 'must look like postgres://'],
    ['postgres://', 'must look like postgres://'],
    ['postgres://u:secret@h:0/d', '"h:0" must be a host and a port'],
    ['postgres://u:secret@h:65536/d', '"h:65536" must be a host and a port'],
    ['postgres://u:secret@h,,i/d', '"" must be a host and a port'],
    ['postgres://u:secret@h/d?sslmode=prefer', 'sslmode must be one of'],
    ['postgres://u:secret@h/d?target_session_attrs=standby', 'target_session_attrs must be one of'],
  ])('is refused where it is %s', (url, sentence) => {
    expect(() => readAddress(url)).toThrow(sentence);
    expect(() => readAddress(url)).not.toThrow('secret');
  });

  it('is said without its password', () => {
    expect(placeOf('postgres://u:secret@h1:1/db')).toBe('h1:1');
    expect(placeOf('nonsense')).toBe('an unknown place');
  });
});
