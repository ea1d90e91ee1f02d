import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { ServiceSettings, SettingsModule } from '#platform/config';
import { AudioController } from './audio.controller.js';
import { AudioSettings } from './audio.settings.js';
import { Mixer } from './mix/mixer.js';
import { EspeakSpeechSynthesizer } from './speech/espeak.speech-synthesizer.js';
import { FliteSpeechSynthesizer } from './speech/flite.speech-synthesizer.js';
import type { SpeechSynthesizer } from './speech/speech-synthesizer.js';
import { TakeService } from './take/take.service.js';
import { TakeFolder } from './take/take-folder.js';

/** Speech engines by name; one that is not here simply has no voices. */
const ENGINES: Readonly<Record<string, new (workers: Workers) => SpeechSynthesizer>> = {
  flite: FliteSpeechSynthesizer,
  espeak: EspeakSpeechSynthesizer,
};

interface Workers {
  readonly workersMax: number;
  readonly taskMsMax: number;
}

/** Text to speech to show: takes, timeline, mix, master, tags. Needs no database. */
@Module({
  imports: [SettingsModule.of(AudioSettings)],
  controllers: [AudioController],
  providers: [
    Mixer,
    {
      provide: TakeService,
      inject: [AudioSettings, ServiceSettings],
      useFactory: (settings: AudioSettings, { dataDir }: ServiceSettings) =>
        new TakeService(
          enginesOf(settings),
          new TakeFolder(join(dataDir, 'takes'), settings.takeCacheBytesMax),
        ),
    },
  ],
  exports: [TakeService, Mixer, SettingsModule],
})
export class AudioModule {}

/** @throws Error for a provider nobody knows: a typing mistake in the settings should stop the start. */
function enginesOf(settings: AudioSettings): SpeechSynthesizer[] {
  const workers = { workersMax: settings.speechWorkersMax, taskMsMax: settings.takeMsMax };
  return settings.speechProviders.map((provider) => {
    const Engine = ENGINES[provider];
    if (!Engine)
      throw new Error(
        `AUDIO_SPEECH_PROVIDERS: unknown provider; known are ${Object.keys(ENGINES).join(', ')}`,
      );
    return new Engine(workers);
  });
}
