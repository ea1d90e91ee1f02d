import { Injectable } from '@nestjs/common';
import { BreakMusic, type ChosenMusic } from '#modules/audio';
import { Database } from '#platform/database';

/** Shows that are looked back on for what was played. */
const SHOWS_BACK = 300;
/** A break for every so many minutes, at least one. */
const MINUTES_A_BREAK = 10;
const BREAKS_MAX = 6;
/** Of the show at most, all breaks together; and a single one is at most four minutes. */
const MUSIC_SHARE = 0.25;
const BREAK_S_MAX = 240;

/** Which uploaded music a show plays between its topics. */
@Injectable()
export class MusicBreaks {
  constructor(
    private readonly music: BreakMusic,
    private readonly database: Database,
  ) {}

  /** Music for a show of so many minutes; empty where the library has none. */
  async musicFor(minutes: number, seed: string, signal: AbortSignal): Promise<ChosenMusic[]> {
    const count = Math.min(BREAKS_MAX, Math.max(1, Math.floor(minutes / MINUTES_A_BREAK)));
    const secondsMax = Math.min(BREAK_S_MAX, (MUSIC_SHARE * minutes * 60) / count);
    const played = await this.#played();
    return this.music.musicFor({ count, secondsMax, seed, played }, signal);
  }

  /** What recent shows have planned, the latest first. */
  async #played(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select piece ->> 'mediaId' as id
         from (select id, created_at from show order by created_at desc limit $1) recent
         join show_stage on show_stage.show_id = recent.id and stage = 'plan'
         cross join lateral jsonb_array_elements(coalesce(output -> 'music', '[]')) piece
        order by recent.created_at desc`,
      [SHOWS_BACK],
    );
    return [...new Set(rows.map(({ id }) => id))];
  }
}

/**
 * Where music plays: before topics, spread over the show, never before the first words or the last topic.
 * @returns For each segment the piece before it.
 */
export function breaksIn(
  segments: ReadonlyArray<{ readonly startsTopic: boolean }>,
  music: readonly ChosenMusic[] = [],
): Array<ChosenMusic | undefined> {
  const breaks = segments.map((): ChosenMusic | undefined => undefined);
  const topics = segments.flatMap(({ startsTopic }, at) => (startsTopic && at > 0 ? [at] : []));
  const free = topics.length > 1 ? topics.slice(0, -1) : topics;
  const pieces = music.slice(0, free.length);
  for (const [index, piece] of pieces.entries()) {
    const at = free[Math.floor(((index + 0.5) * free.length) / pieces.length)];
    if (at !== undefined) breaks[at] = piece;
  }
  return breaks;
}

/** What the planner of the timeline is told of a piece before a segment. */
export function musicBefore(piece: ChosenMusic | undefined): { musicBeforeS?: number } {
  return piece ? { musicBeforeS: piece.playS } : {};
}
