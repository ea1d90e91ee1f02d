import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  Length,
  ValidateNested,
} from 'class-validator';
import { InvalidInput } from '#kernel';
import { GenerateShowDto } from '../show.dto.js';
import { ShowDto } from '../show-answer.dto.js';

/** More shows than this in one request are several requests. */
const SHOWS_MAX = 50;

/** Shows asked for together: a list of wishes, or of presets. */
export class GenerateBatchDto {
  /** A wish for each show. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(SHOWS_MAX)
  @ValidateNested({ each: true })
  @Type(() => GenerateShowDto)
  readonly items?: GenerateShowDto[];

  /** Names of presets, a show to each; instead of `items`. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(SHOWS_MAX)
  @IsString({ each: true })
  @Length(1, 50, { each: true })
  readonly presets?: string[];

  /** For every show that does not say otherwise. */
  @IsOptional()
  @ValidateNested()
  @Type(() => GenerateShowDto)
  readonly options?: GenerateShowDto;
}

/** Shows that were asked for together, and how far they are. */
export class ShowBatchDto {
  /** UUID. */
  readonly id!: string;
  readonly created_at!: Date;
  /** How many shows it has. */
  readonly total!: number;
  /** By status; a status that no show has is left out. */
  readonly by_status!: Record<string, number>;
  /** Mean of the shows, 0 to 100, with one decimal. */
  readonly percent!: number;
  /** Whether nothing more happens by itself: every show is completed, failed, cancelled, or waits for approval. */
  readonly is_settled!: boolean;
  readonly shows!: ShowDto[];
}

/** What each show is made to, and the field of the body that said so. @throws InvalidInput */
export function wishesOf({ items, presets, options = {} }: GenerateBatchDto): {
  readonly field: 'items' | 'presets';
  readonly wishes: GenerateShowDto[];
} {
  if ((items === undefined) === (presets === undefined))
    throw new InvalidInput([{ field: 'items', rule: 'must be given, or presets, and not both' }]);
  if (items) return { field: 'items', wishes: items.map((item) => merged(options, item)) };
  const named = (presets ?? []).map((preset_name) => merged(options, { preset_name }));
  return { field: 'presets', wishes: named };
}

function merged(options: GenerateShowDto, item: GenerateShowDto): GenerateShowDto {
  const said = Object.entries(item).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(Object.entries(options)), ...Object.fromEntries(said) };
}
