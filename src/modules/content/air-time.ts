import type { Style, StyleService } from '#modules/data';

/** A moment as a clock on the wall of a time zone shows it. */
export interface WallTime {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly hour: number;
  readonly minute: number;
}

export function wallTime(moment: Date, timeZone: string): WallTime {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    hour: Number(part('hour')),
    minute: Number(part('minute')),
  };
}

const DAY_MINUTES = 24 * 60;

/** The moment nearest to `now` at which the zone's clock shows HH:MM on the day of `now`. */
export function momentOf(targetTime: string, now: Date, timeZone: string): Date {
  const [hour = 0, minute = 0] = targetTime.split(':').map(Number);
  const wall = wallTime(now, timeZone);
  const shiftMinutes = hour * 60 + minute - (wall.hour * 60 + wall.minute);
  const first = new Date(now.getTime() + shiftMinutes * 60_000);
  // A change to or from summer time between the two moments shows as a difference that is left.
  const reached = wallTime(first, timeZone);
  const leftMinutes = hour * 60 + minute - (reached.hour * 60 + reached.minute);
  const wrapped = ((leftMinutes + DAY_MINUTES / 2 + DAY_MINUTES) % DAY_MINUTES) - DAY_MINUTES / 2;
  return new Date(first.getTime() + wrapped * 60_000);
}

/** When something is on the air, and the style of that hour. @throws InvalidInput as `momentOf`. */
export async function airingOf(
  targetTime: string | undefined,
  now: Date,
  timeZone: string,
  styles: StyleService,
): Promise<{ readonly airAt: Date; readonly style: Style }> {
  const airAt = targetTime === undefined ? now : momentOf(targetTime, now, timeZone);
  return { airAt, style: await styles.at(wallTime(airAt, timeZone).hour) };
}
