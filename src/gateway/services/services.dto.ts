import { ApiProperty } from '@nestjs/swagger';
import type { HealthLevel } from '#platform/health';
import type { RequestFigures } from './request-counts.js';

/** Requests to the routes of one module, by this process since its start. */
export class ServiceRequestsDto {
  readonly count: number;
  /** Answers of 500 and above. */
  readonly errors: number;
  readonly avg_ms: number;
  /** Of the last thousand. */
  readonly p95_ms: number;

  constructor({ count, errors, avgMs, p95Ms }: RequestFigures) {
    this.count = count;
    this.errors = errors;
    this.avg_ms = rounded(avgMs);
    this.p95_ms = rounded(p95Ms);
  }
}

export class ServiceDto {
  /** Its folder: `modules/show`, `platform/database`, `gateway`. */
  readonly name!: string;
  /** The worst of its own parts and of those it depends on. */
  @ApiProperty({ enum: ['healthy', 'degraded', 'unhealthy'] })
  readonly status!: HealthLevel;
  /** All modules are parts of one program and have its version. */
  readonly version!: string;
  /** Seconds since the process started: they start and stop together. */
  readonly uptime!: number;
  /** Modules whose code it imports. */
  readonly dependencies!: string[];
  readonly requests!: ServiceRequestsDto;
}

export class ServicesStatusDto {
  @ApiProperty({ enum: ['healthy', 'degraded', 'unhealthy'] })
  readonly status!: HealthLevel;
  /** ISO time, UTC. */
  readonly timestamp!: string;
  readonly services!: ServiceDto[];
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
