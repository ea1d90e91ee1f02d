import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { AuditLog } from '#platform/audit';
import { AuditPageDto, AuditQueryDto } from './audit.dto.js';

@ApiTags('audit')
@Needs('operator')
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditLog) {}

  /** Who did what, newest first: sign-ins, keys, settings, deletions. Nobody can change it, operators neither. */
  @Get()
  async page(@Query() { action, actor, cursor, limit }: AuditQueryDto): Promise<AuditPageDto> {
    const entries = await this.audit.page({ action, actor, before: cursor, limit: limit + 1 });
    return new AuditPageDto(entries, limit);
  }
}
