import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, type Language } from '#kernel';
import { channelOf, type Preset, PresetService } from '#modules/data';
import { deliveryOf, type Speaker, SpeakerNotFound, SpeakerService } from '#modules/speaker';
import { momentOf, styleAt, wallTime } from './air-time.js';
import { ContentService } from './content.service.js';
import { Editor } from './editor.js';
import type { Script, ScriptRequest, ScriptSpeaker } from './script/script.js';
import type { GivenArticle } from './story/process.js';
import { rank } from './story/rank.js';
import type { Article, Story } from './story/story.js';

export interface ScriptWishes {
  readonly presetName: string;
  readonly language?: Language;
  readonly minutes?: number;
  readonly newsCount?: number;
  /** HH:MM in the channel's time zone. */
  readonly targetTime?: string;
  /** Up to four ids; left out, the preset's. */
  readonly speakers?: readonly string[];
  readonly seed: string;
  /** Articles to be clustered and ranked, */
  readonly articles?: readonly GivenArticle[];
  /** or stories as they are, in this order; with neither, today's news. */
  readonly stories?: ReadonlyArray<readonly GivenArticle[]>;
}

/** Of a minute of programme, what is speech. */
const SPEECH_SECONDS_PER_MINUTE = 50;
/** Stories a script may choose from. */
const STORIES_MAX = 100;

/** Scripts without a show: the preset's speakers at their measured pace, in the style of the hour. */
@Injectable()
export class ScriptOnRequest {
  constructor(
    private readonly content: ContentService,
    private readonly editor: Editor,
    private readonly presets: PresetService,
    private readonly speakers: SpeakerService,
    private readonly clock: Clock,
  ) {}

  /** @throws PresetNotFound; InvalidInput for speakers nobody knows, and when there is no story to tell. */
  async write(wishes: ScriptWishes): Promise<Script> {
    const preset = await this.presets.get(wishes.presetName);
    const language = wishes.language ?? preset.language;
    const channel = channelOf(preset.channel);
    const now = this.clock.now();
    const airAt =
      wishes.targetTime === undefined ? now : momentOf(wishes.targetTime, now, channel.timeZone);
    const { stories, isSample } = await this.#stories(wishes, preset, language);
    if (stories.length === 0)
      throw new InvalidInput([
        { field: wishes.stories ? 'stories' : 'articles', rule: 'must hold at least one story' },
      ]);
    const newsCount = wishes.newsCount ?? preset.newsCountTarget ?? undefined;
    const request: ScriptRequest = {
      language,
      stationName: 'RadioX',
      city: channel.city[language],
      timeZone: channel.timeZone,
      now: airAt,
      style: styleAt(wallTime(airAt, channel.timeZone).hour),
      showStyle: preset.showStyle,
      speakers: await this.#cast(
        wishes.speakers ?? [preset.primarySpeaker, preset.secondarySpeaker],
        language,
        preset.showStyle,
      ),
      stories,
      ...(newsCount !== undefined && { newsCount }),
      speechSecondsTarget: (wishes.minutes ?? preset.durationMinutes) * SPEECH_SECONDS_PER_MINUTE,
      seed: wishes.seed,
      isSample,
    };
    return this.editor.check(await this.editor.write(request), request);
  }

  async #stories(
    { articles, stories }: ScriptWishes,
    preset: Preset,
    language: Language,
  ): Promise<{ stories: readonly Story[]; isSample: boolean }> {
    if (stories)
      return { stories: stories.flatMap((one) => this.#asGiven(one, language)), isSample: false };
    if (articles) {
      const options = { language, isNewsOnly: false };
      const spoken = articles.map((article) => ({
        ...article,
        language: article.language ?? language,
      }));
      const processed = await this.content.process(spoken, options, preset.name);
      return { stories: processed.stories, isSample: false };
    }
    const { channel } = preset;
    return this.content.news({ count: STORIES_MAX, language, channel, feeds: 'auto' });
  }

  /** One story as somebody put it together: nothing is split or merged. */
  #asGiven(articles: readonly GivenArticle[], language: Language): Story[] {
    const own = articles.map((article): Article => ({
      ...article,
      language: article.language ?? language,
      category: article.category ?? 'general',
    }));
    const options = { now: this.clock.now(), language, categoryWeights: {}, sources: new Map() };
    return rank([own], options);
  }

  async #cast(
    ids: readonly string[],
    language: Language,
    showStyle: Preset['showStyle'],
  ): Promise<ScriptSpeaker[]> {
    return Promise.all(
      [...new Set(ids)].map(async (id, at) => {
        const speaker = await this.speakers.get(id).catch((error: unknown) => {
          if (!(error instanceof SpeakerNotFound)) throw error;
          throw new InvalidInput([{ field: 'speakers', rule: `"${id}" is not a speaker` }]);
        });
        const charactersPerSecond = await this.speakers.charactersPerSecond(id, language);
        const { mood, humour, manner, paceOfStyle } = deliveryOf(speaker, language, showStyle);
        return {
          id,
          name: speaker.name,
          mood,
          ...(humour !== '' && { humour }),
          ...(manner !== '' && { manner }),
          role: roleOf(speaker, at),
          charactersPerSecond: charactersPerSecond * paceOfStyle,
        };
      }),
    );
  }
}

/** The first is the main host whoever it is; the others keep their own trade. */
function roleOf({ roles }: Speaker, at: number): ScriptSpeaker['role'] {
  if (at === 0) return 'main_host';
  if (roles.includes('weather')) return 'weather';
  return roles.includes('news_anchor') ? 'news_anchor' : 'co_host';
}
