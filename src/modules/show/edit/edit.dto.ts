import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Fault, InvalidInput } from '#kernel';
import { type Segment, SEGMENT_TYPES } from '#modules/content';
import { type ScriptChange, SEGMENTS_MAX } from './script-edit.js';
import type { Edit } from './show-editor.js';

/** About five minutes of one voice. */
const TEXT_CHARACTERS_MAX = 5_000;
const CHANGES_MAX = 500;
const SOURCES_MAX = 50;
/** Something to say: a letter or a digit, and no control characters but the end of a line. */
const SPEAKABLE = /^(?=[^]*[\p{L}\p{N}])[^\u0000-\u0009\u000B-\u001F\u007F]*$/u;

/** One change; numbers of segments are those of the script as it was read. */
export class ScriptChangeDto {
  /** What is done: `change` a segment, `insert` a new one, `delete` one, `move` one to another place. */
  @IsOptional()
  @IsIn(['change', 'insert', 'delete', 'move'])
  readonly op: 'change' | 'insert' | 'delete' | 'move' = 'change';

  /** Number of the segment, from 1; not for `insert`. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(SEGMENTS_MAX)
  readonly n?: number;

  /** For `insert` and `move`: the number of the segment it comes after; 0 is before the first. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(SEGMENTS_MAX)
  readonly after?: number;

  /** For `change` and `insert`: the words, numbers in digits, no markup. */
  @IsOptional()
  @IsString()
  @Length(1, TEXT_CHARACTERS_MAX)
  @Matches(SPEAKABLE, { message: 'text must hold a letter or a digit, and no control characters' })
  readonly text?: string;

  /** For `change` and `insert`: id of one of the show's speakers. */
  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly speaker?: string;

  /** For `change`: title of the chapter that begins here; empty takes it away. */
  @IsOptional()
  @IsString()
  @Length(0, 200)
  readonly chapter?: string;

  /** For `insert`; left out, that of the segment before. */
  @IsOptional()
  @IsIn(SEGMENT_TYPES)
  readonly segment_type?: Segment['segmentType'];

  /** For `insert`: ids of articles the words come from; left out, those of the segment before. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(SOURCES_MAX)
  @IsString({ each: true })
  readonly sources?: string[];
}

/** What to change of a script. */
export class EditScriptDto {
  /** Title of the show. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  @Matches(SPEAKABLE, { message: 'title must hold a letter or a digit, and no control characters' })
  readonly title?: string;

  /** Made together: all of them, or none. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(CHANGES_MAX)
  @ValidateNested({ each: true })
  @Type(() => ScriptChangeDto)
  readonly changes?: ScriptChangeDto[];
}

export class RegenerateSegmentDto {
  /** Only read the same words again: another take, not another text. */
  @IsOptional()
  @IsBoolean()
  readonly voice_only?: boolean;

  /** Other words for another seed; left out, one is chosen. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly seed?: number;
}

/** Which two versions are set side by side. */
export class CompareVersionsDto {
  /** The former one. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly from!: number;

  /** The later one. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly to!: number;
}

export class RejectShowDto {
  /** Why, for who wrote it. */
  @IsString()
  @Length(1, 500)
  @Matches(SPEAKABLE, {
    message: 'reason must hold a letter or a digit, and no control characters',
  })
  readonly reason!: string;
}

/** Fields that an operation needs, and those it may have. */
const FIELDS = {
  change: { needs: ['n'], may: ['text', 'speaker', 'chapter'] },
  insert: { needs: ['after', 'text', 'speaker'], may: ['segment_type', 'sources'] },
  delete: { needs: ['n'], may: [] },
  move: { needs: ['n', 'after'], may: [] },
} as const;
type Field = Exclude<keyof ScriptChangeDto, 'op'>;
const ALL: readonly Field[] = [
  'n',
  'after',
  'text',
  'speaker',
  'chapter',
  'segment_type',
  'sources',
];

/** @throws InvalidInput naming every field that an operation lacks or cannot use. */
export function editOf({ title, changes = [] }: EditScriptDto): Edit {
  if (title === undefined && changes.length === 0)
    throw new InvalidInput([{ field: 'changes', rule: 'must be given, or a title' }]);
  const faults = changes.flatMap((change, at) => faultsOf(change, at));
  if (faults.length > 0) throw new InvalidInput(faults);
  return { changes: changes.map(changeOf), ...(title !== undefined && { title: title.trim() }) };
}

function faultsOf(change: ScriptChangeDto, at: number): Fault[] {
  const { needs, may } = FIELDS[change.op];
  const known: readonly Field[] = [...needs, ...may];
  const faults = ALL.flatMap((field): Fault[] => {
    const isGiven = change[field] !== undefined;
    if (!isGiven && needs.some((one) => one === field))
      return [{ field: `changes.${at}.${field}`, rule: `must be given to ${change.op} a segment` }];
    if (isGiven && !known.includes(field))
      return [
        { field: `changes.${at}.${field}`, rule: `must be left out to ${change.op} a segment` },
      ];
    return [];
  });
  const says = may.some((field) => change[field] !== undefined);
  if (change.op === 'change' && !says)
    faults.push({ field: `changes.${at}.text`, rule: 'must be given, or speaker, or chapter' });
  return faults;
}

function changeOf(dto: ScriptChangeDto): ScriptChange {
  const { op, n = 0, after = 0, speaker, chapter, segment_type, sources } = dto;
  const text = dto.text?.trim();
  if (op === 'delete') return { op, n };
  if (op === 'move') return { op, n, after };
  if (op === 'insert')
    return {
      op,
      after,
      text: text ?? '',
      speaker: speaker ?? '',
      ...(segment_type && { segmentType: segment_type }),
      ...(sources && { sources }),
    };
  return {
    op,
    n,
    ...(text !== undefined && { text }),
    ...(speaker !== undefined && { speaker }),
    ...(chapter !== undefined && { chapter: chapter.trim() === '' ? null : chapter.trim() }),
  };
}
