import { ApiProperty } from '@nestjs/swagger';

export class ShowsOverviewDto {
  readonly total!: number;
  /** Asked for today, UTC. */
  readonly today!: number;
  readonly running!: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  readonly by_status!: Readonly<Record<string, number>>;
}

export class TotalDto {
  readonly total!: number;
}

export class ListenersDto {
  /** At this moment. */
  readonly current!: number;
}

export class QueueOverviewDto {
  readonly waiting!: number;
  readonly active!: number;
  readonly delayed!: number;
  readonly failed_last_hour!: number;
  readonly completed_last_hour!: number;
  /** Age of the oldest job that could begin, milliseconds. */
  readonly oldest_age_ms!: number;
}

export class CostTodayDto {
  readonly usd!: number;
  /** What the reused would have cost. */
  readonly saved_usd!: number;
  readonly tts_characters!: number;
  readonly llm_tokens!: number;
  readonly images!: number;
}

/** The station at a glance. */
export class StationOverviewDto {
  /** ISO time, UTC. */
  readonly timestamp!: string;
  readonly shows!: ShowsOverviewDto;
  readonly tracks!: TotalDto;
  readonly calls!: TotalDto;
  readonly listeners!: ListenersDto;
  readonly queue!: QueueOverviewDto;
  /** Of this day, UTC. */
  readonly cost_today!: CostTodayDto;
}
