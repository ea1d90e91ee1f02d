import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  NotEquals,
} from 'class-validator';
import { type Language, LANGUAGES } from '#kernel';
import { type Page, PageDto, PageQueryDto } from '#platform/stored';
import { IsZone } from '../preset/is-zone.js';
import type { Channel } from './channel.entity.js';
import type { NewChannel } from './channel.service.js';
import { IsNamesByLanguage } from './is-names.js';

const CITY = {
  description: "The city's name by language; in others it is called by the channel's name.",
  type: 'object' as const,
  properties: Object.fromEntries(
    LANGUAGES.map((language) => [language, { type: 'string', minLength: 1, maxLength: 100 }]),
  ),
  additionalProperties: false,
};

/** A channel as a client writes it. */
export class NewChannelDto {
  /** Short name for addresses: small letters, digits, hyphen, underscore. */
  @Matches(/^[a-z0-9][a-z0-9_-]{0,49}$/)
  readonly id!: string;

  @IsString()
  @Length(1, 100)
  readonly name!: string;

  @IsOptional()
  @IsNamesByLanguage()
  @ApiProperty(CITY as never)
  readonly city?: Partial<Record<Language, string>>;

  /** Degrees, north positive. */
  @IsNumber()
  @Min(-90)
  @Max(90)
  readonly latitude!: number;

  /** Degrees, east positive. */
  @IsNumber()
  @Min(-180)
  @Max(180)
  readonly longitude!: number;

  /** IANA name: "Europe/Zurich". */
  @IsZone()
  @NotEquals('channel', { message: 'must be the IANA name of a time zone' })
  readonly time_zone!: string;

  /** Of its shows; all where they are left out. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(LANGUAGES, { each: true })
  readonly languages?: Language[];

  /** Ids of the feeds that its shows read; empty: every feed that names this channel, or none. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  readonly feeds?: string[];
}

/** Fields of a channel to change; the id stays. */
export class ChannelChangesDto extends PartialType(OmitType(NewChannelDto, ['id'])) {}

/** A channel as a client reads it. */
export class ChannelDto {
  readonly id: string;
  readonly name: string;
  @ApiProperty(CITY as never)
  readonly city: Partial<Record<Language, string>>;
  /** Degrees, north positive. */
  readonly latitude: number;
  /** Degrees, east positive. */
  readonly longitude: number;
  /** IANA name. */
  readonly time_zone: string;
  readonly languages: string[];
  /** Ids; empty: every feed that names this channel, or none. */
  readonly feeds: string[];
  /** For If-Match: `"v<version>"`. */
  readonly version: number;
  readonly updated_at: Date;

  constructor(channel: Channel) {
    this.id = channel.id;
    this.name = channel.name;
    this.city = channel.city;
    this.latitude = channel.latitude;
    this.longitude = channel.longitude;
    this.time_zone = channel.timeZone;
    this.languages = channel.languages;
    this.feeds = channel.feeds;
    this.version = channel.version;
    this.updated_at = channel.updatedAt;
  }
}

/** A page of channels, by id. */
export class ChannelsDto extends PageDto {
  readonly items: ChannelDto[];

  constructor(page: Page<Channel>) {
    super(page);
    this.items = page.items.map((channel) => new ChannelDto(channel));
  }
}

/** Which channels to list. */
export class ChannelsQueryDto extends PageQueryDto {
  /** Only channels with shows in it. */
  @IsOptional()
  @IsIn(LANGUAGES)
  readonly language?: Language;
}

/** The columns that a client's fields stand for; what the client left out is left out. */
export function channelChanges(dto: ChannelChangesDto): Partial<NewChannel> {
  const { time_zone: timeZone, ...others } = dto;
  const changes = { ...others, timeZone };
  return Object.fromEntries(
    Object.entries(changes).filter(([name, value]) => value !== undefined && name !== 'id'),
  );
}

/** A new channel, with what its author left out. */
export function newChannel(dto: NewChannelDto): NewChannel {
  const { id, name, latitude, longitude, time_zone: timeZone } = dto;
  const rest = { city: {}, languages: [...LANGUAGES], feeds: [] };
  return { ...rest, ...channelChanges(dto), id, name, latitude, longitude, timeZone };
}
