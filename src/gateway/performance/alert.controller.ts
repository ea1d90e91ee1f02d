import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Query,
  Req,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type Fault, InvalidInput } from '#kernel';
import { Needs } from '#platform/access';
import { AlertService } from '#platform/alerts';
import { prefixOf } from '../auth/caller.js';
import {
  AlertDto,
  alertDto,
  AlertIdDto,
  AlertRuleDto,
  AlertsQueryDto,
  NewSilenceDto,
  ruleDto,
  SilenceDto,
  silenceDto,
} from './alert.dto.js';

const SILENCE_MS_MAX = 30 * 24 * 3_600_000;

@ApiTags('performance')
@Needs('operator')
@Controller('performance')
export class AlertController {
  constructor(private readonly service: AlertService) {}

  /** What is wrong, and then what was: the newest 200. */
  @Get('alerts')
  async alerts(@Query() query: AlertsQueryDto): Promise<AlertDto[]> {
    const found = await this.service.list(query);
    return found.map(alertDto);
  }

  /** Says that somebody looks after an alert. Who was first stays named. */
  @Post('alerts/:id/acknowledge')
  @HttpCode(HttpStatus.OK)
  async acknowledge(
    @Param() { id }: AlertIdDto,
    @Req() request: FastifyRequest,
  ): Promise<AlertDto> {
    return alertDto(await this.service.acknowledge(id, prefixOf(request)));
  }

  /** Every rule: when it fires, when it ends, and how it stands in this process. */
  @Get('rules')
  rules(): AlertRuleDto[] {
    return this.service.rules().map(ruleDto);
  }

  /** Silences that are, or will be; the next to end first. */
  @Get('silences')
  async silences(): Promise<SilenceDto[]> {
    const found = await this.service.listSilences();
    return found.map(silenceDto);
  }

  /** Has nobody told of some alerts for a while. What still goes on when it ends is told then. 100 at most. */
  @Post('silences')
  async silence(@Body() dto: NewSilenceDto, @Req() request: FastifyRequest): Promise<SilenceDto> {
    const { rule = null, severity = null, from = new Date(), until, reason } = dto;
    const faults = faultsOf({ rule, severity, from, until });
    if (faults.length > 0) throw new InvalidInput(faults);
    const createdBy = prefixOf(request);
    const times = { fromAt: from, untilAt: until };
    return silenceDto(await this.service.silence({ rule, severity, ...times, reason, createdBy }));
  }

  /** Ends a silence at once. */
  @Delete('silences/:id')
  @HttpCode(HttpStatus.NO_CONTENT)
  async unsilence(@Param() { id }: AlertIdDto): Promise<void> {
    await this.service.unsilence(id);
  }
}

function faultsOf(wanted: {
  rule: string | null;
  severity: string | null;
  from: Date;
  until: Date;
}): Fault[] {
  const { rule, severity, from, until } = wanted;
  const faults: Fault[] = [];
  if (rule === null && severity === null)
    faults.push({ field: 'rule', rule: 'or severity must be given' });
  if (until <= from) faults.push({ field: 'until', rule: 'must be after from' });
  if (until.getTime() <= Date.now()) faults.push({ field: 'until', rule: 'must be to come' });
  if (until.getTime() > Date.now() + SILENCE_MS_MAX)
    faults.push({ field: 'until', rule: 'must be within 30 days from now' });
  return faults;
}
