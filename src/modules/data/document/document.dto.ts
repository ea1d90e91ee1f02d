import { ApiProperty } from '@nestjs/swagger';
import { Equals, IsArray, IsIn, IsObject, IsOptional, Max, Min } from 'class-validator';
import { IsFlag } from '#platform/stored';
import { DOCUMENT_KIND, DOCUMENT_VERSION } from './configuration-document.js';
import { IMPORT_MODES, type ImportMode, SECTIONS } from './document-parts.js';

const LIST = { type: 'array' as const, items: { type: 'object', additionalProperties: true } };
const list = (of: string) =>
  ({ ...LIST, description: `As ${of} takes one; what is left out is as by default.` }) as never;

/** The configuration of a station, or sections of it. */
export class ConfigurationDocumentDto {
  @Equals(DOCUMENT_KIND)
  @ApiProperty({ enum: [DOCUMENT_KIND] })
  readonly kind!: string;

  /** What a station of this version reads. */
  @Min(DOCUMENT_VERSION)
  @Max(DOCUMENT_VERSION)
  @ApiProperty({ type: 'integer' })
  readonly schema_version!: number;

  /**
   * `merge` (where it is left out) adds and changes what the document names; `replace` also removes what it does not name,
   * in the sections that it has. An export says `replace`: read into another station, that becomes the same.
   */
  @IsOptional()
  @IsIn(IMPORT_MODES)
  readonly mode?: ImportMode;

  @IsOptional()
  @IsArray()
  @ApiProperty(list('`POST /data/channels`'))
  readonly channels?: unknown[];

  @IsOptional()
  @IsArray()
  @ApiProperty(list('`POST /content/feeds`, with its `id`,'))
  readonly feeds?: unknown[];

  @IsOptional()
  @IsArray()
  @ApiProperty(list('`POST /speakers`'))
  readonly speakers?: unknown[];

  @IsOptional()
  @IsArray()
  @ApiProperty(list('`POST /data/styles`'))
  readonly styles?: unknown[];

  @IsOptional()
  @IsArray()
  @ApiProperty(list('`POST /presets`'))
  readonly presets?: unknown[];

  @IsOptional()
  @IsArray()
  @ApiProperty(list('`POST /data/schedules`'))
  readonly schedules?: unknown[];

  /** What operators have changed of the settings, by variable; never secrets. */
  @IsOptional()
  @IsObject()
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  readonly settings?: Record<string, unknown>;
}

/** How a document is read. */
export class ImportQueryDto {
  /** Only tells what would become of it. */
  @IsOptional()
  @IsFlag()
  readonly dry_run?: boolean;
}

/** What became of a section. */
export class SectionResultDto {
  /** Ids. */
  readonly added!: string[];
  /** Ids. */
  readonly changed!: string[];
  /** Ids. */
  readonly removed!: string[];
  readonly unchanged!: number;
}

/** What became of a document. */
export class ImportResultDto {
  /** Whether nothing was kept. */
  readonly dry_run!: boolean;
  readonly mode!: ImportMode;
  @ApiProperty({
    type: 'object',
    description: `By section: ${SECTIONS.join(', ')}.`,
    additionalProperties: { $ref: '#/components/schemas/SectionResultDto' },
  })
  readonly sections!: Record<string, SectionResultDto>;
}
