import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { StationTimelines } from '#modules/audio';
import { ChannelService, cityIn, minutesOf, PresetService, StyleService } from '#modules/data';
import { Casts } from '#modules/speaker';
import { airingOf } from '#modules/content';
import type { PlanOutput } from './outputs.js';
import { MusicBreaks } from './music-breaks.js';
import { type StageContext, StageRunner } from './stage-runner.js';

/** Stories to have at hand for each minute of show: about twice what is told. */
const STORIES_PER_MINUTE = 3;
const STORIES_MIN = 8;
const STORIES_MAX = 200;

/** Decides what is made: preset, style, speakers and their pace, length. */
@Injectable()
export class PlanStage extends StageRunner {
  readonly stage = 'plan';

  constructor(
    private readonly presets: PresetService,
    private readonly casts: Casts,
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
    const { airAt, style } = await airingOf(request.targetTime, now, channel.timeZone, this.styles);
    const minutes = minutesOf(request.durationMinutes, style, preset);
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
      speakers: await this.casts.of(ids, {
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
}
