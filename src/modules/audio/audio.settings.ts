import {
  ArrayMaxSize,
  IsArray,
  IsDivisibleBy,
  IsIn,
  IsInt,
  IsNumber,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { Env, Reloadable } from '#platform/config';
import { TIER } from './speech/tiers.js';

/** Speech engines there are. */
export const SPEECH_ENGINES = [
  'elevenlabs',
  'openai',
  'sherpa',
  'piper',
  'rhvoice',
  'pico',
  'flite',
  'espeak',
  'espeak-ng',
] as const;
export type SpeechEngine = (typeof SPEECH_ENGINES)[number];

const ENTRIES_MAX = 100;
const PARALLEL = /^[a-z0-9-]{1,50}=[1-9]\d?$/u;

export class AudioSettings {
  /** Speech engines in the order they are asked; one that fails, or is not here, hands over to the next. Those with a key are here once it is set, sherpa with its models, programs (piper, rhvoice, pico, espeak-ng) once they are installed. */
  @Env('AUDIO_SPEECH_PROVIDERS', IsArray(), IsIn(SPEECH_ENGINES, { each: true }))
  readonly speechProviders: SpeechEngine[] = [
    'elevenlabs',
    'openai',
    'sherpa',
    'piper',
    'rhvoice',
    'pico',
    'flite',
    'espeak',
    'espeak-ng',
  ];

  /** What speaks a quality: `tier=provider:model`, tiers being low, mid, high and ultra. Providers that a tier names are asked first, in that order and with that model, then the others with their own. */
  @Env(
    'AUDIO_QUALITY_TIERS',
    IsArray(),
    ArrayMaxSize(ENTRIES_MAX),
    Matches(TIER, { each: true, message: 'must be entries like high=elevenlabs:eleven_v3' }),
  )
  @Reloadable()
  readonly qualityTiers: string[] = [
    'low=elevenlabs:eleven_flash_v2_5',
    'low=openai:tts-1',
    'ultra=elevenlabs:eleven_v3',
    'ultra=openai:tts-1-hd',
  ];

  /** Requests at once to a provider at most: `provider=number`. One that is not named is asked twice at once; plans of ElevenLabs allow 2 to 15. */
  @Env(
    'AUDIO_SPEECH_PARALLEL',
    IsArray(),
    ArrayMaxSize(ENTRIES_MAX),
    Matches(PARALLEL, { each: true, message: 'must be entries like elevenlabs=5' }),
  )
  @Reloadable()
  readonly speechParallel: string[] = ['openai=4'];

  /** Takes spoken at once, for each engine; each is a process of about 70 MB. */
  @Env('AUDIO_SPEECH_WORKERS_MAX', IsInt(), Min(1), Max(32))
  readonly speechWorkersMax: number = 2;

  /** A take is a matter of a second; a worker that needs longer than this is stuck and is killed, and a provider that does is given up. */
  @Env('AUDIO_TAKE_MS_MAX', IsInt(), Min(1000), Max(600_000))
  readonly takeMsMax: number = 60_000;

  /** Takes kept on disk; the longest unused go first. */
  @Env('AUDIO_TAKE_CACHE_BYTES_MAX', IsInt(), Min(1_000_000))
  readonly takeCacheBytesMax: number = 2_000_000_000;

  /** Shows mixed at once; each is a process of about 200 MB. */
  @Env('AUDIO_MIX_WORKERS_MAX', IsInt(), Min(1), Max(32))
  readonly mixWorkersMax: number = 2;

  /** Longest step of a mix; a three-hour show needs about ten minutes for its longest. */
  @Env('AUDIO_MIX_MS_MAX', IsInt(), Min(10_000), Max(7_200_000))
  readonly mixMsMax: number = 1_800_000;

  /** Sound that a mixer works on at once, bytes of 32-bit stereo: larger is a little faster, smaller needs less memory. The sound is the same. */
  @Env('AUDIO_CHUNK_SIZE', IsInt(), Min(4_096), Max(1_048_576), IsDivisibleBy(256))
  readonly chunkBytes: number = 65_536;

  /** Sound that a mixer works through before it gives the memory behind it back, MB: less memory for more collections of a millisecond. */
  @Env('AUDIO_GC_THRESHOLD_MB', IsNumber(), Min(0.5), Max(1_024))
  readonly collectAfterMb: number = 2;

  /** Heap of each audio worker at most, MB; one that grows beyond it dies, and its task is tried again or fails. */
  @Env('AUDIO_BUFFER_MAX_SIZE_MB', IsInt(), Min(32), Max(4_096))
  readonly workerHeapMbMax: number = 256;

  /** Integrated loudness of a finished show, LUFS. -16 for podcasts, -23 for EBU R 128 broadcast. */
  @Env('AUDIO_LOUDNESS_TARGET_LUFS', IsNumber(), Min(-31), Max(-9))
  @Reloadable()
  readonly loudnessTargetLufs: number = -16;

  /** Highest true peak of a finished show, dBTP, measured after encoding. */
  @Env('AUDIO_TRUE_PEAK_MAX_DBTP', IsNumber(), Min(-9), Max(0))
  @Reloadable()
  readonly truePeakMaxDbtp: number = -1;
}
