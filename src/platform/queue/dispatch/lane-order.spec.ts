import { type Lane, LANES } from '../job.js';
import { LaneOrder } from './lane-order.js';

function served(ready: readonly Lane[], turns: number): Record<string, number> {
  const order = new LaneOrder();
  const counts: Record<string, number> = {};
  for (let turn = 0; turn < turns; turn++) {
    const lane = order.next(new Set(ready)) ?? 'none';
    counts[lane] = (counts[lane] ?? 0) + 1;
  }
  return counts;
}

describe('LaneOrder', () => {
  it('serves the most urgent lane alone while no other has work', () => {
    expect(served(['high'], 50)).toEqual({ high: 50 });
    expect(served([], 5)).toEqual({ none: 5 });
  });

  it('gives every fifth turn to the others, by their priorities', () => {
    expect(served(LANES, 750)).toEqual({
      critical: 600,
      high: 70,
      default: 50,
      low: 20,
      batch: 10,
    });
  });

  it('starves nobody between two that are always busy', () => {
    expect(served(['critical', 'batch'], 100)).toEqual({ critical: 80, batch: 20 });
  });
});
