import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the writer has phrases for. */
export const STYLE_PHRASES = [
  'fresh_morning',
  'professional_afternoon',
  'chill_evening',
  'late_night',
] as const;
export type StylePhrases = (typeof STYLE_PHRASES)[number];
export const MOOD_ROLES = ['main_host', 'co_host', 'weather', 'news_anchor'] as const;
export type MoodRole = (typeof MOOD_ROLES)[number];

/** How shows sound from an hour of the day on: one row a style. */
@Entity('style')
export class Style {
  /** Short and for good: "fresh_morning". */
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  name!: string;

  /** Local hour it begins at; it lasts until the next one does. */
  @Column('smallint', { name: 'from_hour' })
  fromHour!: number;

  @Column('text')
  phrases!: StylePhrases;

  /** Mood words by role, instead of the speakers' own. */
  @Column('jsonb', { default: {} })
  moods!: Partial<Record<MoodRole, string[]>>;

  /** Factor on the pace of every speaker. */
  @Column('real', { default: 1 })
  tempo!: number;

  /** What shows last where the request does not say it; null: as the preset says. */
  @Column('smallint', { name: 'duration_minutes', nullable: true })
  durationMinutes!: number | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}

/** The style of an hour, 0 to 23: the last one that has begun; before the first of the day, the last of the day before. */
export function styleOf(styles: readonly Style[], hour: number): Style | undefined {
  const byHour = [...styles].sort((one, other) => one.fromHour - other.fromHour);
  return byHour.findLast(({ fromHour }) => hour >= fromHour) ?? byHour.at(-1);
}

/** What a show lasts, minutes: as its request says, or the style of its hour, or its preset. */
export function minutesOf(
  said: number | undefined,
  style: Pick<Style, 'durationMinutes'>,
  preset: { readonly durationMinutes: number },
): number {
  return said ?? style.durationMinutes ?? preset.durationMinutes;
}

/** From when to when each is in force, HH:MM, by the hour it begins at. */
export function styleHours(styles: readonly Style[]) {
  const byHour = [...styles].sort((one, other) => one.fromHour - other.fromHour);
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  return byHour.map(({ id, name, fromHour }, at) => ({
    name: id,
    display_name: name,
    from: clock(fromHour),
    to: clock(byHour[(at + 1) % byHour.length]?.fromHour ?? fromHour),
  }));
}
