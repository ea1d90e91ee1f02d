import { IsOptional, IsString, Length } from 'class-validator';
import type { Scope } from '#platform/access';

export class SessionRequestDto {
  /** The key; it may stand in the header instead, as everywhere. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly api_key?: string;
}

/** Who a request is from. */
export class SessionDto {
  /** What it shows: `key`, `token` or `session`; `off` while AUTH_MODE is off. */
  readonly kind!: string;
  readonly scope!: Scope;
  /** Name of the key behind it. */
  readonly name!: string | null;
  /** First characters of the key behind it. */
  readonly prefix!: string;
  /** When it ends. */
  readonly expires_at!: Date | null;
}
