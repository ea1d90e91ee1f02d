import { validateSync } from 'class-validator';
import { IsMoment } from './moment.js';

class Asked {
  @IsMoment()
  at: unknown;
}

it.each([
  ['2026-05-20', true],
  ['2026-05-20T08:00:00Z', true],
  ['2026-05-20T08:00:00.5+02:00', true],
  ['2026-05-20T08:00', true],
  ['20260520', false],
  ['2026-W10', false],
  ['2026-W21-3', false],
  ['2026-W10-1T10:00Z', false],
  ['2026-140', false],
  ['2026-02-30', false],
  ['2026-02-10T10', false],
  ['yesterday', false],
  [20260520, false],
])('%j is a day or a moment: %s', (at, isOne) => {
  expect(validateSync(Object.assign(new Asked(), { at })).length === 0).toBe(isOne);
});
