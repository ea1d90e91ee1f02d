import { Body, Controller, Get, Header, HttpCode, HttpStatus, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Needs, Open } from '#platform/access';
import { AuditLog } from '#platform/audit';
import { plainAddress } from '../auth/address.js';
import { callerOf } from '../auth/caller.js';
import { Credentials } from '../auth/credentials.js';
import { SignIn } from '../auth/sign-in.js';
import { SessionService } from '../sessions/session.service.js';
import { SigningKeys } from './signing-keys.js';
import { KeySetDto, RefreshDto, SigningKeyDto, TokenRequestDto, TokensDto } from './token.dto.js';
import { NotSignedIn, SecretBySetting } from './token.problems.js';
import { TokenService } from './token.service.js';
import { TokenSettings } from './token.settings.js';

@ApiTags('auth')
@Controller()
export class TokenController {
  constructor(
    private readonly tokens: TokenService,
    private readonly sessions: SessionService,
    private readonly credentials: Credentials,
    private readonly signIn: SignIn,
    private readonly signing: SigningKeys,
    private readonly audit: AuditLog,
    private readonly settings: TokenSettings,
  ) {}

  /** Tokens for a key: one for minutes, and one to get the next with. */
  @Post('auth/token')
  @Open()
  @HttpCode(HttpStatus.OK)
  @Header('cache-control', 'no-store')
  async begin(
    @Req() request: FastifyRequest,
    @Body() { api_key, scope }: TokenRequestDto,
  ): Promise<TokensDto> {
    const caller = await this.signIn.byKey(request, api_key);
    return new TokensDto(await this.tokens.begin(caller, scope));
  }

  /** New tokens for a refresh token. One that is shown a second time ends all tokens of its signing in. */
  @Post('auth/refresh')
  @Open()
  @HttpCode(HttpStatus.OK)
  @Header('cache-control', 'no-store')
  async refresh(
    @Req() request: FastifyRequest,
    @Body() { refresh_token }: RefreshDto,
  ): Promise<TokensDto> {
    const refresh = () => this.tokens.refresh(refresh_token);
    const client = plainAddress(request.ip);
    return new TokensDto(await this.credentials.guarded(client, 'refresh token', refresh));
  }

  /**
   * Ends the session or all tokens of the signing in that this request shows: at once, in every process.
   * @throws {409} The request shows a key: there is nothing to end.
   */
  @Post('auth/logout')
  @Needs('listener')
  @HttpCode(HttpStatus.NO_CONTENT)
  async logout(@Req() request: FastifyRequest): Promise<void> {
    const { familyId, sessionHash } = callerOf(request);
    if (familyId !== undefined) await this.tokens.logout(familyId);
    else if (sessionHash !== undefined) await this.sessions.end(sessionHash);
    else throw new NotSignedIn();
  }

  /**
   * Signs new tokens with a new key from now on. Those there are stay good: nobody is logged out.
   * @throws {409} The secret is set by the operator.
   */
  @Post('auth/keys/rotate')
  @Needs('operator')
  @HttpCode(HttpStatus.OK)
  async rotate(): Promise<SigningKeyDto> {
    const { algorithm } = this.settings;
    if (algorithm === 'HS256') throw new SecretBySetting();
    const kid = await this.signing.rotate(algorithm);
    await this.audit.record({ action: 'signing_key.rotated', target: kid });
    return { kid, algorithm };
  }

  /** What others check our tokens with (RFC 7517). */
  @Get('.well-known/jwks.json')
  @Open()
  @Header('cache-control', 'public, max-age=300')
  async publicKeys(): Promise<KeySetDto> {
    return { keys: await this.signing.publicKeys() };
  }
}
