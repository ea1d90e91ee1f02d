import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { ServiceSettings, SettingsModule } from '#platform/config';
import { AudioController } from './audio.controller.js';
import { HealthModule, HealthSources, type Verdict } from '#platform/health';
import { Lifecycle, LifecycleModule } from '#platform/lifecycle';
import { MetricsModule } from '#platform/metrics';
import { MemorySettings } from '#platform/process';
import { AudioMeters } from './audio.meters.js';
import { Spend } from '#platform/spend';
import { AudioSettings, SPEECH_ENGINES } from './audio.settings.js';
import { AudioDecoder } from './decode/audio-decoder.js';
import { DecodeSettings } from './decode/decode.settings.js';
import { Ffmpeg } from './ffmpeg/ffmpeg.js';
import { FfmpegSettings } from './ffmpeg/ffmpeg.settings.js';
import { Mixer } from './mix/mixer.js';
import { EspeakSpeechSynthesizer } from './speech/espeak.speech-synthesizer.js';
import { FliteSpeechSynthesizer } from './speech/flite.speech-synthesizer.js';
import type { SpeechSynthesizer } from './speech/speech-synthesizer.js';
import type { SpeechWorkers } from './speech/worker.speech-synthesizer.js';
import { TakeService } from './take/take.service.js';
import { TakeFolder } from './take/take-folder.js';
import { workerRoom } from './worker-room.js';

/** Speech engines by name; one that is not here simply has no voices. */
const ENGINES: Readonly<
  Record<(typeof SPEECH_ENGINES)[number], new (workers: SpeechWorkers) => SpeechSynthesizer>
> = {
  flite: FliteSpeechSynthesizer,
  espeak: EspeakSpeechSynthesizer,
};

const VOICES_MS_MAX = 10_000;

/** Text to speech to show: takes, timeline, mix, master, tags. Needs no database. */
@Module({
  imports: [
    HealthModule,
    LifecycleModule,
    MetricsModule,
    SettingsModule.of(AudioSettings, DecodeSettings, FfmpegSettings, MemorySettings),
  ],
  controllers: [AudioController],
  providers: [
    AudioDecoder,
    Ffmpeg,
    Mixer,
    AudioMeters,
    {
      provide: TakeService,
      inject: [
        AudioSettings,
        ServiceSettings,
        MemorySettings,
        { token: Spend, optional: true }, // Programs without a database pay nobody.
      ],
      useFactory: (
        settings: AudioSettings,
        { dataDir }: ServiceSettings,
        memory: MemorySettings,
        spend?: Spend,
      ) =>
        new TakeService(
          enginesOf(settings, memory),
          new TakeFolder(join(dataDir, 'takes'), settings.takeCacheBytesMax),
          spend,
        ),
    },
  ],
  exports: [TakeService, Mixer, SettingsModule],
})
export class AudioModule {
  constructor(lifecycle: Lifecycle, health: HealthSources, takes: TakeService, mixer: Mixer) {
    health.register({
      name: 'audio_engine',
      owner: 'modules/audio',
      isRequired: false,
      check: () => verdictOf(takes, mixer),
    });
    lifecycle.register({
      name: 'voices',
      step: 'engines',
      isRequired: false,
      startMsMax: VOICES_MS_MAX,
      stopMsMax: VOICES_MS_MAX,
      start: async () => {
        if ((await takes.voices()).length === 0)
          throw new Error('no speech engine is here, so no show can be spoken');
      },
      // Their workers end by themselves, after the jobs that use them have been handed back.
      stop: () => Promise.resolve(),
    });
  }
}

/** So many takes in a row that nobody could speak: it is not the texts. */
const FAILED_IN_ROW_MAX = 3;

async function verdictOf(takes: TakeService, mixer: Mixer): Promise<Verdict> {
  const engines = await takes.providers();
  const voices = engines.reduce((sum, engine) => sum + engine.voices, 0);
  const facts = {
    voices,
    engines: engines.filter((engine) => engine.voices > 0).map(({ provider }) => provider),
    takes_in_progress: takes.inProgress,
    takes_failed_in_row: takes.failedInRow,
    mixes_in_progress: mixer.counts.inProgress,
  };
  if (voices === 0) return { health: 'down', reason: 'no speech engine is here', facts };
  if (takes.failedInRow < FAILED_IN_ROW_MAX) return { health: 'up', facts };
  return { health: 'impaired', reason: 'the last takes could not be spoken', facts };
}

function enginesOf(settings: AudioSettings, { memoryMbMax }: MemorySettings): SpeechSynthesizer[] {
  const workers = {
    workersMax: workerRoom(settings, memoryMbMax).speakers,
    taskMsMax: settings.takeMsMax,
    heapMibMax: settings.workerHeapMbMax,
  };
  return settings.speechProviders.map((provider) => new ENGINES[provider](workers));
}
