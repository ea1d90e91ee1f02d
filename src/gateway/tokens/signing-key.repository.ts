import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

export interface SigningKeyRow {
  readonly kid: string;
  readonly algorithm: 'ES256' | 'RS256';
  readonly publicJwk: Readonly<Record<string, unknown>>;
  readonly sealed: string;
  readonly isRetired: boolean;
}

const COLUMNS = `kid, algorithm, public_jwk "publicJwk", sealed, retired_at is not null "isRetired"`;

@Injectable()
export class SigningKeyRepository {
  constructor(private readonly database: Database) {}

  /** Newest first: those that sign, and those that signed what may still be good. @param keptS After their retirement. */
  async useful(keptS: number): Promise<SigningKeyRow[]> {
    return this.database.query<SigningKeyRow>(
      `select ${COLUMNS} from signing_key
        where retired_at is null or retired_at > now() - make_interval(secs => $1)
        order by made_at desc, kid limit 100`,
      [keptS],
    );
  }

  /** @param instead Retires every other key of the station. */
  async add(
    row: Omit<SigningKeyRow, 'isRetired'>,
    { instead }: { instead: boolean },
  ): Promise<void> {
    await this.database.transaction(async () => {
      if (instead)
        await this.database.query(
          'update signing_key set retired_at = now() where retired_at is null',
        );
      await this.database.query(
        'insert into signing_key (kid, algorithm, public_jwk, sealed) values ($1, $2, $3, $4)',
        [row.kid, row.algorithm, JSON.stringify(row.publicJwk), row.sealed],
      );
    });
  }

  /** @param keptS After their retirement, seconds. */
  async forgetOld(keptS: number): Promise<void> {
    await this.database.query(
      'delete from signing_key where retired_at < now() - make_interval(secs => $1)',
      [keptS],
    );
  }
}
