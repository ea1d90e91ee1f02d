import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PublicReading } from '#platform/access';
import { cursorAt, readCursorAt } from '#platform/stored';
import { ArchiveDto, ArchiveQueryDto, EpisodeDto } from './archive.dto.js';
import { Archive, type ArchiveFilter, type Episode } from './archive.js';

const DAY_MS = 24 * 3600 * 1000;

/** What was on the air. */
@ApiTags('media')
@PublicReading()
@Controller('media/archive')
export class ArchiveController {
  constructor(private readonly archive: Archive) {}

  /** Finished shows with their files, newest first, by day, preset, channel and words of the title. */
  @Get()
  async list(@Query() { cursor, limit, total, ...wish }: ArchiveQueryDto): Promise<ArchiveDto> {
    const filter = filterOf(wish);
    const after = readCursorAt(cursor);
    const episodes = await this.archive.page(filter, after, limit + 1);
    const page = episodes.slice(0, limit);
    const last = episodes.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(episodeDto),
      next_cursor: last ? cursorAt(last) : null,
      ...(total === true && { totals: await this.archive.totals(filter) }),
    };
  }
}

function filterOf({ from, to, ...rest }: Omit<ArchiveQueryDto, 'limit'>): ArchiveFilter {
  const isDay = to !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(to);
  const end = to === undefined ? undefined : new Date(to).getTime() + (isDay ? DAY_MS : 0);
  return {
    ...rest,
    ...(from !== undefined && { from: new Date(from) }),
    ...(end !== undefined && { before: new Date(end) }),
  };
}

function episodeDto(episode: Episode): EpisodeDto {
  const self = `/api/v1/shows/${episode.id}`;
  const urlOf = (kind: string) => {
    const file = episode.files.find((one) => one.kind === kind);
    return file ? `${self}/files/${file.name}` : null;
  };
  return {
    id: episode.id,
    title: episode.title,
    preset: episode.preset,
    channel: episode.channel,
    language: episode.language,
    created_at: episode.createdAt,
    finished_at: episode.finishedAt,
    duration: episode.durationS,
    size_bytes: episode.files.reduce((sum, file) => sum + file.size_bytes, 0),
    audio_url: urlOf('audio'),
    cover_url: urlOf('cover'),
    cover_small_url: urlOf('cover_small'),
    dashboard_url: `${self}/dashboard`,
    files: episode.files.map((file) => ({ ...file, url: `${self}/files/${file.name}` })),
  };
}
