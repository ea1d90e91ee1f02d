import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '#kernel';

/** A place the station speaks to: one row a channel. */
@Entity('channel')
export class Channel {
  /** Short and for good: "zurich". */
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  name!: string;

  /** The city's name in each language it is spoken of; in others it is called by the channel's name. */
  @Column('jsonb')
  city!: Partial<Record<Language, string>>;

  /** Degrees, north positive. */
  @Column('double precision')
  latitude!: number;

  /** Degrees, east positive. */
  @Column('double precision')
  longitude!: number;

  /** IANA name. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  /** Of its shows. */
  @Column('jsonb')
  languages!: Language[];

  /** Ids of the feeds that its shows read; empty: every feed that names this channel, or none. */
  @Column('jsonb', { default: [] })
  feeds!: string[];

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}

/** What the city is called in a language. */
export function cityIn({ city, name }: Pick<Channel, 'city' | 'name'>, language: Language): string {
  return city[language] ?? name;
}
