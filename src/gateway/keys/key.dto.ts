import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { IsMoment } from '#platform/input';
import { type Scope, SCOPES } from '#platform/access';
import { CIDR } from '../security.settings.js';
import type { ApiKey } from './api-key.js';

export class NewKeyDto {
  /** What it is for, as its list shall say. */
  @IsString()
  @Length(1, 100)
  readonly name!: string;

  /** What it may do: each scope may also do what those before it may (listener, uploader, producer, operator). */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @ArrayUnique()
  @IsIn(SCOPES, { each: true })
  readonly scopes!: Scope[];

  /** Addresses and blocks that it may be used from, like 10.0.0.0/8; left out, anywhere. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @Matches(CIDR, { each: true, message: 'must be addresses or blocks like 10.0.0.0/8' })
  readonly cidrs?: string[];

  /** When it stops working, a day or a moment; left out, it works until it is taken back. */
  @IsOptional()
  @IsMoment()
  @Length(10, 40)
  readonly expires_at?: string;
}

export class RotateKeyDto {
  /** How long the old key works beside the new one, hours. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(24 * 30)
  readonly overlap_hours: number = 24;
}

/** A key without its secret, which nobody has but its owner. */
export class KeyDto {
  readonly id: string;
  /** Its first characters, to tell keys apart. */
  readonly prefix: string;
  readonly name: string;
  readonly scopes: Scope[];
  readonly cidrs: string[];
  readonly created_at: Date;
  readonly expires_at: Date | null;
  /** The key that takes its place. */
  readonly rotated_to: string | null;
  /** To half a minute. */
  readonly last_used_at: Date | null;
  readonly last_used_from: string | null;

  constructor(key: ApiKey) {
    this.id = key.id;
    this.prefix = key.prefix;
    this.name = key.name;
    this.scopes = [...key.scopes];
    this.cidrs = [...key.cidrs];
    this.created_at = key.createdAt;
    this.expires_at = key.expiresAt;
    this.rotated_to = key.rotatedTo;
    this.last_used_at = key.lastUsedAt;
    this.last_used_from = key.lastUsedFrom;
  }
}

export class KeysDto {
  readonly items: KeyDto[];
  readonly total: number;

  constructor(keys: readonly ApiKey[]) {
    this.items = keys.map((key) => new KeyDto(key));
    this.total = keys.length;
  }
}

/** A new key, with its secret: this once. */
export class MadeKeyDto extends KeyDto {
  /** The key itself. It is kept nowhere: who loses it makes another. */
  readonly api_key: string;

  constructor(key: ApiKey, secret: string) {
    super(key);
    this.api_key = secret;
  }
}
