import { Injectable } from '@nestjs/common';
import { Meters } from '#platform/metrics';
import { Mixer } from './mix/mixer.js';
import { TakeService } from './take/take.service.js';

/** What is measured of speech and mixing, from the counts these keep anyway. */
@Injectable()
export class AudioMeters {
  constructor(meters: Meters, takes: TakeService, mixer: Mixer) {
    const { counts } = takes;
    meters.watch(
      'radiox_takes_total',
      'counter',
      'Takes given, by where they came from: spoken now, or from the cache.',
      ['origin'],
      () => [
        { value: counts.spoken, labels: { origin: 'spoken' } },
        { value: counts.cached, labels: { origin: 'cached' } },
      ],
    );
    const watch = (name: string, type: 'counter' | 'gauge', help: string, read: () => number) => {
      meters.watch(name, type, help, [], () => [{ value: read() }]);
    };
    watch(
      'radiox_take_fallbacks_total',
      'counter',
      'Times the next speech engine was asked.',
      () => {
        return counts.fallbacks;
      },
    );
    watch(
      'radiox_take_failures_total',
      'counter',
      'Takes that no speech engine could give.',
      () => {
        return counts.failed;
      },
    );
    watch('radiox_speech_seconds_total', 'counter', 'Speech made.', () => counts.spokenSeconds);
    watch('radiox_takes_in_progress', 'gauge', 'Takes being spoken or waiting.', () => {
      return takes.inProgress;
    });
    watch('radiox_mixes_in_progress', 'gauge', 'Mixes being made.', () => mixer.counts.inProgress);
    watch('radiox_mixes_total', 'counter', 'Mixes made.', () => mixer.counts.finished);
    watch('radiox_mix_programme_seconds_total', 'counter', 'Programme mixed.', () => {
      return mixer.counts.programmeSeconds;
    });
    watch('radiox_mix_work_seconds_total', 'counter', 'Time it took to mix.', () => {
      return mixer.counts.workSeconds;
    });
  }
}
