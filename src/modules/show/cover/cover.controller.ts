import { randomInt } from 'node:crypto';
import { Readable } from 'node:stream';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { Clock, InvalidInput } from '#kernel';
import {
  type Cover,
  type CoverRequest,
  type MediaFile,
  MediaFileDto,
  MediaLibrary,
} from '#modules/media';
import { Costly, Needs } from '#platform/access';
import { Lifecycle } from '#platform/lifecycle';
import { logContext } from '#platform/logging';
import { ShowService, type WholeShow } from '../show.service.js';
import { dateText } from '../stages/cover.stage.js';
import type { CurateOutput, PlanOutput } from '../stages/outputs.js';
import { STATION_NAME } from '../stages/script-request.js';
import { GenerateCoverDto, GeneratedCoverDto } from './cover.dto.js';
import { ShowCovers } from './show-covers.js';

/** Covers on request. */
@ApiTags('media')
@Needs('producer')
@Controller('media/generate')
export class CoverController {
  constructor(
    private readonly covers: ShowCovers,
    private readonly shows: ShowService,
    private readonly library: MediaLibrary,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
  ) {}

  /**
   * Paints a cover from words, or from a show, and keeps it in the library: large for feeds, small for lists.
   * @throws {404} There is no such show.
   */
  @Post('cover')
  @Costly()
  @ApiCreatedResponse({ description: 'It is painted.', type: GeneratedCoverDto })
  async generate(@Body() dto: GenerateCoverDto): Promise<GeneratedCoverDto> {
    const show = dto.show_id === undefined ? undefined : await this.shows.whole(dto.show_id);
    const request = this.#requestOf(dto, show && wordsOf(show));
    const signal = this.lifecycle.leaving;
    const { large, small } = await this.covers.paint(
      { ...request, subject: dto.show_id ?? 'cover' },
      signal,
    );
    return {
      cover: new MediaFileDto(await this.#kept(large, request.title)),
      small: new MediaFileDto(await this.#kept(small, `${request.title} (small)`)),
    };
  }

  #requestOf(dto: GenerateCoverDto, show: Partial<CoverRequest> = {}): CoverRequest {
    const title = dto.title ?? show.title;
    if (title === undefined)
      throw new InvalidInput([{ field: 'title', rule: 'must be said where no show is named' }]);
    const language = dto.language ?? show.language ?? 'en';
    const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      dateStyle: 'full',
    }).format(this.clock.now());
    return {
      stationName: STATION_NAME,
      title,
      city: dto.city ?? show.city ?? '',
      dateText: dto.date_text ?? show.dateText ?? day,
      style: dto.style ?? show.style ?? 'professional_afternoon',
      language,
      seed: dto.seed === undefined ? String(randomInt(1, 1_000_000_000)) : String(dto.seed),
      topics: dto.topics ?? show.topics ?? [],
      categories: show.categories ?? [],
      ...(dto.layout && { layout: dto.layout }),
    };
  }

  #kept({ bytes, contentType }: Cover, title: string): Promise<MediaFile> {
    const name = `${title}.${contentType === 'image/png' ? 'png' : 'jpg'}`;
    const ownerKeyId = logContext()['key'];
    return this.library.keep(Readable.from([bytes]), { kind: 'cover', name, ownerKeyId });
  }
}

/** What a cover may take from a show; of one that is not planned yet, its title at most. */
function wordsOf({ show, stages }: WholeShow): Partial<CoverRequest> {
  const output = <T>(stage: string) =>
    (stages.find((one) => one.stage === stage)?.output ?? undefined) as T | undefined;
  const plan = output<PlanOutput>('plan');
  const stories = (output<CurateOutput>('curate')?.stories ?? []) as ReadonlyArray<{
    readonly category: string;
    readonly articles: ReadonlyArray<{ readonly title: string }>;
  }>;
  const language = show.language;
  const title = plan?.displayName ?? show.title;
  return {
    language,
    ...(title !== null && { title }),
    ...(plan && { city: plan.city, style: plan.style, dateText: dateText(plan, language) }),
    topics: stories.flatMap(({ articles }) => articles[0]?.title ?? []),
    categories: [...new Set(stories.map(({ category }) => category))],
  };
}
