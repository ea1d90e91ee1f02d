import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { ServiceSettings, SettingsModule } from '#platform/config';
import { AudioController } from './audio.controller.js';
import { HttpClient } from '#platform/http';
import { HealthModule, HealthSources, type Verdict } from '#platform/health';
import { Lifecycle, LifecycleModule } from '#platform/lifecycle';
import { MetricsModule } from '#platform/metrics';
import { MemorySettings } from '#platform/process';
import { AudioMeters } from './audio.meters.js';
import { Spend } from '#platform/spend';
import { AudioWork } from './audio-work.js';
import { AudioSettings } from './audio.settings.js';
import { SoundAnalyser } from './analysis/sound-analyser.js';
import { AudioDecoder } from './decode/audio-decoder.js';
import { DecodeSettings } from './decode/decode.settings.js';
import { Ffmpeg } from './ffmpeg/ffmpeg.js';
import { FfmpegSettings } from './ffmpeg/ffmpeg.settings.js';
import { Mixer } from './mix/mixer.js';
import { Tagger } from './packaging/tagger.js';
import { speechEngines } from './speech/engines.js';
import { ElevenLabsSettings } from './speech/remote/elevenlabs.settings.js';
import { OpenAiSpeechSettings } from './speech/remote/openai-speech.settings.js';
import { ProgramSpeechSettings } from './speech/program/program.settings.js';
import { SherpaSettings } from './speech/neural/sherpa.settings.js';
import { tiersOf } from './speech/tiers.js';
import { SpeechEngines } from './speech/speech-engines.js';
import { TakeService } from './take/take.service.js';
import { TakeFolder } from './take/take-folder.js';
import { workerRoom } from './worker-room.js';

const VOICES_MS_MAX = 10_000;

/** Text to speech to show: takes, timeline, mix, master, tags. Needs no database. */
@Module({
  imports: [
    HealthModule,
    LifecycleModule,
    MetricsModule,
    SettingsModule.of(
      AudioSettings,
      DecodeSettings,
      ElevenLabsSettings,
      FfmpegSettings,
      OpenAiSpeechSettings,
      ProgramSpeechSettings,
      SherpaSettings,
      MemorySettings,
    ),
  ],
  controllers: [AudioController],
  providers: [
    AudioDecoder,
    SoundAnalyser,
    Ffmpeg,
    Mixer,
    Tagger,
    AudioMeters,
    AudioWork,
    {
      provide: SpeechEngines,
      inject: [
        AudioSettings,
        MemorySettings,
        ElevenLabsSettings,
        OpenAiSpeechSettings,
        ProgramSpeechSettings,
        SherpaSettings,
        { token: HttpClient, optional: true }, // Programs that speak and ask nobody have none.
      ],
      useFactory: (
        settings: AudioSettings,
        { memoryMbMax }: MemorySettings,
        elevenLabs: ElevenLabsSettings,
        openAi: OpenAiSpeechSettings,
        programs: ProgramSpeechSettings,
        sherpa: SherpaSettings,
        http?: HttpClient,
      ) => {
        const workers = {
          workersMax: workerRoom(settings, memoryMbMax).speakers,
          taskMsMax: settings.takeMsMax,
          heapMibMax: settings.workerHeapMbMax,
        };
        const parts = { settings, elevenLabs, openAi, programs, sherpa, workers, http };
        return new SpeechEngines(speechEngines(parts));
      },
    },
    {
      provide: TakeService,
      inject: [
        SpeechEngines,
        AudioSettings,
        ServiceSettings,
        { token: Spend, optional: true }, // Programs without a database pay nobody.
      ],
      useFactory: (
        { all }: SpeechEngines,
        settings: AudioSettings,
        { dataDir }: ServiceSettings,
        spend?: Spend,
      ) =>
        new TakeService(
          all,
          new TakeFolder(join(dataDir, 'takes'), settings.takeCacheBytesMax),
          spend,
          tiersOf(() => settings.qualityTiers),
        ),
    },
  ],
  exports: [
    AudioDecoder,
    AudioWork,
    Ffmpeg,
    Mixer,
    SoundAnalyser,
    SpeechEngines,
    Tagger,
    TakeService,
    SettingsModule,
  ],
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
