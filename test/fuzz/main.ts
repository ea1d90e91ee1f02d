import { parseArgs } from 'node:util';
import { startStation } from '../support/station.ts';
import { fuzz, hasFaults, type OperationReport } from './fuzz.ts';
import { makeShow } from './make-show.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

/** Limits of requests are tested elsewhere; here they would only hide what is behind them. */
const ENV = {
  SECURITY_REQUESTS_PER_MINUTE: '1000000',
  SECURITY_WRITES_PER_MINUTE: '1000000',
  SECURITY_GENERATIONS_PER_MINUTE: '1000000',
  SECURITY_LOGIN_FAILURES_PER_MINUTE: '1000',
  CONTENT_LIVE_WAIT_MS: '500',
  CONTENT_FEED_REFRESH: 'false',
};

const station = await startStation(ENV);
let reports: OperationReport[] = [];
try {
  await makeShow(station);
  const { url, key } = station;
  const only = values.only === undefined ? {} : { only: values.only };
  reports = await fuzz({
    ...{ url, key, ...only },
    requests: Number(values.requests),
    seed: Number(values.seed),
    onReport: ({ operation, sent, faults }) => {
      process.stderr.write(`${operation}: ${sent} requests, ${faults.length} faults\n`);
    },
  });
  print(reports);
  if (hasFaults(reports)) process.stdout.write(`\nThe station said:\n${station.said()}\n`);
} finally {
  await station.stop();
}
process.exitCode = hasFaults(reports) ? 1 : 0;

function print(all: readonly OperationReport[]): void {
  if (values.json) {
    process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
    return;
  }
  const rows = all.map(({ faults, ...figures }) => ({ ...figures, faults: faults.length }));
  console.table(rows);
  const sum = (field: 'sent' | 'granted' | 'refused' | 'unavailable') =>
    all.reduce((total, one) => total + one[field], 0);
  const words = `${all.length} operations, ${sum('sent')} requests: ${sum('granted')} granted, ${sum('refused')} refused, ${sum('unavailable')} unavailable (503)`;
  process.stdout.write(`${words}\n`);
  for (const { operation, faults } of all)
    for (const { what, count, example } of faults)
      process.stdout.write(`\n${operation}: ${what} (${count} times)\n  ${example}\n`);
}
