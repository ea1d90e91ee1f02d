import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { type HealthFinding, type HealthLevel, worstOf } from '#platform/health';
import { packageVersion } from '#platform/process';
import { HealthReport } from '../health/station-health.js';
import { MODULE_DRAWING } from './module-drawing.js';
import { RequestCounts } from './request-counts.js';
import { type ServiceDto, ServiceRequestsDto, type ServicesStatusDto } from './services.dto.js';

@ApiTags('health')
@Needs('operator')
@Controller('services')
export class ServicesController {
  constructor(
    private readonly report: HealthReport,
    private readonly requests: RequestCounts,
  ) {}

  /** Every module of the station: how it is, what it depends on, and how its routes answer. */
  @Get('status')
  async status(): Promise<ServicesStatusDto> {
    const { level, findings } = await this.report.station();
    const services = Object.entries(MODULE_DRAWING).map(([name, dependencies]) =>
      this.#service(name, dependencies, findings),
    );
    return { status: level, timestamp: new Date().toISOString(), services };
  }

  #service(
    name: string,
    dependencies: readonly string[],
    findings: readonly HealthFinding[],
  ): ServiceDto {
    return {
      name,
      status: levelOf([name, ...dependencies], findings),
      version: packageVersion(),
      uptime: Math.round(process.uptime()),
      dependencies: [...dependencies],
      requests: new ServiceRequestsDto(this.requests.of(name.split('/').at(-1) ?? name)),
    };
  }
}

/** A module is no better than what it stands on. */
function levelOf(names: readonly string[], findings: readonly HealthFinding[]): HealthLevel {
  return worstOf(findings.filter(({ owner }) => names.includes(owner)).map(({ level }) => level));
}
