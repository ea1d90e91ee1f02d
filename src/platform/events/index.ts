export { DomainEvent, type EventType } from './domain-event.js';
export { EventBus } from './event-bus.js';
export { EventsModule } from './events.module.js';
