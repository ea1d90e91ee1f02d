import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import {
  LISTED_KINDS,
  type ListedKind,
  type MediaFile,
  type MediaKind,
  UPLOAD_KINDS,
  type UploadKind,
} from './media-file.js';

/** What is uploaded, where the form does not say it. */
export class UploadQueryDto {
  /** What the file is for. */
  @IsOptional()
  @IsIn(UPLOAD_KINDS)
  readonly kind?: UploadKind;

  /** What people shall call it; left out, as the sender's file is called. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly name?: string;
}

/** Which page of the samples. */
export class SampleQueryDto {
  /** Part of the name. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly q?: string;

  /** Files a page. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit: number = 20;

  /** From `next_cursor` of the page before. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly cursor?: string;

  /** Whether to count all that match: `total`. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  )
  @IsBoolean()
  readonly total?: boolean;
}

export class MediaQueryDto extends SampleQueryDto {
  /** Files of one kind only; samples of voices have a list of their own. */
  @IsOptional()
  @IsIn(LISTED_KINDS)
  readonly kind?: ListedKind;
}

/** A file of the library. */
export class MediaFileDto {
  readonly id: string;
  readonly kind: MediaKind;
  /** As its sender called it. */
  readonly name: string;
  /** As its content says. */
  readonly content_type: string;
  readonly size_bytes: number;
  /** SHA-256 of the content, hexadecimal; the ETag of the file. */
  readonly content_hash: string;
  /** Beginning of the API key that brought it; null where the station made it. */
  readonly owner_key: string | null;
  readonly created_at: Date;
  /** Where the content is. */
  readonly url: string;

  constructor(file: MediaFile) {
    this.id = file.id;
    this.kind = file.kind;
    this.name = file.name;
    this.content_type = file.contentType;
    this.size_bytes = file.sizeBytes;
    this.content_hash = file.contentHash;
    this.owner_key = file.ownerKeyId;
    this.created_at = file.createdAt;
    this.url = `/api/v1/media/${file.kind === 'sample' ? 'samples' : 'files'}/${file.id}`;
  }
}

export class MediaFilesDto {
  readonly items!: MediaFileDto[];
  /** For `cursor`; null on the last page. */
  readonly next_cursor!: string | null;
  /** All that match, where it was asked for. */
  readonly total?: number;
}

export class UploadedDto {
  /** In the order of the form; content that was there already gives the file that has it. */
  readonly items!: MediaFileDto[];
}
