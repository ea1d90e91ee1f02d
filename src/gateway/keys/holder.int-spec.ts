import { Holder1700000000180 } from '../../../migrations/1700000000180-holder.ts';
import { connect } from '#test/database';

it('keys that took each other’s place get one holder, and files that of the key that brought them', async () => {
  const source = await connect([]);
  const runner = source.createQueryRunner();
  const migration = new Holder1700000000180();
  const add = async (prefix: string, rotatedTo: string | null = null) => {
    const [row] = (await runner.query(
      `insert into api_key (hash, prefix, name, scopes, rotated_to)
       values ($1, $2, 'a', '{producer}', $3) returning id`,
      [prefix.padEnd(64, '0'), prefix, rotatedTo],
    )) as Array<{ id: string }>;
    return row?.id ?? '';
  };
  try {
    await migration.down(runner);
    const third = await add('rx_three');
    const second = await add('rx_twooo', third);
    const first = await add('rx_first', second);
    const other = await add('rx_other');
    await runner.query(
      `insert into media_file (id, kind, content_hash, size_bytes, content_type, name, owner_key_id, created_at)
       select gen_random_uuid(), 'bed', repeat(n, 64), 1, 'audio/wav', key, key, now()
         from unnest('{a,b,c}'::text[], '{rx_twooo,rx_other,rx_never}'::text[]) file (n, key)`,
    );
    await migration.up(runner);
    const keys = (await runner.query('select id, holder_id from api_key')) as Array<{
      id: string;
      holder_id: string;
    }>;
    const holderOf = (id: string) => keys.find((key) => key.id === id)?.holder_id;
    const files = await runner.query('select name, owner_id from media_file order by content_hash');

    expect(new Set([first, second, third].map(holderOf)).size).toBe(1);
    expect(holderOf(other)).not.toBe(holderOf(first));
    expect(files).toEqual([
      { name: 'rx_twooo', owner_id: holderOf(second) },
      { name: 'rx_other', owner_id: holderOf(other) },
      { name: 'rx_never', owner_id: null },
    ]);
  } finally {
    await runner.release();
    await source.destroy();
  }
});
