import { Injectable } from '@nestjs/common';
import type { SettingChange } from '#platform/config';
import { Database } from '#platform/database';

/** Versions that can be gone back to. */
const VERSIONS_KEPT = 500;

/** What operators have changed of the settings, by variable, as text. */
export type EditedSettings = Readonly<Record<string, string>>;
type ShownChange = Pick<SettingChange, 'variable' | 'before' | 'after'>;

export interface ConfigVersion {
  readonly version: number;
  readonly at: Date;
  readonly actor: string;
  /** All that differed from environment, files and defaults then. */
  readonly settings: EditedSettings;
  /** What became different with it, as people may see it. */
  readonly changes: readonly ShownChange[];
  /** The version that it brought back; null where somebody said something new. */
  readonly restored: number | null;
}

const FIELDS = 'version, at, actor, settings, changes, restored';

/** Every state of what operators have changed; the newest is in force. */
@Injectable()
export class ConfigVersionRepository {
  constructor(private readonly database: Database) {}

  /** The one in force, by the primary key. */
  async newest(): Promise<ConfigVersion> {
    const [row] = await this.database.query<ConfigVersion>(
      `select ${FIELDS} from config_version order by version desc limit 1`,
    );
    if (!row) throw new Error('config_version is empty: its migration writes the first version.');
    return row;
  }

  /** As `newest`; until the transaction ends nobody else writes one. */
  async newestLocked(): Promise<ConfigVersion> {
    await this.database.query('lock table config_version in share row exclusive mode');
    return this.newest();
  }

  async find(version: number): Promise<ConfigVersion | undefined> {
    const [row] = await this.database.query<ConfigVersion>(
      `select ${FIELDS} from config_version where version = $1`,
      [version],
    );
    return row;
  }

  /** Newest first, by the primary key. @param before Only older ones than this. */
  page(limit: number, before: number | undefined): Promise<ConfigVersion[]> {
    return this.database.query<ConfigVersion>(
      `select ${FIELDS} from config_version where version < $2 order by version desc limit $1`,
      [limit, before ?? 2_147_483_647],
    );
  }

  async count(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'select count(*)::integer as count from config_version',
    );
    return row?.count ?? 0;
  }

  /** Adds one, and forgets those of long ago. */
  async add(version: Omit<ConfigVersion, 'at'>): Promise<void> {
    await this.database.query(
      `insert into config_version (version, actor, settings, changes, restored) values ($1, $2, $3, $4, $5)`,
      [
        version.version,
        version.actor,
        JSON.stringify(version.settings),
        JSON.stringify(version.changes),
        version.restored,
      ],
    );
    await this.database.query('delete from config_version where version <= $1', [
      version.version - VERSIONS_KEPT,
    ]);
  }
}
