/** Longer than the longest thing a test may leave to end by itself: a handler that sleeps 30 s, a kept connection. */
const GRACE_MS = 40_000;

/**
 * Tests leave nothing behind: no process, port, timer or connection. Where something keeps the run from
 * ending it is named here and the run fails, instead of hanging for as long as somebody waits.
 */
export default class LeftoversReporter {
  onRunComplete() {
    setTimeout(() => {
      const lines = process._getActiveHandles().map(describe);
      const kinds = process.getActiveResourcesInfo().join(', ');
      process.stderr.write(`The tests left something behind: ${kinds}\n${lines.join('\n')}\n`);
      process.exit(1);
    }, GRACE_MS).unref(); // Fires only where something else keeps the process alive.
  }
}

function describe(handle) {
  const { pid, spawnargs, localPort, remotePort, listening } = handle;
  const facts = { pid, spawnargs, localPort, remotePort, listening };
  return `  ${handle.constructor.name} ${JSON.stringify(facts)}`;
}
