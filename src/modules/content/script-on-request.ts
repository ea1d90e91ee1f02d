import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, type Language, Problem } from '#kernel';
import {
  ChannelService,
  cityIn,
  minutesOf,
  type Preset,
  PresetService,
  StyleService,
} from '#modules/data';
import { Casts, type CastMember } from '#modules/speaker';
import { airingOf } from './air-time.js';
import { ContentService, type News } from './content.service.js';
import { Editor } from './editor.js';
import type { RawArticle } from './raw-article.js';
import type { Script, ScriptRequest, ScriptSpeaker } from './script/script.js';

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
  readonly articles?: readonly RawArticle[];
  /** or stories as they are, in this order; with neither, today's news. */
  readonly stories?: ReadonlyArray<readonly RawArticle[]>;
}

/** Of a minute of programme, what is speech. */
const SPEECH_SECONDS_PER_MINUTE = 50;
/** Stories a script may choose from. */
const STORIES_MAX = 100;

/** Nothing was given, and no feed gives anything either. */
export class NoNews extends Problem {
  readonly code = 'content/no-news';
  readonly kind = 'unavailable';
  constructor(warnings: readonly string[]) {
    super(['There is no news to tell.', ...warnings].join(' '));
  }
}

/** Scripts without a show: the preset's speakers at their measured pace, in the style of the hour. */
@Injectable()
export class ScriptOnRequest {
  constructor(
    private readonly content: ContentService,
    private readonly editor: Editor,
    private readonly presets: PresetService,
    private readonly casts: Casts,
    private readonly clock: Clock,
    private readonly channels: ChannelService,
    private readonly styles: StyleService,
  ) {}

  /** @throws PresetNotFound; InvalidInput for speakers nobody knows, and when nothing given is a story; NoNews. */
  async write(wishes: ScriptWishes): Promise<Script> {
    const preset = await this.presets.get(wishes.presetName);
    const language = wishes.language ?? preset.language;
    const channel = await this.channels.named(preset.channel);
    const now = this.clock.now();
    const { airAt, style } = await airingOf(wishes.targetTime, now, channel.timeZone, this.styles);
    const { stories, isSample, warnings } = await this.#stories(wishes, preset, language);
    if (stories.length === 0 && !wishes.stories && !wishes.articles) throw new NoNews(warnings);
    if (stories.length === 0)
      throw new InvalidInput([
        { field: wishes.stories ? 'stories' : 'articles', rule: 'must hold at least one story' },
      ]);
    const cast = await this.casts.of(
      wishes.speakers ?? [preset.primarySpeaker, preset.secondarySpeaker],
      { language, showStyle: preset.showStyle, style },
    );
    const newsCount = wishes.newsCount ?? preset.newsCountTarget ?? undefined;
    const request: ScriptRequest = {
      language,
      stationName: 'RadioX',
      city: cityIn(channel, language),
      timeZone: channel.timeZone,
      now: airAt,
      style: style.phrases,
      showStyle: preset.showStyle,
      speakers: cast.map(speakerOf),
      stories,
      ...(newsCount !== undefined && { newsCount }),
      speechSecondsTarget: minutesOf(wishes.minutes, style, preset) * SPEECH_SECONDS_PER_MINUTE,
      seed: wishes.seed,
      isSample,
    };
    const script = await this.editor.check(await this.editor.write(request), request);
    return { ...script, warnings: [...warnings, ...script.warnings] };
  }

  async #stories(
    { articles, stories }: ScriptWishes,
    preset: Preset,
    language: Language,
  ): Promise<Pick<News, 'stories' | 'isSample' | 'warnings'>> {
    const given = { isSample: false, warnings: [] };
    const now = this.clock.now();
    if (stories) return { ...given, stories: await this.editor.tell(stories, { now, language }) };
    if (articles) {
      const options = { language, isNewsOnly: false };
      const processed = await this.content.process(articles, options, preset.name);
      return { ...given, stories: processed.stories };
    }
    const { channel, newsSources, newsCategories } = preset;
    return this.content.news({
      ...{ count: STORIES_MAX, language, channel, feeds: 'auto' },
      only: newsSources,
      categoryWeights: newsCategories,
    });
  }
}

/** What the writer is told of somebody. */
function speakerOf(member: CastMember): ScriptSpeaker {
  const { id, name, role, mood, humour, manner, charactersPerSecond } = member;
  return {
    ...{ id, name, role, mood, charactersPerSecond },
    ...(humour !== undefined && { humour }),
    ...(manner !== undefined && { manner }),
  };
}
