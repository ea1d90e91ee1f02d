import { IsIn, IsInt, IsOptional, Length, Max, Min } from 'class-validator';
import { Env, Reloadable, Secret, Section } from '#platform/config';

/** Tokens that are made from keys, and what they are signed with. */
@Section('security')
export class TokenSettings {
  /** How access tokens are signed: by key pairs that the station makes itself, or HS256 by SECURITY_TOKEN_SECRET. */
  @Env('SECURITY_TOKEN_ALGORITHM', IsIn(['ES256', 'RS256', 'HS256']))
  readonly algorithm: 'ES256' | 'RS256' | 'HS256' = 'ES256';

  /** What HS256 signs with, at least 32 characters; whoever knows it can make tokens. */
  @Env('SECURITY_TOKEN_SECRET', IsOptional())
  readonly secret?: Secret;

  /** The secret before this one: tokens that it signed go on being good, so that a change logs nobody out. */
  @Env('SECURITY_OLD_TOKEN_SECRET', IsOptional())
  readonly oldSecret?: Secret;

  /** Encrypts the private keys in the database; left out, the file `security/seal.key` of the data folder does. */
  @Env('SECURITY_SEAL_SECRET', IsOptional())
  readonly sealSecret?: Secret;

  /** Who says so in tokens (`iss`); others are refused. */
  @Env('SECURITY_TOKEN_ISSUER', Length(1, 200))
  readonly issuer: string = 'radiox';

  /** Whom tokens are for (`aud`); others are refused. */
  @Env('SECURITY_TOKEN_AUDIENCE', Length(1, 200))
  readonly audience: string = 'radiox-api';

  /** Life of an access token, seconds. */
  @Env('SECURITY_ACCESS_TOKEN_S', IsInt(), Min(1), Max(86_400))
  @Reloadable()
  readonly accessTokenS: number = 900;

  /** Life of a refresh token that is not used, days; each use gives a new one. */
  @Env('SECURITY_REFRESH_TOKEN_DAYS', IsInt(), Min(1), Max(365))
  @Reloadable()
  readonly refreshTokenDays: number = 30;
}
