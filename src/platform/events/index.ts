export { DomainEvent } from './domain-event.js';
export { EventBus } from './event-bus.js';
export { EventsModule } from './events.module.js';
