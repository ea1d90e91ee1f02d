import { registerDecorator } from 'class-validator';
import { nextAfter } from '#platform/queue';

const FIELDS = 5;

/** A cron expression of five fields: minute, hour, day of month, month, day of week (POSIX crontab). */
export function IsCron(): PropertyDecorator {
  return (prototype, property) => {
    registerDecorator({
      name: 'isCron',
      target: prototype.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isCron(value),
        defaultMessage: ({ property: name } = { property: '' } as never) =>
          `${name} must be a cron expression of five fields, for example "0 6 * * 1-5"`,
      },
    });
  };
}

function isCron(text: string): boolean {
  if (text.trim().split(/\s+/).length !== FIELDS) return false;
  try {
    nextAfter(new Date(), text, 'UTC');
    return true;
  } catch {
    return false; // The parser's message speaks of its own notions; ours names the rule.
  }
}
