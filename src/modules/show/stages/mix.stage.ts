import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  BreakMusic,
  type ChosenMusic,
  type FormerMix,
  type HeardJingle,
  Mixer,
  type MixSegment,
  ShowMusic,
} from '#modules/audio';
import type { Script } from '#modules/content';
import { FileStore } from '#platform/files';
import { ShowVersionRepository } from '../edit/show-version.repository.js';
import { breaksIn } from './music-breaks.js';
import type { MixOutput, PlanOutput, VoiceOutput } from './outputs.js';
import { type StageContext, StageRunner } from './stage-runner.js';

const SENTENCES = {
  mixing: 'Mixing speech, jingles and bed',
  encoding: 'Mastering and encoding',
  measuring: 'Measuring the finished file',
} as const;
/** The station's music stays the same from show to show. */
const MUSIC_SEED = 'radiox';

interface Playable extends ChosenMusic {
  readonly wav: string;
}

function breakOf(piece: Playable | undefined): Pick<MixSegment, 'musicBefore'> {
  if (!piece) return {};
  const { wav: musicFile, title, playS: secondsMax } = piece;
  return { musicBefore: { musicFile, title, secondsMax } };
}

/** The show before it was edited, and the jingles it is heard with. */
type Former = FormerMix & { readonly jingles?: readonly HeardJingle[] | undefined };

/** Mixes, masters and measures the show. */
@Injectable()
export class MixStage extends StageRunner {
  readonly stage = 'mix';

  constructor(
    private readonly mixer: Mixer,
    private readonly music: ShowMusic,
    private readonly breaks: BreakMusic,
    private readonly files: FileStore,
    private readonly versions: ShowVersionRepository,
  ) {
    super();
  }

  async run({ show, output, signal, progress }: StageContext): Promise<MixOutput> {
    const { script, takes } = output<VoiceOutput>('voice');
    const plan = output<PlanOutput>('plan');
    const { exportFormat: format = 'mp3', timeline, jingles, showStyle: showType } = plan;
    const folder = await this.files.workFolder(show.id);
    const { stemsFolder } = show.request;
    const planned = output<PlanOutput>('plan').music ?? [];
    const music = await this.#playable(planned, signal);
    const former = await this.#former(show.id, music);
    const { pieces, heard } = await this.music.piecesFor(
      { showType, former: former && (former.jingles ?? []), choices: jingles },
      signal,
    );
    const mixed = await this.mixer.mix(
      {
        segments: segmentsOf(script, takes, music),
        seed: MUSIC_SEED,
        pieces,
        ...(timeline && { timeline }),
        format,
        outFile: join(folder, `mix.${format}`),
        ...(former && { former }),
        ...(stemsFolder !== undefined && { stemsFolder }),
      },
      signal,
      ({ step, share }) => {
        // Progress is a courtesy: when it cannot be told, the mix goes on.
        progress(share, 1, SENTENCES[step]).catch(() => undefined);
      },
    );
    const missing = planned.filter(
      (piece) => !music.some(({ mediaId }) => mediaId === piece.mediaId),
    );
    const musicMissing = missing.map(({ title }) => title);
    return { ...mixed, jingles: heard, ...(musicMissing.length > 0 && { musicMissing }) };
  }

  /** What is still to be had of the music that was planned, decoded. */
  async #playable(planned: readonly ChosenMusic[], signal: AbortSignal): Promise<Playable[]> {
    const found: Playable[] = [];
    for (const piece of planned) {
      const wav = await this.breaks.wavOf(piece.mediaId, signal);
      if (wav !== undefined) found.push({ ...piece, wav });
    }
    return found;
  }

  /** The show before it was edited, where its file is still there. */
  async #former(showId: string, music: readonly Playable[]): Promise<Former | undefined> {
    const render = await this.versions.lastRender(showId);
    const audio = render?.package.files.find(({ kind }) => kind === 'audio');
    if (!render || !audio || !(await this.files.has(audio.fileId))) return undefined;
    const { script, takes } = render.voice;
    const file = await this.files.pathOf(audio.fileId);
    return {
      file,
      segments: segmentsOf(script, takes, music),
      result: render.mix,
      jingles: render.mix.jingles,
    };
  }
}

function segmentsOf(
  { segments }: Script,
  takes: VoiceOutput['takes'],
  music: readonly Playable[],
): MixSegment[] {
  const breaks = breaksIn(segments, music);
  return segments.map(({ speakerId, startsTopic }, at) => ({
    ...breakOf(music.find(({ mediaId }) => mediaId === breaks[at]?.mediaId)),
    takeFile: takes[at]?.file ?? '',
    speaker: speakerId,
    startsTopic,
  }));
}
