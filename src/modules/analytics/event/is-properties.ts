import { registerDecorator } from 'class-validator';

const DEPTH_MAX = 3;
const MEMBERS_MAX = 50;
const NAME_CHARACTERS_MAX = 64;
const TEXT_CHARACTERS_MAX = 500;
const BYTES_MAX = 4_096;

/** A small object of plain values: at most 3 levels, 50 members in all, 4 kB of JSON. */
export function IsProperties(): PropertyDecorator {
  return (prototype, property) => {
    registerDecorator({
      name: 'isProperties',
      target: prototype.constructor,
      propertyName: String(property),
      validator: {
        validate: isProperties,
        defaultMessage: () =>
          `properties must be an object of plain values, ${DEPTH_MAX} levels deep, with ${MEMBERS_MAX} members and ${BYTES_MAX} bytes at most`,
      },
    });
  };
}

export function isProperties(value: unknown): boolean {
  if (!isObject(value)) return false;
  const budget = { left: MEMBERS_MAX };
  return isSmall(value, DEPTH_MAX, budget) && Buffer.byteLength(JSON.stringify(value)) <= BYTES_MAX;
}

function isSmall(value: unknown, levels: number, budget: { left: number }): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'string') return isText(value, TEXT_CHARACTERS_MAX);
  if (typeof value !== 'object' || levels === 0) return false;
  const members = Object.entries(value);
  budget.left -= members.length;
  return (
    budget.left >= 0 &&
    members.every(
      ([name, member]) => isText(name, NAME_CHARACTERS_MAX) && isSmall(member, levels - 1, budget),
    )
  );
}

/** PostgreSQL keeps neither NUL nor half a character. */
function isText(text: string, charactersMax: number): boolean {
  return text.length <= charactersMax && !text.includes('\0') && text.isWellFormed();
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
