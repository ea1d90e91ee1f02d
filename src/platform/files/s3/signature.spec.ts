import { EMPTY_HASH, signedHeaders, signedUrl } from './signature.js';

/** The examples of the Amazon S3 API Reference, with the keys that stand there. */
const signer = {
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const at = new Date('2013-05-24T00:00:00Z');
const get = (path: string, headers?: Record<string, string>) =>
  signedHeaders(
    {
      method: 'GET',
      url: new URL(`https://examplebucket.s3.amazonaws.com${path}`),
      payloadHash: EMPTY_HASH,
      at,
      ...(headers && { headers }),
    },
    signer,
  )['authorization'];

it('signs as the reference does: bytes of an object', () => {
  expect(get('/test.txt', { range: 'bytes=0-9' })).toMatch(
    /Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41$/,
  );
});

it('signs as the reference does: a list with a query', () => {
  expect(get('/?max-keys=2&prefix=J')).toMatch(
    /Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7$/,
  );
});

it('signs an address as the reference does', () => {
  const url = new URL('https://examplebucket.s3.amazonaws.com/test.txt');
  expect(signedUrl(url, at, 86_400, signer)).toMatch(
    /&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404$/,
  );
});
