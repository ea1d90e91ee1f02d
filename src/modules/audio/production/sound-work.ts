import { basename, extname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { MediaLibrary } from '#modules/media';
import type { JobRun } from '#platform/queue';
import { AudioSettings } from '../audio.settings.js';
import { AudioDecoder } from '../decode/audio-decoder.js';
import { DecodedSounds } from '../jingle-library/decoded-sounds.js';
import { JingleSettings } from '../jingle-library/jingle.settings.js';
import { SoundAnalyser } from '../analysis/sound-analyser.js';
import { UnusableAudio } from '../decode/decode.problems.js';
import { DecodeSettings } from '../decode/decode.settings.js';
import { Ffmpeg } from '../ffmpeg/ffmpeg.js';
import { PROGRAMME_RATE_HZ, type Treatment } from '../mix/mix-plan.js';
import { Mixer } from '../mix/mixer.js';
import type { MadeSound, ProcessRequest, SoundPlace } from './production.js';
import { SoundSources } from './sound-sources.js';
import { MUSIC_SEED } from './speech-work.js';

const DECODED_SHARE = 0.3;
/** Encoders add a few frames. */
const SLACK_S = 2;

/** Works on sound that is there: uploaded, of the library, or of a show. */
@Injectable()
export class SoundWork {
  constructor(
    private readonly decoder: AudioDecoder,
    private readonly decoding: DecodeSettings,
    private readonly ffmpeg: Ffmpeg,
    private readonly library: MediaLibrary,
    private readonly sources: SoundSources,
    private readonly sounds: DecodedSounds,
    private readonly analyser: SoundAnalyser,
    private readonly mixer: Mixer,
    private readonly audio: AudioSettings,
    private readonly jingles: JingleSettings,
  ) {}

  /** @throws UnusableAudio, MediaNotFound, SoundMissing; as `Mixer.treat`. */
  async make(request: ProcessRequest, folder: string, run: JobRun): Promise<MadeSound> {
    const { source, trimsSilence, evensOut, format } = request;
    run.progress(0, 'decoding');
    const { path, name } = await this.#find(source);
    const soundFile = join(folder, 'source.wav');
    const wish = { sampleRateHz: PROGRAMME_RATE_HZ, channels: 2, samples: 'f32' } as const;
    const decoder = this.#decoderFor(await this.sources.knownDurationS(source));
    const { warnings } = await decoder.decode(path, soundFile, wish, run.signal);
    const bed = request.bed === undefined ? undefined : await this.#bed(request.bed, run.signal);
    run.progress(DECODED_SHARE, 'working on it');
    const { trimmed, loudness, ...made } = await this.mixer.treat(
      {
        soundFile,
        treatment: { trimsSilence, evensOut, ...(bed && { bed }) },
        loudness: this.#loudness(request),
        seed: MUSIC_SEED,
        format,
        outFile: join(folder, `sound.${format}`),
      },
      run.signal,
      ({ share, step }) => {
        run.progress(DECODED_SHARE + share * (1 - DECODED_SHARE), step);
      },
    );
    const { integratedLufs, truePeakDbtp } = loudness;
    return { ...made, name, integratedLufs, truePeakDbtp, trimmed, warnings };
  }

  /** What the station has made itself may be longer than what strangers send, and has the time for it. */
  #decoderFor(durationS: number | undefined): AudioDecoder {
    const { secondsMax, msMax } = this.decoding;
    const needed = Math.ceil(durationS ?? 0) + SLACK_S;
    if (durationS === undefined || needed <= secondsMax) return this.decoder;
    const bounds = {
      secondsMax: needed,
      msMax: (msMax * needed) / secondsMax,
      bytesMax: Number.MAX_SAFE_INTEGER,
    };
    return new AudioDecoder(this.ffmpeg, Object.assign(new DecodeSettings(), bounds));
  }

  #loudness({ targetLufs, isLevelled }: ProcessRequest) {
    if (!isLevelled) return undefined;
    const { loudnessTargetLufs, truePeakMaxDbtp } = this.audio;
    return { integratedLufs: targetLufs ?? loudnessTargetLufs, truePeakMaxDbtp };
  }

  async #find(source: SoundPlace): Promise<{ path: string; name: string }> {
    if ('showId' in source) return this.sources.ofShow(source.showId);
    const { name } = await this.library.get(source.mediaId);
    const path = await this.library.pathOf(source.mediaId);
    return { path, name: basename(name, extname(name)) };
  }

  async #bed(bed: string, signal: AbortSignal): Promise<NonNullable<Treatment['bed']>> {
    if (bed === 'built_in') return bed;
    const { contentHash } = await this.library.get(bed);
    const most = this.jingles.jingleSecondsMax;
    const wav = await this.sounds.wavOf(contentHash, () => this.library.pathOf(bed), most, signal);
    const { sound, loop } = await this.analyser.analyse(wav, signal);
    if (!sound) throw new UnusableAudio('has_sound', 'all of the bed is silence');
    return { id: bed, wav, ...(loop ?? sound) };
  }
}
