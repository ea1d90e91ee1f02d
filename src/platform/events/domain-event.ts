/**
 * Something that has happened, told by class. Its fields are JSON, for it may be told in another process.
 * Each class has a name of its own on the wire: `static readonly eventName = 'show.generated'`.
 */

export abstract class DomainEvent {}

/** A class of events. */
export interface EventType<E extends DomainEvent> {
  readonly eventName: string;
  readonly prototype: E;
}
