export type { Role, Speaker } from './speaker.entity.js';
export { SpeakerModule } from './speaker.module.js';
export { SpeakerNotFound } from './speaker.problems.js';
export { SpeakerService } from './speaker.service.js';
