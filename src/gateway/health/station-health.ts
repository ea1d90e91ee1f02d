import { Injectable } from '@nestjs/common';
import {
  HealthCheckService,
  type HealthIndicatorResult,
  HealthIndicatorService,
} from '@nestjs/terminus';
import { type HealthFinding, type HealthLevel, HealthSources, worstOf } from '#platform/health';

/** How the station is, part by part. */
export interface StationHealth {
  readonly level: HealthLevel;
  readonly findings: readonly HealthFinding[];
}

/** Asks every part that said it can be asked, by way of Terminus. */
@Injectable()
export class HealthReport {
  constructor(
    private readonly sources: HealthSources,
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async station(): Promise<StationHealth> {
    const findings = await this.sources.look();
    const checks = findings.map((finding) => () => this.#indicate(finding));
    // Terminus throws when a part that is needed is down; its word decides.
    const isWell = await this.health.check(checks).then(
      () => true,
      () => false,
    );
    const level = worstOf(findings.map((finding) => finding.level));
    return { level: isWell ? level : 'unhealthy', findings };
  }

  #indicate({ name, level }: HealthFinding): HealthIndicatorResult {
    const indicator = this.indicators.check(name);
    return level === 'unhealthy' ? indicator.down() : indicator.up();
  }
}
