import { isISO8601, ValidateBy, type ValidationOptions } from 'class-validator';

/**
 * A day or a moment as RFC 3339 writes it, `2026-05-20` or `2026-05-20T08:00:00Z`. Other forms of ISO 8601 (weeks, days of the
 * year, without hyphens) are valid and read by no clock of ours, and the year 0 is kept by no database.
 */
export function IsMoment(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isMoment',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' &&
          /^(?!0000)\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}|$)/.test(value) &&
          isISO8601(value, { strict: true }) &&
          !Number.isNaN(Date.parse(value)),
        defaultMessage: () =>
          '$property must be a day as 2026-05-20 or a moment as 2026-05-20T08:00:00Z',
      },
    },
    options,
  );
}
