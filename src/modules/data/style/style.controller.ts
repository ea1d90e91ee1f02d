import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Patch,
  Post,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { IfMatch, PageQueryDto, Revalidated, VersionedAnswer } from '#platform/stored';
import {
  newStyle,
  NewStyleDto,
  StyleChangesDto,
  styleChanges,
  StyleDto,
  StylesDto,
} from './style.dto.js';
import { StyleService } from './style.service.js';

/** How shows sound by the hour of the day. */
@ApiTags('data')
@Needs('producer')
@Controller('data/styles')
export class StyleController {
  constructor(private readonly styles: StyleService) {}

  /** Styles by id, a page at a time. */
  @Get()
  @Needs('listener')
  async all(@Query() page: PageQueryDto): Promise<StylesDto> {
    return new StylesDto(await this.styles.page(page));
  }

  /** One style. */
  @Get(':id')
  @Needs('listener')
  @Revalidated()
  @VersionedAnswer(StyleDto)
  async get(@Param('id') id: string): Promise<StyleDto> {
    return new StyleDto(await this.styles.get(id));
  }

  /**
   * Adds a style, from an hour at which none begins.
   * @throws {409} There is one of this id.
   */
  @Post()
  @VersionedAnswer(StyleDto, { status: HttpStatus.CREATED })
  async add(@Body() dto: NewStyleDto): Promise<StyleDto> {
    return new StyleDto(await this.styles.make(newStyle(dto)));
  }

  /**
   * Changes the named fields of a style.
   * @throws {412} Somebody has changed it since: read it again.
   */
  @Patch(':id')
  @VersionedAnswer(StyleDto)
  async change(
    @Param('id') id: string,
    @Body() dto: StyleChangesDto,
    @IfMatch() version?: number,
  ): Promise<StyleDto> {
    return new StyleDto(await this.styles.edit(id, version, styleChanges(dto)));
  }

  /**
   * Removes a style; the one before it lasts longer.
   * @throws {409} It is the only one.
   * @throws {412} Somebody has changed it since: read it again.
   */
  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  remove(@Param('id') id: string, @IfMatch() version?: number): Promise<void> {
    return this.styles.drop(id, version);
  }
}
