import { Outbox1700000000001 } from './1700000000001-outbox.ts';
import { ApiKey1700000000002 } from './1700000000002-api-key.ts';
import { Content1700000000003 } from './1700000000003-content.ts';
import { PresetSpeaker1700000000004 } from './1700000000004-preset-speaker.ts';
import { Show1700000000005 } from './1700000000005-show.ts';
import { ExternalCall1700000000006 } from './1700000000006-external-call.ts';
import { HotPaths1700000000007 } from './1700000000007-hot-paths.ts';
import { Job1700000000010 } from './1700000000010-job.ts';
import { EventHeard1700000000011 } from './1700000000011-event-heard.ts';
import { ConfigChange1700000000030 } from './1700000000030-config-change.ts';
import { MetricPoint1700000000040 } from './1700000000040-metric-point.ts';
import { Gate1700000000050 } from './1700000000050-gate.ts';
import { SignIn1700000000051 } from './1700000000051-sign-in.ts';
import { Spend1700000000060 } from './1700000000060-spend.ts';
import { Budget1700000000061 } from './1700000000061-budget.ts';
import { Analytics1700000000062 } from './1700000000062-analytics.ts';
import { Alert1700000000070 } from './1700000000070-alert.ts';
import { Slo1700000000071 } from './1700000000071-slo.ts';
import { FeedPace1700000000080 } from './1700000000080-feed-pace.ts';
import { ToldGist1700000000084 } from './1700000000084-told-gist.ts';
import { ShowVersion1700000000086 } from './1700000000086-show-version.ts';
import { ShowSchedule1700000000087 } from './1700000000087-show-schedule.ts';
import { Feed1700000000092 } from './1700000000092-feed.ts';
import { AudioTimeline1700000000120 } from './1700000000120-audio-timeline.ts';
import { MediaFile1700000000130 } from './1700000000130-media-file.ts';
import { FileUpkeep1700000000131 } from './1700000000131-file-upkeep.ts';
import { StoredThings1700000000140 } from './1700000000140-stored-things.ts';
import { ConfigVersion1700000000141 } from './1700000000141-config-version.ts';
import { StationData1700000000142 } from './1700000000142-station-data.ts';
import { FeedMemory1700000000150 } from './1700000000150-feed-memory.ts';
import { ReadingMinutes1700000000151 } from './1700000000151-reading-minutes.ts';
import { Jingle1700000000160 } from './1700000000160-jingle.ts';
import { AudioJob1700000000165 } from './1700000000165-audio-job.ts';
import { VoiceClone1700000000170 } from './1700000000170-voice-clone.ts';
import { AbandonedClone1700000000171 } from './1700000000171-abandoned-clone.ts';
import { Holder1700000000180 } from './1700000000180-holder.ts';
import { IdempotentAnswer1700000000181 } from './1700000000181-idempotent-answer.ts';
import { FileUsers1700000000190 } from './1700000000190-file-users.ts';

/** Every step of the schema, oldest first. A new one is added at the end. */
export const MIGRATIONS = [
  Outbox1700000000001,
  ApiKey1700000000002,
  Content1700000000003,
  PresetSpeaker1700000000004,
  Show1700000000005,
  ExternalCall1700000000006,
  HotPaths1700000000007,
  Job1700000000010,
  EventHeard1700000000011,
  ConfigChange1700000000030,
  MetricPoint1700000000040,
  Gate1700000000050,
  SignIn1700000000051,
  Spend1700000000060,
  Budget1700000000061,
  Analytics1700000000062,
  Alert1700000000070,
  Slo1700000000071,
  FeedPace1700000000080,
  ToldGist1700000000084,
  ShowVersion1700000000086,
  ShowSchedule1700000000087,
  Feed1700000000092,
  AudioTimeline1700000000120,
  MediaFile1700000000130,
  FileUpkeep1700000000131,
  StoredThings1700000000140,
  ConfigVersion1700000000141,
  StationData1700000000142,
  FeedMemory1700000000150,
  ReadingMinutes1700000000151,
  Jingle1700000000160,
  AudioJob1700000000165,
  VoiceClone1700000000170,
  AbandonedClone1700000000171,
  Holder1700000000180,
  IdempotentAnswer1700000000181,
  FileUsers1700000000190,
];
