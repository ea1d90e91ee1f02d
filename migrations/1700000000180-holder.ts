import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose a key is stays when another is put in its place; files of the library know who has brought them. */
export class Holder1700000000180 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table api_key add column holder_id uuid not null default gen_random_uuid();
      with recursive chain (id, holder_id) as (
        select id, holder_id from api_key first
         where not exists (select from api_key before where before.rotated_to = first.id)
        union all
        select former.rotated_to, chain.holder_id from chain join api_key former on former.id = chain.id
         where former.rotated_to is not null
      )
      update api_key set holder_id = chain.holder_id from chain where chain.id = api_key.id;

      alter table media_file add column owner_id uuid;
      update media_file set owner_id = holder.id
        from (select prefix, min(holder_id::text)::uuid as id from api_key
               group by prefix having count(distinct holder_id) = 1) holder
       where holder.prefix = media_file.owner_key_id;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table media_file drop column owner_id;
      alter table api_key drop column holder_id;
    `);
  }
}
