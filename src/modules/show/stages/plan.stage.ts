import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, type Language } from '#kernel';
import { channelOf, PresetService } from '#modules/data';
import { deliveryOf, type Speaker, SpeakerNotFound, SpeakerService } from '#modules/speaker';
import { momentOf, styleAt, wallTime } from '#modules/content';
import type { PlannedSpeaker, PlanOutput } from './outputs.js';
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
    private readonly speakers: SpeakerService,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run({ show }: StageContext): Promise<PlanOutput> {
    const { request, language } = show;
    const preset = await this.presets.get(show.preset);
    const channel = channelOf(show.channel);
    const now = this.clock.now();
    const airAt =
      request.targetTime === undefined ? now : momentOf(request.targetTime, now, channel.timeZone);
    const minutes = request.durationMinutes ?? preset.durationMinutes;
    const ids = request.speakers ?? [preset.primarySpeaker, preset.secondarySpeaker];
    const newsCount = request.newsCount ?? preset.newsCountTarget ?? undefined;
    return {
      airAt: airAt.toISOString(),
      timeZone: channel.timeZone,
      city: channel.city[language],
      presetName: preset.name,
      displayName: preset.displayName,
      style: styleAt(wallTime(airAt, channel.timeZone).hour),
      showStyle: preset.showStyle,
      speakers: await this.#cast([...new Set(ids)], language, preset.showStyle),
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
      exportFormat: request.exportFormat ?? 'mp3',
      includeMusic: request.includeMusic ?? preset.includeMusic,
      approvalRequired: preset.approvalRequired,
    };
  }

  async #cast(
    ids: readonly string[],
    language: Language,
    showStyle: PlanOutput['showStyle'],
  ): Promise<PlannedSpeaker[]> {
    const speakers = await Promise.all(
      ids.map((id) =>
        this.speakers.get(id).catch((error: unknown) => {
          if (!(error instanceof SpeakerNotFound)) throw error;
          throw new InvalidInput([{ field: 'speakers', rule: `"${id}" is not a speaker` }]);
        }),
      ),
    );
    return Promise.all(
      speakers.map((speaker, at) => this.#planned(speaker, at, language, showStyle)),
    );
  }

  async #planned(
    speaker: Speaker,
    at: number,
    language: Language,
    showStyle: PlanOutput['showStyle'],
  ): Promise<PlannedSpeaker> {
    const delivery = deliveryOf(speaker, language, showStyle);
    const { mood, humour, manner, pace, paceOfStyle, voices, voiceSettings, pronunciations } =
      delivery;
    const measured = await this.speakers.charactersPerSecond(speaker.id, language);
    return {
      id: speaker.id,
      name: speaker.name,
      role: roleOf(speaker, at),
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

/** The first is the main host whoever it is; the others keep their own trade. */
function roleOf({ roles }: Speaker, at: number): PlannedSpeaker['role'] {
  if (at === 0) return 'main_host';
  if (roles.includes('weather')) return 'weather';
  return roles.includes('news_anchor') ? 'news_anchor' : 'co_host';
}
