import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Test } from '@nestjs/testing';
import { AlertsModule, AlertService } from '#platform/alerts';
import { ServiceModule } from '#platform/config';
import { Database, DatabaseModule } from '#platform/database';
import { EventBus, EventsModule } from '#platform/events';
import { HttpModule } from '#platform/http';
import { JsonLogger } from '#platform/logging';
import { type Gauge, Meters, MetricsModule } from '#platform/metrics';
import { QueueModule } from '#platform/queue';
import { AlertEngine } from '../../src/platform/alerts/engine/alert-engine.js';

/** One process of a station as far as alerts go, with meters that the test sets. */
export interface AlertInstance {
  readonly engine: AlertEngine;
  readonly alerts: AlertService;
  readonly database: Database;
  readonly events: EventBus;
  readonly meters: Meters;
  /** Of a rule of the whole station that fires and ends at once: a WARNING above 0.8. */
  readonly budget: Gauge<'provider' | 'period'>;
  /** Of a rule of the whole station: CRITICAL above 5. */
  readonly deadAir: Gauge<'mount'>;
  readonly stop: () => Promise<void>;
}

/** @param env Its settings; they hold only while it is built. Nothing is judged but by `engine.evaluate()`. */
export async function alertInstance(env: Record<string, string>): Promise<AlertInstance> {
  const wanted = {
    ...{ ALERT_INTERVAL: '60', ALERT_GROUP_SECONDS: '0', QUEUE_LOCK_MS: '1000' },
    ...{ ALERT_PRIVATE_HOSTS: 'true', ...env },
  };
  const before = Object.fromEntries(Object.keys(wanted).map((name) => [name, process.env[name]]));
  Object.assign(process.env, wanted);
  const module = await Test.createTestingModule({
    imports: [
      ...[ServiceModule, MetricsModule, DatabaseModule, QueueModule],
      ...[EventsModule, HttpModule, AlertsModule],
    ],
  })
    .setLogger(new JsonLogger('error'))
    .compile();
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  const meters = module.get(Meters);
  const budget = meters.gauge('radiox_budget_used_ratio', 'Of the test.', ['provider', 'period']);
  const deadAir = meters.gauge('radiox_dead_air_seconds', 'Of the test.', ['mount']);
  await module.init();
  return {
    ...{ engine: module.get(AlertEngine), alerts: module.get(AlertService) },
    ...{ database: module.get(Database), events: module.get(EventBus), meters, budget, deadAir },
    stop: () => module.close(),
  };
}

export interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Takes webhooks, or not, as a test wants. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** Statuses of the next answers; 200 when there are no more. 0 is no answer at all. */
  readonly statuses: number[];
  readonly stop: () => Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, text: Buffer.concat(chunks).toString() });
      const status = statuses.shift() ?? 200;
      if (status !== 0) response.writeHead(status).end('ok');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}/hook`, received, statuses, stop };
}

/** Whether a webhook is signed with this secret, as the README tells receivers to check. */
export function isSigned({ headers, text }: Received, secret: string): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': given } = headers;
  const own = createHmac('sha256', secret)
    .update(`${String(id)}.${String(at)}.${text}`)
    .digest('base64');
  return given === `v1,${own}` && Math.abs(Date.now() / 1000 - Number(at)) < 300;
}
