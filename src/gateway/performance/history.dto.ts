import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { type Course, METRIC_TYPES, type MetricType } from '#platform/performance';

const HOURS_MAX = 30 * 24;

export class HistoryQueryDto {
  @IsIn(METRIC_TYPES)
  readonly metric_type: MetricType = 'system';

  /** Until now. Up to 24 finely, up to 30 days coarsely. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(HOURS_MAX)
  readonly hours: number = 1;
}

export class HistoryDto {
  readonly metric_type: MetricType;
  readonly hours: number;
  /** Each of `metrics` stands for so many seconds. */
  readonly resolution_s: number;
  /** Length of `metrics`. */
  readonly data_points: number;
  /** Oldest first: `timestamp` (begin), `instances` (processes that had something to say), and the figures of the type. */
  @ApiProperty({
    type: 'array',
    items: {
      type: 'object',
      properties: { timestamp: { type: 'string' }, instances: { type: 'number' } },
      required: ['timestamp', 'instances'],
      additionalProperties: { type: 'number' },
    },
  })
  readonly metrics: ReadonlyArray<Readonly<Record<string, string | number>>>;

  constructor({ metricType, hours, resolutionS, points }: Course) {
    this.metric_type = metricType;
    this.hours = hours;
    this.resolution_s = resolutionS;
    this.data_points = points.length;
    this.metrics = points.map(({ at, instances, figures }) => ({
      timestamp: at.toISOString(),
      instances,
      ...figures,
    }));
  }
}
