/** What anybody may tell of the station's use. What is not here is `custom` and has a name. */
export const TOLD_TYPES = [
  'show.played',
  'show.finished',
  'show.downloaded',
  'show.shared',
  'track.played',
  'call.played',
  'stream.joined',
  'stream.left',
  'page.viewed',
  'search.made',
  'player.failed',
  'custom',
] as const;

/** What only the station itself tells. */
export const OWN_TYPES = [
  'show.generated',
  'show.failed',
  'budget.warned',
  'budget.exhausted',
] as const;

export const EVENT_TYPES = [...OWN_TYPES, ...TOLD_TYPES] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** One thing that has happened. */
export interface AnalyticsEvent {
  /** Told twice under one id, it has happened once. */
  readonly id: string;
  readonly type: EventType;
  /** Of a custom event. */
  readonly name?: string;
  readonly at: Date;
  /** What it happened to: the id of a show. */
  readonly subject?: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** An event with what is known of the show that it is about; empty where nothing is. */
export interface PlacedEvent extends AnalyticsEvent {
  readonly preset: string;
  readonly language: string;
  readonly channel: string;
}
