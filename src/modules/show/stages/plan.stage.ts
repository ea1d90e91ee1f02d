import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, type Language } from '#kernel';
import { StationTimelines } from '#modules/audio';
import { ChannelService, cityIn, PresetService, type Style, StyleService } from '#modules/data';
import {
  deliveryOf,
  seatOf,
  type Speaker,
  SpeakerNotFound,
  SpeakerService,
} from '#modules/speaker';
import { momentOf, wallTime } from '#modules/content';
import type { PlannedSpeaker, PlanOutput } from './outputs.js';
import { MusicBreaks } from './music-breaks.js';
import { type StageContext, StageRunner } from './stage-runner.js';

/** Stories to have at hand for each minute of show: about twice what is told. */
const STORIES_PER_MINUTE = 3;
const STORIES_MIN = 8;
const STORIES_MAX = 200;

/** What engines take, as a factor. */
const PACE_MIN = 0.5;
const PACE_MAX = 2;

/** What decides how a speaker sounds in this show. */
interface Manner {
  readonly language: Language;
  readonly showStyle: PlanOutput['showStyle'];
  /** Of the hour. */
  readonly style: Style;
}

/** Decides what is made: preset, style, speakers and their pace, length. */
@Injectable()
export class PlanStage extends StageRunner {
  readonly stage = 'plan';

  constructor(
    private readonly presets: PresetService,
    private readonly speakers: SpeakerService,
    private readonly clock: Clock,
    private readonly channels: ChannelService,
    private readonly styles: StyleService,
    private readonly timelines: StationTimelines,
    private readonly breaks: MusicBreaks,
  ) {
    super();
  }

  async run({ show, signal }: StageContext): Promise<PlanOutput> {
    const { request, language } = show;
    const preset = await this.presets.get(show.preset);
    const channel = await this.channels.named(show.channel);
    const now = this.clock.now();
    const airAt =
      request.targetTime === undefined ? now : momentOf(request.targetTime, now, channel.timeZone);
    const style = await this.styles.at(wallTime(airAt, channel.timeZone).hour);
    const minutes = request.durationMinutes ?? style.durationMinutes ?? preset.durationMinutes;
    const ids = request.speakers ?? [preset.primarySpeaker, preset.secondarySpeaker];
    const includeMusic = request.includeMusic ?? preset.includeMusic;
    const music = includeMusic && (await this.breaks.musicFor(minutes, show.seed, signal));
    const { settings: timeline, jingles } = await this.timelines.current();
    const newsCount = request.newsCount ?? preset.newsCountTarget ?? undefined;
    return {
      airAt: airAt.toISOString(),
      timeZone: channel.timeZone,
      city: cityIn(channel, language),
      presetName: preset.name,
      displayName: preset.displayName,
      style: style.phrases,
      showStyle: preset.showStyle,
      speakers: await this.#cast([...new Set(ids)], {
        language,
        showStyle: preset.showStyle,
        style,
      }),
      voiceQuality: request.voiceQuality ?? preset.voiceQuality,
      minutes,
      ...(newsCount !== undefined && { newsCount }),
      newsMaxAgeHours: preset.newsMaxAgeHours,
      newsCategories: preset.newsCategories,
      newsSources: preset.newsSources,
      storiesWanted: Math.min(
        STORIES_MAX,
        Math.max(STORIES_MIN, Math.ceil(minutes * STORIES_PER_MINUTE), newsCount ?? 0),
      ),
      includeWeather: request.includeWeather ?? preset.includeWeather,
      includeBitcoinPrice: request.includeBitcoinPrice ?? preset.includeBitcoinPrice,
      includeTraffic: request.includeTraffic ?? preset.includeTraffic,
      timeline,
      jingles,
      exportFormat: request.exportFormat ?? 'mp3',
      approvalRequired: preset.approvalRequired,
      ...(music && { music }),
    };
  }

  async #cast(ids: readonly string[], manner: Manner): Promise<PlannedSpeaker[]> {
    const speakers = await Promise.all(
      ids.map((id) =>
        this.speakers.get(id).catch((error: unknown) => {
          if (!(error instanceof SpeakerNotFound)) throw error;
          throw new InvalidInput([{ field: 'speakers', rule: `"${id}" is not a speaker` }]);
        }),
      ),
    );
    return Promise.all(speakers.map((speaker, at) => this.#planned(speaker, at, manner)));
  }

  async #planned(
    speaker: Speaker,
    at: number,
    { language, showStyle, style }: Manner,
  ): Promise<PlannedSpeaker> {
    const delivery = deliveryOf(speaker, language, showStyle);
    const { humour, manner, voices, voiceSettings, pronunciations } = delivery;
    const role = seatOf(speaker, at);
    const mood = style.moods[role] ?? delivery.mood;
    const pace = Math.min(PACE_MAX, Math.max(PACE_MIN, delivery.pace * style.tempo));
    const paceOfStyle = pace / speaker.pace;
    const measured = await this.speakers.charactersPerSecond(speaker.id, language);
    return {
      id: speaker.id,
      name: speaker.name,
      role,
      mood,
      ...(humour !== '' && { humour }),
      ...(manner !== '' && { manner }),
      pace,
      ...(paceOfStyle !== 1 && { paceOfStyle }),
      // Measured at the speaker's own pace.
      charactersPerSecond: measured * paceOfStyle,
      voices,
      voiceSettings,
      pronunciations,
    };
  }
}
