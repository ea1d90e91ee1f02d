import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  HttpStatus,
  Param,
  ParseUUIDPipe,
  Post,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InvalidInput } from '#kernel';
import { Needs } from '#platform/access';
import { blocksOf } from '../auth/address.js';
import { ApiKeyService } from './api-key.service.js';
import { KeysDto, MadeKeyDto, NewKeyDto, RotateKeyDto } from './key.dto.js';

const id = new ParseUUIDPipe({
  exceptionFactory: () => new InvalidInput([{ field: 'id', rule: 'must be a UUID' }]),
});

@ApiTags('keys')
@Needs('operator')
@Controller('keys')
export class KeyController {
  constructor(private readonly keys: ApiKeyService) {}

  /** Every key that works, newest first, without its secret. */
  @Get()
  async list(): Promise<KeysDto> {
    return new KeysDto(await this.keys.working());
  }

  /**
   * Makes a key. Its secret is in this answer and nowhere else.
   * @throws {409} There are as many keys as there may be.
   */
  @Post()
  @Header('cache-control', 'no-store')
  async make(@Body() { name, scopes, cidrs = [], expires_at }: NewKeyDto): Promise<MadeKeyDto> {
    refuseWrong(cidrs, expires_at);
    const expiresAt = expires_at === undefined ? null : new Date(expires_at);
    const { key, secret } = await this.keys.make({ name, scopes, cidrs, expiresAt });
    return new MadeKeyDto(key, secret);
  }

  /**
   * Makes a key in the place of this one, which works on beside it for a while.
   * @throws {409} Another key has taken its place already, or there are as many as there may be.
   */
  @Post(':id/rotate')
  @Header('cache-control', 'no-store')
  async rotate(
    @Param('id', id) keyId: string,
    @Body() { overlap_hours }: RotateKeyDto,
  ): Promise<MadeKeyDto> {
    const { key, secret } = await this.keys.rotate(keyId, overlap_hours);
    return new MadeKeyDto(key, secret);
  }

  /**
   * Takes a key back, with all tokens and sessions made from it: at once, in every process.
   * @throws {409} It is the last one for operators.
   */
  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  async revoke(@Param('id', id) keyId: string): Promise<void> {
    await this.keys.revoke(keyId);
  }
}

/** @throws InvalidInput */
function refuseWrong(cidrs: readonly string[], expiresAt: string | undefined): void {
  try {
    blocksOf(cidrs);
  } catch {
    throw new InvalidInput([
      { field: 'cidrs', rule: 'must be addresses or blocks like 10.0.0.0/8' },
    ]);
  }
  if (expiresAt !== undefined && !(Date.parse(expiresAt) > Date.now()))
    throw new InvalidInput([{ field: 'expires_at', rule: 'must lie in the future' }]);
}
