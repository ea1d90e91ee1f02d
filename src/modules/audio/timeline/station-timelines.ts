import { Injectable } from '@nestjs/common';
import { actorNow, AuditLog } from '#platform/audit';
import { Database } from '#platform/database';
import type { JingleChoices } from '../jingle-library/show-music.js';
import { TimelineChanged } from '../audio.problems.js';
import { DEFAULT_TIMELINE, type TimelineSettings } from './timeline.js';

/** Of the table, and of what the station has of itself. */
export interface StationTimeline {
  readonly version: number;
  readonly settings: TimelineSettings;
  readonly jingles: JingleChoices;
  readonly editor: string | null;
  readonly at: Date | null;
}

/** The jingles stand among the settings. */
interface Row extends Omit<StationTimeline, 'settings' | 'jingles'> {
  readonly settings: Partial<TimelineSettings> & { readonly jingles?: JingleChoices };
}

function timelineOf({ settings: { jingles = {}, ...settings }, ...row }: Row): StationTimeline {
  return { ...row, settings: { ...DEFAULT_TIMELINE, ...settings }, jingles };
}

/** Before anybody changed it. */
const FIRST: StationTimeline = {
  version: 1,
  settings: DEFAULT_TIMELINE,
  jingles: {},
  editor: null,
  at: null,
};

/** The station's timeline, every version of it. */
@Injectable()
export class StationTimelines {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** The one in force. What an older version did not know is as the station has it of itself. */
  async current(): Promise<StationTimeline> {
    const [row] = await this.database.query<Row>(
      'select version, settings, editor, at from audio_timeline order by version desc limit 1',
    );
    return row ? timelineOf(row) : FIRST;
  }

  /**
   * Puts another in force.
   * @param over The version that the caller has read; left out, whatever is there.
   * @throws TimelineChanged when it is another one by now.
   */
  async replace(
    settings: TimelineSettings,
    jingles: JingleChoices,
    over: number | undefined,
  ): Promise<StationTimeline> {
    const { version } = await this.current();
    if (over !== undefined && over !== version) throw new TimelineChanged(version);
    const [row] = await this.database.query<Row>(
      `insert into audio_timeline (version, settings, editor) values ($1, $2, $3)
        on conflict do nothing returning version, settings, editor, at`,
      [version + 1, JSON.stringify({ ...settings, jingles }), actorNow()],
    );
    // Somebody was faster between the two statements.
    if (!row) throw new TimelineChanged(version + 1);
    await this.audit.record({ action: 'audio.timeline-changed', target: `v${row.version}` });
    return timelineOf(row);
  }
}
