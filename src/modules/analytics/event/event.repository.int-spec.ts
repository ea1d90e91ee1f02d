import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Database } from '#platform/database';
import { connect } from '#test/database';
import type { PlacedEvent } from './event.js';
import { EventRepository } from './event.repository.js';

let source: DataSource;
let events: EventRepository;

beforeAll(async () => {
  source = await connect([]);
  events = new EventRepository(new Database(source));
});

beforeEach(() => source.query('truncate analytics_event, analytics_hour, analytics_day'));

afterAll(() => source.destroy());

const event = (at: string, more: Partial<PlacedEvent> = {}): PlacedEvent => ({
  id: randomUUID(),
  type: 'show.played',
  at: new Date(at),
  preset: 'zurich',
  language: 'en',
  channel: 'zurich',
  properties: { a: [1, { b: 'x' }] },
  ...more,
});

describe('EventRepository', () => {
  it('adds events to their hours and days of UTC', async () => {
    await events.add([
      event('2026-11-20T23:59:59Z'),
      event('2026-11-21T00:00:00Z'),
      event('2026-11-21T00:59:59Z', { preset: 'basel' }),
      event('2026-11-21T01:00:00Z', { type: 'page.viewed' }),
    ]);

    expect(await events.byDay('2026-11-20', '2026-11-21', 'day')).toEqual([
      { key: '2026-11-20', events: 1 },
      { key: '2026-11-21', events: 3 },
    ]);
    expect(await events.byDay('2026-11-20', '2026-11-21', 'preset', 'show.played')).toEqual([
      { key: 'zurich', events: 2 },
      { key: 'basel', events: 1 },
    ]);
    expect(
      await events.byHour(new Date('2026-11-21T00:00:00Z'), new Date('2026-11-21T01:00:00Z')),
    ).toEqual([{ key: '2026-11-21T00:00:00Z', events: 2 }]);
  });

  it('counts an event once, however often it is told, in one batch or in several at once', async () => {
    const one = event('2026-11-21T00:00:00Z');

    await events.add([one, one]);
    await Promise.all(Array.from({ length: 8 }, () => events.add([one])));

    expect(await events.byDay('2026-11-21', '2026-11-21', 'day')).toEqual([
      { key: '2026-11-21', events: 1 },
    ]);
  });

  it('adds from many sides at once without waiting in a circle', async () => {
    const presets = ['a', 'b', 'c', 'd', 'e'];
    const batch = () =>
      [...presets]
        .sort(() => Math.random() - 0.5)
        .map((preset) => event('2026-11-21T00:00:00Z', { preset }));

    await Promise.all(Array.from({ length: 40 }, () => events.add(batch())));

    expect(await events.byDay('2026-11-21', '2026-11-21', 'preset')).toEqual(
      presets.map((key) => ({ key, events: 40 })),
    );
  });

  it('keeps nothing of a batch that cannot be kept whole', async () => {
    const bad = event('2026-11-21T00:00:00Z', { properties: { a: '\0' } });

    await expect(events.add([event('2026-11-21T00:00:00Z'), bad])).rejects.toThrow();

    expect(await events.totals()).toEqual({ events: 0, first_day: null, last_at: null });
  });

  it('forgets single events and hours, and keeps the days', async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    await events.add([event(daysAgo(91)), event(daysAgo(89))]);

    await events.prune(90);

    const [kept] = await source.query<Array<Record<string, number>>>(
      `select (select count(*)::int from analytics_event) as events,
              (select count(*)::int from analytics_hour) as hours,
              (select count(*)::int from analytics_day) as days`,
    );
    expect(kept).toEqual({ events: 1, hours: 1, days: 2 });
    expect((await events.totals()).events).toBe(2);
  });
});
