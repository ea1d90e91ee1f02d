import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Mixer } from '#modules/audio';
import { FileStore } from '#platform/files';
import type { MixOutput, VoiceOutput } from './outputs.js';
import { type StageContext, StageRunner } from './stage-runner.js';

const SENTENCES = {
  mixing: 'Mixing speech, jingles and bed',
  encoding: 'Mastering and encoding',
  measuring: 'Measuring the finished file',
} as const;
/** The station's music stays the same from show to show. */
const MUSIC_SEED = 'radiox';

/** Mixes, masters and measures the show. */
@Injectable()
export class MixStage extends StageRunner {
  readonly stage = 'mix';

  constructor(
    private readonly mixer: Mixer,
    private readonly files: FileStore,
  ) {
    super();
  }

  async run({ show, output, signal, progress }: StageContext): Promise<MixOutput> {
    const { script, takes } = output<VoiceOutput>('voice');
    const folder = await this.files.workFolder(show.id);
    const { stemsFolder } = show.request;
    return this.mixer.mix(
      {
        segments: script.segments.map(({ speakerId, startsTopic }, at) => ({
          takeFile: takes[at]?.file ?? '',
          speaker: speakerId,
          startsTopic,
        })),
        seed: MUSIC_SEED,
        outFile: join(folder, 'mix.mp3'),
        ...(stemsFolder !== undefined && { stemsFolder }),
      },
      signal,
      ({ step, share }) => {
        // Progress is a courtesy: when it cannot be told, the mix goes on.
        progress(share, 1, SENTENCES[step]).catch(() => undefined);
      },
    );
  }
}
