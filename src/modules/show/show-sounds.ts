import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SoundSources } from '#modules/audio';
import { Database } from '#platform/database';
import { FileStore } from '#platform/files';

interface Row {
  readonly name: string;
  readonly fileId: string;
  readonly durationS: number;
}

/** Gives the finished sound of shows to whoever works on sound. */
@Injectable()
export class ShowSounds implements OnModuleInit {
  constructor(
    private readonly sources: SoundSources,
    private readonly database: Database,
    private readonly files: FileStore,
  ) {}

  onModuleInit(): void {
    this.sources.registerShows(async (id) => {
      const [file] = await this.database.query<Row>(
        `select name, file_id as "fileId", (output->>'durationS')::float8 as "durationS"
           from show_file join show_stage on show_stage.show_id = $1 and stage = 'mix'
          where show_file.show_id = $1 and kind = 'audio'`,
        [id],
      );
      if (!file) return undefined;
      const path = await this.files.pathOf(file.fileId);
      return { path, name: file.name.replace(/\.\w+$/, ''), durationS: file.durationS };
    });
  }
}
