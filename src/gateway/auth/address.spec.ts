import { blocksOf, countedAddress, isLoopbackHost, isWithin, plainAddress } from './address.js';

it.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['[::1]', true],
  ['localhost', true],
  ['LOCALHOST', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.0.2.1', false],
  ['127.evil.example', false],
  ['localhost.evil.example', false],
])('knows whether %s is this machine alone: %s', (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:0DB8:1:2:ffff::', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('counts %s as %s', (address, counted) => {
  expect(countedAddress(address)).toBe(counted);
});

it('finds addresses in blocks, mapped ones as what they are', () => {
  const blocks = blocksOf(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32']);
  const isIn = (address: string) => isWithin(blocks, plainAddress(address));

  expect(['10.1.2.3', '::ffff:10.1.2.3', '192.0.2.7', '2001:db8::5'].map(isIn)).toEqual(
    Array(4).fill(true),
  );
  expect(['11.0.0.1', '192.0.2.8', '2001:db9::5', ''].map(isIn)).toEqual(Array(4).fill(false));
});

it.each(['10.0.0.0/33', '300.0.0.1', 'nonsense', '2001:db8::/129'])('refuses %s', (cidr) => {
  expect(() => blocksOf([cidr])).toThrow();
});
