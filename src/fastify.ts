import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  checkGate,
  fastifyOptions,
  SecuritySettings,
  TokenSettings,
  TransportSettings,
} from '#gateway';
import { ServiceSettings, SettingsModule } from '#platform/config';

/** The HTTP server as the settings want it. @throws Error with a sentence for settings that do not go together. */
export function makeFastify(): FastifyAdapter {
  const security = SettingsModule.read(SecuritySettings);
  checkGate(security, SettingsModule.read(TokenSettings), SettingsModule.read(ServiceSettings));
  return new FastifyAdapter(fastifyOptions(security, SettingsModule.read(TransportSettings)));
}
