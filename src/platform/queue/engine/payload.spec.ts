import { gzipSync } from 'node:zlib';
import { carry, uncarry } from './payload.js';

describe('payload', () => {
  it('carries small loads as they are and large ones compressed, both unchanged', async () => {
    const small = { n: 1 };
    const large = { text: 'Nachrichten aus Zürich. '.repeat(2000) };

    expect(await carry(small)).toEqual({ plain: small });
    const carried = await carry(large);
    expect(JSON.stringify(carried).length).toBeLessThan(2000);
    expect(await uncarry(carried)).toEqual(large);
  });

  it('does not unpack a bomb', async () => {
    const bomb = { gzip: gzipSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64') };
    await expect(uncarry(bomb)).rejects.toThrow(/larger than/);
  });
});
