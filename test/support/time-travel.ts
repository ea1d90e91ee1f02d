const real = performance.now.bind(performance);
let aheadMs = 0;

/** Moves the monotonic clock of this test file; timers keep their own time. */
export function travel(ms: number): void {
  aheadMs += ms;
  performance.now = () => real() + aheadMs;
}
