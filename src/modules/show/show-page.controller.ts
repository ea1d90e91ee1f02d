import { readFile } from 'node:fs/promises';
import { Controller, Get, Header, Logger, Param } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PublicReading } from '#platform/access';
import { FileStore } from '#platform/files';
import type { ChaptersFile } from './page/player.js';
import { PAGE_POLICY } from './page/page-policy.js';
import { showPage } from './page/show-page.js';
import type { PeaksFile } from './page/waveform.js';
import { wholeAnswer } from './show.answer.js';
import { ShowIdPipe } from './show-id.pipe.js';
import { ShowService, type WholeShow } from './show.service.js';

/** A show for people: one page without a framework and without other hosts. */
@ApiTags('shows')
@PublicReading()
@Controller()
export class ShowPageController {
  readonly #logger = new Logger(ShowPageController.name);

  constructor(
    private readonly shows: ShowService,
    private readonly files: FileStore,
  ) {}

  /** The page of a show: player, script with sources, timings, loudness, downloads. Live while it is made. */
  @Get(['shows/:id/dashboard', 'dashboard/:id'])
  @ApiProduces('text/html')
  @ApiOkResponse({ description: 'The page.', schema: { type: 'string' } })
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', PAGE_POLICY)
  @Header('x-content-type-options', 'nosniff')
  @Header('referrer-policy', 'no-referrer')
  @Header('cache-control', 'no-cache')
  async page(@Param('id', ShowIdPipe) id: string): Promise<string> {
    const whole = await this.shows.whole(id);
    const peaks = await this.#document<PeaksFile>(whole, 'peaks');
    const chapters = await this.#document<ChaptersFile>(whole, 'chapters');
    return showPage(wholeAnswer(whole), {
      ...(peaks && { peaks }),
      ...(chapters && { chapters }),
    });
  }

  /** A document of the show that we wrote ourselves. The page does without one that cannot be read. */
  async #document<T>({ show, files }: WholeShow, kind: string): Promise<T | undefined> {
    const file = files.find((one) => one.kind === kind);
    if (!file) return undefined;
    try {
      return JSON.parse(await readFile(await this.files.pathOf(file.fileId), 'utf8')) as T;
    } catch (error) {
      this.#logger.warn({ message: 'Show file unreadable', showId: show.id, kind, error });
      return undefined;
    }
  }
}
