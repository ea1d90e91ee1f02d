export { Casts, type CastMember } from './cast.js';
export {
  type Delivery,
  deliveryOf,
  type Pronunciation,
  type Role,
  seatOf,
  type VoiceSettings,
} from './persona.js';
export type { Speaker } from './speaker.entity.js';
export { SpeakerModule } from './speaker.module.js';
export { SpeakerNotFound } from './speaker.problems.js';
export { SpeakerService } from './speaker.service.js';
