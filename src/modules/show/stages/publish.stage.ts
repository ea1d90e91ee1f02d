import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import { ShowMusic } from '#modules/audio';
import { ToldRepository } from '#modules/content';
import { PresetService } from '#modules/data';
import { FileStore } from '#platform/files';
import { ShowVersionRepository } from '../edit/show-version.repository.js';
import { ARCHIVE_FOLDER } from '../show-files.js';
import { ShowRepository } from '../show.repository.js';
import {
  type CollectOutput,
  type CurateOutput,
  type MixOutput,
  type PackageOutput,
  type PlanOutput,
  type PublishOutput,
  revivedStories,
  type VoiceOutput,
} from './outputs.js';
import { type StageContext, StageRunner } from './stage-runner.js';

/** Puts the show into the archive and notes what it told. Doing it twice changes nothing. */
@Injectable()
export class PublishStage extends StageRunner {
  readonly stage = 'publish';

  constructor(
    private readonly shows: ShowRepository,
    private readonly told: ToldRepository,
    private readonly presets: PresetService,
    private readonly files: FileStore,
    private readonly versions: ShowVersionRepository,
    private readonly music: ShowMusic,
  ) {
    super();
  }

  async run({ show, output }: StageContext): Promise<PublishOutput> {
    const plan = output<PlanOutput>('plan');
    const { files, audioFile } = output<PackageOutput>('package');
    const { script } = output<VoiceOutput>('voice');
    await this.shows.setFiles(show.id, files);
    const audio = files.find(({ name }) => name === audioFile);
    if (!audio) throw new Error('The package holds no audio.');
    const former = await this.versions.lastRender(show.id);
    // The readable name is that of the present version. The data folder may have moved since the former one.
    const shown = former?.publish.path;
    if (shown !== undefined) await this.files.conceal(ARCHIVE_FOLDER, basename(shown));
    // Of a store elsewhere it would be a copy of every show for ever, on a disk that is there to hold none.
    const path = this.files.isLocal
      ? await this.files.expose(audio.fileId, ARCHIVE_FOLDER, audioFile)
      : undefined;
    const ids = new Set(script.storyIds);
    const stories = revivedStories(output<CurateOutput>('curate').stories).filter(({ id }) =>
      ids.has(id),
    );
    await this.told.note(show.channel, show.id, stories, new Date(plan.airAt));
    if (!former) await this.presets.used(show.preset);
    await this.music.countUse(output<MixOutput>('mix').jingles ?? [], show.id);
    // What was not told is not needed again; the stories of the script stay with it.
    const collect = output<CollectOutput>('collect');
    await this.shows.trimOutput(show.id, 'collect', { ...collect, articles: [] });
    await this.shows.trimOutput(show.id, 'curate', { ...output<CurateOutput>('curate'), stories });
    await this.files.dropWorkFolder(show.id);
    return path === undefined ? {} : { path };
  }
}
