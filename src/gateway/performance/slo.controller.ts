import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { SloLedger } from '#platform/slo';
import { objectiveDto, SloDto } from './slo.dto.js';

@ApiTags('performance')
@Needs('operator')
@Controller('performance')
export class SloController {
  constructor(private readonly ledger: SloLedger) {}

  /** What the station promises, how much of each error budget is left, and how fast it is used up. Of all processes; a minute old at most. */
  @Get('slo')
  slo(): SloDto {
    return {
      timestamp: new Date().toISOString(),
      objectives: this.ledger.report().map(objectiveDto),
    };
  }
}
