export {
  LoudnessMissed,
  NothingToMix,
  SpeechPaidInVain,
  SpeechUnavailable,
  TakeUnreadable,
} from './audio.problems.js';
export { CastingModule } from './casting/casting.module.js';
export { AudioSettings } from './audio.settings.js';
export { AudioDecoder, type AudioFacts, type DecodeWish } from './decode/audio-decoder.js';
export { UnusableAudio } from './decode/decode.problems.js';
export { Ffmpeg, type FfmpegKind } from './ffmpeg/ffmpeg.js';
export type { Jingle, JingleKind } from './jingle-library/jingle.js';
export {
  type ChosenJingle,
  type JingleChoice,
  JingleLibrary,
} from './jingle-library/jingle-library.js';
export { BreakMusic, type ChosenMusic } from './jingle-library/break-music.js';
export { type HeardJingle, type JingleChoices, ShowMusic } from './jingle-library/show-music.js';
export { JingleLibraryModule } from './jingle-library/jingle-library.module.js';
export type { Loudness } from './dsp/loudness-meter.js';
export type {
  FormerMix,
  LoudnessTarget,
  MixPlan,
  MixProgress,
  MixResult,
  MixSegment,
  Peaks,
} from './mix/mix-plan.js';
export { AUDIO_FORMATS, type AudioFormat, FORMATS } from './mix/format/audio-format.js';
export { Mixer } from './mix/mixer.js';
export { EspeakSpeechSynthesizer } from './speech/espeak.speech-synthesizer.js';
export { FliteSpeechSynthesizer } from './speech/flite.speech-synthesizer.js';
export type { Recording, Speech, WordTime } from './speech/speech.js';
export {
  type RecordingRequest,
  type SpeechSettings,
  SpeechSynthesizer,
  type Voice,
  type VoiceQuality,
  type VoiceSettings,
} from './speech/speech-synthesizer.js';
export { DEFAULT_VOICES, kindsOf, type VoiceChoice, type VoiceKind } from './speech/voices.js';
export { pronouncedIn } from './spoken-text/pronounced.js';
export { type Pronunciations, spokenText } from './spoken-text/spoken-text.js';
export { type Take, type TakeRequest, TakeService } from './take/take.service.js';
export { TakeFolder } from './take/take-folder.js';
export {
  DEFAULT_TIMELINE,
  type Phases,
  planTimeline,
  type Span,
  speechSecondsFor,
  type Timeline,
  type TimelineSegment,
  type TimelineSettings,
} from './timeline/timeline.js';
export { StationTimelines } from './timeline/station-timelines.js';
export { TimelineModule } from './timeline/timeline.module.js';
export { AudioModule } from './audio.module.js';
export { ProductionModule } from './production/production.module.js';
export { SoundSources } from './production/sound-sources.js';
export { Tagger } from './packaging/tagger.js';
export { chaptersOf, toChaptersJson } from './packaging/chapters.js';
export { type Chapter, type ShowTags } from './packaging/tags.js';
export {
  type Cue,
  cuesOf,
  type SpokenSegment,
  toSrt,
  toText,
  toTranscriptJson,
  toVtt,
} from './packaging/transcript.js';
