import { readdirSync, readFileSync } from 'node:fs';
import { Column, Entity, type EntityTarget, type ObjectLiteral, PrimaryColumn } from 'typeorm';
import { connect } from '#test/database';
import { Channel } from '../../src/modules/data/channel/channel.entity.js';
import { Schedule } from '../../src/modules/data/schedule/schedule.entity.js';
import { Style } from '../../src/modules/data/style/style.entity.js';
import { Preset } from '../../src/modules/data/preset/preset.entity.js';
import { Show, ShowEvent, ShowFile, ShowStage } from '../../src/modules/show/show.entity.js';
import { Speaker, SpeakerPace } from '../../src/modules/speaker/speaker.entity.js';

const ENTITIES = [
  Channel,
  Style,
  Schedule,
  Preset,
  Speaker,
  SpeakerPace,
  Show,
  ShowStage,
  ShowEvent,
  ShowFile,
];
/** SQL may say more than the entities do: indexes, checks, keys. It must never say less. */
const STRICTER_IN_SQL = /^DROP INDEX|DROP CONSTRAINT ".*_(check|f?key)"/;

async function missing(entities: EntityTarget<ObjectLiteral>[]): Promise<string[]> {
  const source = await connect(entities);
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  await source.destroy();
  return upQueries.map(({ query }) => query).filter((sql) => !STRICTER_IN_SQL.test(sql));
}

@Entity('show')
class MoodyShow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  mood!: string;
}

/** Names of the entities that the sources declare. */
function declared(): string[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => name.endsWith('.entity.ts'))
    .flatMap((name) => [
      ...readFileSync(`src/${name}`, 'utf8').matchAll(/@Entity\([^)]*\)\s*export class (\w+)/g),
    ])
    .map(([, name = '']) => name)
    .sort();
}

describe('the migrated schema', () => {
  it('is compared with every entity there is', () => {
    expect(ENTITIES.map(({ name }) => name).sort()).toEqual(declared());
  });

  it('has all that the entities ask for', async () => {
    expect(await missing(ENTITIES)).toEqual([]);
  });

  it('would be found wanting if an entity asked for more', async () => {
    expect((await missing([MoodyShow])).join('\n')).toContain('ADD "mood" text NOT NULL');
  });
});
