export { airingOf, wallTime } from './air-time.js';
export { ContentModule } from './content.module.js';
export { ContentSettings } from './content.settings.js';
export { Editor } from './editor.js';
export type { FeedReport } from './feed/feed.js';
export { type CheckedFeed, FeedCheck } from './feed/register/feed-check.js';
export { type Collection, type FeedChoice, LISTED_FEEDS_MAX, NewsDesk } from './news-desk.js';
export {
  type Script,
  type ScriptRequest,
  type ScriptSpeaker,
  ScriptWriter,
  type Segment,
  SEGMENT_TYPES,
  type StyleName,
} from './script/script.js';
export { ServiceData } from './service-data.js';
export type { CurateOptions, Curated } from './story/curate.js';
export { isOwnWarning } from './script/plan/newsroom.js';
export { splitSentences } from './script/source/sentences.js';
export { diversityScore } from './story/rank.js';
export type { Article, Story } from './story/story.js';
export { ToldRepository } from './story/told.repository.js';
