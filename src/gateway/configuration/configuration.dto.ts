import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { ShownValue } from '#platform/config';

/** What a setting may be; null where it is not set. A secret is masked. */
const VALUE = {
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'array', items: { type: 'string' } },
  ],
  nullable: true,
};

/** What a setting is, and where that comes from. */
export class SettingDto {
  @ApiProperty({ ...VALUE, description: 'Null where it is not set. A secret is masked.' })
  readonly value!: ShownValue;
  readonly source!: 'default' | 'file' | 'env';
  /** Whether a running station takes another value. */
  readonly reloadable!: boolean;
}

/** Every setting in force. */
@ApiExtraModels(SettingDto)
export class ConfigurationDto {
  @ApiProperty({
    description: 'By section, then by variable.',
    type: 'object',
    additionalProperties: {
      type: 'object',
      additionalProperties: { $ref: getSchemaPath(SettingDto) },
    },
  })
  readonly sections!: Readonly<Record<string, Record<string, SettingDto>>>;
}

/** A setting that has become another. */
export class SettingChangeDto {
  readonly section!: string;
  /** The variable. */
  readonly name!: string;
  @ApiProperty({ ...VALUE, description: 'A secret is masked.' })
  readonly before!: ShownValue;
  @ApiProperty({ ...VALUE, description: 'A secret is masked.' })
  readonly after!: ShownValue;
}

export class ReloadedDto {
  /** In force now. */
  readonly applied!: SettingChangeDto[];
  /** Different, and waiting for a restart. */
  readonly needs_restart!: SettingChangeDto[];
}
