import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { type Scope, SCOPES } from '#platform/access';
import type { MadeTokens } from './token.service.js';

export class TokenRequestDto {
  /** The key; it may stand in the header instead, as everywhere. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly api_key?: string;

  /** What the tokens shall be good for, where that is less than the key is. */
  @IsOptional()
  @IsIn(SCOPES)
  readonly scope?: Scope;
}

export class RefreshDto {
  /** The refresh token that came with the access token; it works once. */
  @IsString()
  @Length(1, 200)
  readonly refresh_token!: string;
}

/** As OAuth 2.0 names them (RFC 6749, 5.1). */
export class TokensDto {
  /** For the header: `Authorization: Bearer <access_token>`. */
  readonly access_token: string;
  readonly token_type: string = 'Bearer';
  /** Life of the access token, seconds. */
  readonly expires_in: number;
  /** For `POST /auth/refresh`, once. */
  readonly refresh_token: string;
  /** Life of the refresh token, seconds. */
  readonly refresh_expires_in: number;
  readonly scope: Scope;

  constructor({ accessToken, accessS, refreshToken, refreshS, scope }: MadeTokens) {
    this.access_token = accessToken;
    this.expires_in = accessS;
    this.refresh_token = refreshToken;
    this.refresh_expires_in = refreshS;
    this.scope = scope;
  }
}

/** The key that new tokens are signed with from now on. */
export class SigningKeyDto {
  /** As in the header of the tokens. */
  readonly kid!: string;
  readonly algorithm!: string;
}

/** A JSON Web Key Set (RFC 7517). */
export class KeySetDto {
  /** Public keys as RFC 7518 describes them. */
  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
  })
  readonly keys!: object[];
}
