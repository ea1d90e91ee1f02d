import { Body, Controller, Delete, Get, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Needs, Open } from '#platform/access';
import { type Caller, callerOf } from '../auth/caller.js';
import { COOKIE, SECURE_COOKIE } from '../auth/credential.js';
import { refuseForeignPages } from '../auth/origin-check.js';
import { SignIn } from '../auth/sign-in.js';
import { SessionDto, SessionRequestDto } from './session.dto.js';
import { SessionService } from './session.service.js';

/** Signing in of browsers: a cookie that scripts cannot read and that other sites' pages do not send. */
@ApiTags('auth')
@Controller('auth/session')
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly signIn: SignIn,
  ) {}

  /** Signs a browser in by a key: the answer sets a cookie. */
  @Post()
  @Open()
  @Header('cache-control', 'no-store')
  async begin(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { api_key }: SessionRequestDto,
  ): Promise<SessionDto> {
    refuseForeignPages(request, 'accept'); // A page elsewhere must not sign a browser in as somebody else.
    const caller = await this.signIn.byKey(request, api_key);
    const { secret, endsAt } = await this.sessions.begin(caller);
    setCookie(request, reply, secret, Math.floor((endsAt.getTime() - Date.now()) / 1000));
    return answerOf({ ...caller, kind: 'session', expiresAtMs: endsAt.getTime() });
  }

  /** Who this request is from. */
  @Get()
  @Needs('listener')
  @Header('cache-control', 'no-store')
  show(@Req() request: FastifyRequest): SessionDto {
    return answerOf(callerOf(request));
  }

  /** Signs a browser out. */
  @Delete()
  @Needs('listener')
  @HttpCode(204)
  async end(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { sessionHash } = callerOf(request);
    if (sessionHash !== undefined) await this.sessions.end(sessionHash);
    setCookie(request, reply, '', 0);
  }
}

/** Over TLS the name begins with `__Host-`: browsers then keep it to this host, this path and TLS. */
function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  value: string,
  lifeS: number,
): void {
  const isSecure = request.protocol === 'https';
  const rest = `Path=/; Max-Age=${lifeS}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  void reply.header('set-cookie', `${isSecure ? SECURE_COOKIE : COOKIE}=${value}; ${rest}`);
}

function answerOf({ kind, scope, keyName, prefix, expiresAtMs }: Caller): SessionDto {
  return {
    kind,
    scope: scope ?? 'listener',
    name: keyName ?? null,
    prefix,
    expires_at: expiresAtMs === undefined ? null : new Date(expiresAtMs),
  };
}
