import { diskHealth, diskVerdict } from './disk-health.js';

const MIB = 1024 ** 2;

it.each([
  [1024, 'up'],
  [1023, 'impaired'],
  [100, 'impaired'],
  [99, 'down'],
])('%d MiB free are %s', (freeMib, health) => {
  expect(diskVerdict(freeMib * MIB, 5_000 * MIB).health).toBe(health);
});

it('reads what the folder has, and rejects where there is none', async () => {
  const { facts } = await diskHealth('/tmp');

  expect(facts).toMatchObject({
    free_bytes: expect.any(Number) as number,
    total_bytes: expect.any(Number) as number,
  });
  await expect(diskHealth('/no/such/folder')).rejects.toThrow('ENOENT');
});
