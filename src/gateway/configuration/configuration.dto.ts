import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { ShownValue } from '#platform/config';
import { type Page, PageDto, PageQueryDto } from '#platform/stored';
import type { ConfigVersion } from './config-version.repository.js';
import { type EditedValue, IsEditedSettings } from './edited-value.js';

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
  /** `env` goes before `database` (changed by `PATCH /data/config`), that before `file`, and that before `default`. */
  readonly source!: 'default' | 'file' | 'database' | 'env';
  /** Whether a running station takes another value. */
  readonly reloadable!: boolean;
  /** Whether `PATCH /data/config` changes it: it is reloadable, no secret, and not said by the environment. */
  readonly editable!: boolean;
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
  /** Of what operators have changed; for If-Match: `"v<version>"`. */
  readonly version!: number;
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

/** Settings to change. */
export class ConfigurationChangesDto {
  @IsEditedSettings()
  @ApiProperty({
    description:
      'By variable, the new value. Null gives a setting back to environment, files and defaults.',
    type: 'object',
    minProperties: 1,
    additionalProperties: VALUE as never,
  })
  readonly settings!: Readonly<Record<string, EditedValue | null>>;
}

/** What to go back to. */
export class UndoConfigurationDto {
  /** The version whose settings come back; left out, the one before the newest. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  readonly version?: number;
}

/** What became of a change. */
export class EditedConfigurationDto {
  /** In force now; the same as before where nothing became different. */
  readonly version!: number;
  readonly applied!: SettingChangeDto[];
}

/** A setting as a version changed it. */
export class VersionChangeDto {
  /** The variable. */
  readonly name!: string;
  @ApiProperty(VALUE)
  readonly before!: ShownValue;
  @ApiProperty(VALUE)
  readonly after!: ShownValue;
}

/** A state of what operators have changed. */
export class ConfigVersionDto {
  readonly version: number;
  /** When it was made. */
  readonly at: Date;
  /** Who made it: the beginning of a key, or `station`. */
  readonly actor: string;
  /** The version that it brought back; null where somebody said something new. */
  readonly restored_version: number | null;
  readonly changes: VersionChangeDto[];
  /** All that was changed then, by variable, as a file of settings would say it. */
  readonly settings: Record<string, string>;

  constructor({ version, at, actor, restored, changes, settings }: ConfigVersion) {
    this.version = version;
    this.at = at;
    this.actor = actor;
    this.restored_version = restored;
    this.changes = changes.map(({ variable, before, after }) => ({
      name: variable,
      before,
      after,
    }));
    this.settings = settings;
  }
}

/** A page of them, newest first. */
export class ConfigVersionsDto extends PageDto {
  readonly items: ConfigVersionDto[];

  constructor(page: Page<ConfigVersion>) {
    super(page);
    this.items = page.items.map((version) => new ConfigVersionDto(version));
  }
}

/** Which page of versions. */
export class ConfigVersionsQueryDto extends PageQueryDto {}

export class ConfigVersionPathDto {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  readonly version!: number;
}
