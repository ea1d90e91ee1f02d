import { CronExpressionParser } from 'cron-parser';

const MINUTE_MS = 60_000;
/** No zone moves its clocks by more than this at once. */
const GAP_MS_MAX = 3 * 60 * MINUTE_MS;

/**
 * The first moment after another that a cron expression names. A local time that the clocks leap over comes once, at the
 * moment they have leapt; one that they show twice comes once, the first time. What repeats within an hour of its own
 * (`0 * * * *`) goes on through both hours.
 * @param cron Five fields, or six with seconds in front.
 * @param timezone IANA name; daylight saving is its business.
 * @throws Error when one of them cannot be read.
 */
export function nextAfter(moment: Date, cron: string, timezone: string): Date {
  const parsed = CronExpressionParser.parse(cron, { currentDate: moment, tz: timezone });
  for (;;) {
    const named = parsed.next().toDate();
    const leap = leapBefore(named, cron, timezone);
    if (leap === undefined) return named;
    // Times in the gap are told as if the clocks had not leapt: all of them are the leap itself, once.
    if (leap > moment) return leap;
  }
}

/**
 * The newest moment of an expression after one time and not after another. The time in between is halved until it is
 * found: to count through a day of minutes takes forty times as long.
 */
export function newestBetween(
  after: Date,
  until: Date,
  { cron, timezone }: { readonly cron: string; readonly timezone: string },
): Date | undefined {
  let newest: Date | undefined;
  let from = after.getTime();
  let to = until.getTime();
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const next = nextAfter(new Date(middle), cron, timezone);
    if (next <= until) {
      newest = next;
      from = next.getTime();
    } else to = middle;
  }
  return newest;
}

/** @returns When the clocks leapt, where the moment stands for a local time in that gap. */
function leapBefore(named: Date, cron: string, timezone: string): Date | undefined {
  let late = named.getTime();
  let early = late - GAP_MS_MAX;
  const offset = offsetAt(late, timezone);
  if (offsetAt(early, timezone) >= offset) return undefined;
  if (CronExpressionParser.parse(cron, { tz: timezone }).includesDate(named)) return undefined;
  while (late - early > 1000) {
    const middle = (early + late) / 2;
    if (offsetAt(middle, timezone) === offset) late = middle;
    else early = middle;
  }
  return new Date(Math.round(late / MINUTE_MS) * MINUTE_MS);
}

/** Local time minus UTC, milliseconds, whole minutes. */
function offsetAt(ms: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(ms);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  return local - Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}
