import { CronExpressionParser } from 'cron-parser';

/**
 * The first moment after another that a cron expression names.
 * @param cron Five fields, or six with seconds in front.
 * @param timezone IANA name; daylight saving is its business.
 * @throws Error when one of them cannot be read.
 */
export function nextAfter(moment: Date, cron: string, timezone: string): Date {
  return CronExpressionParser.parse(cron, { currentDate: moment, tz: timezone }).next().toDate();
}
