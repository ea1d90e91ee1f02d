import { randomUUID } from 'node:crypto';
import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsISO8601,
  IsOptional,
  IsUUID,
  Matches,
  ValidateNested,
} from 'class-validator';
import { type Fault, InvalidInput } from '#kernel';
import { IsMoment } from '#platform/input';
import { type AnalyticsEvent, TOLD_TYPES } from './event.js';
import { IsProperties } from './is-properties.js';

const BATCH_MAX = 500;
/** Who was without a network tells later; older than this it is no longer of use. */
const PAST_MS_MAX = 30 * 24 * 3_600_000;
/** Clocks differ. */
const FUTURE_MS_MAX = 5 * 60_000;

export class NewEventDto {
  @IsIn(TOLD_TYPES)
  readonly type!: (typeof TOLD_TYPES)[number];

  /** UUID of the caller's making: an event that is sent again under the same id counts once. */
  @IsOptional()
  @IsUUID()
  readonly id?: string;

  /** Of a custom event, and only of one: small letters, digits, dot, hyphen, underscore. */
  @IsOptional()
  @Matches(/^[a-z0-9][a-z0-9._-]{0,63}$/)
  readonly name?: string;

  /** ISO time with zone, at most 30 days ago; left out, now. */
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @IsMoment()
  @Matches(/(Z|[+-]\d\d:?\d\d)$/, { message: 'at must have a time zone' })
  readonly at?: string;

  /** What it happened to: the id of a show. */
  @IsOptional()
  @Matches(/^[\w.:-]{1,100}$/)
  readonly subject?: string;

  /** Whatever else is of interest: plain values, at most 3 levels, 50 members and 4 kB. */
  @IsOptional()
  @IsProperties()
  readonly properties?: Record<string, unknown>;
}

/** One event, or `events` alone with up to 500 of them. */
export class NewEventsDto extends PartialType(NewEventDto) {
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BATCH_MAX)
  @ValidateNested({ each: true })
  @Type(() => NewEventDto)
  readonly events?: NewEventDto[];
}

export class AcceptedEventsDto {
  /** Events that are kept now; those that were known already count as well. */
  readonly accepted!: number;
}

/** @throws InvalidInput for one and a batch at once, neither, a name too many or too few, or an impossible time. */
export function eventsOf({ events, ...single }: NewEventsDto, now: Date): AnalyticsEvent[] {
  const given = Object.values<unknown>(single).filter((value) => value !== undefined);
  if (events && given.length > 0)
    throw new InvalidInput([{ field: 'events', rule: 'must stand alone' }]);
  if (!events && single.type === undefined)
    throw new InvalidInput([{ field: 'type', rule: 'must be given, or events' }]);
  const all = events ?? [single as NewEventDto];
  const faults = all.flatMap((event, at) =>
    faultsOf(event, now).map(({ field, rule }) => ({
      field: events ? `events.${at}.${field}` : field,
      rule,
    })),
  );
  if (faults.length > 0) throw new InvalidInput(faults);
  return all.map(({ type, id, name, at, subject, properties }) => ({
    id: id ?? randomUUID(),
    type,
    at: at === undefined ? now : new Date(at),
    properties: properties ?? {},
    ...(name !== undefined && { name }),
    ...(subject !== undefined && { subject }),
  }));
}

function faultsOf({ type, name, at }: NewEventDto, now: Date): Fault[] {
  const faults: Fault[] = [];
  if ((type === 'custom') !== (name !== undefined))
    faults.push({ field: 'name', rule: 'must be given for custom events, and for no others' });
  if (at === undefined) return faults;
  const aheadMs = new Date(at).getTime() - now.getTime();
  if (!(aheadMs <= FUTURE_MS_MAX && aheadMs >= -PAST_MS_MAX))
    faults.push({ field: 'at', rule: 'must be at most 30 days ago and not in the future' });
  return faults;
}
