import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { MediaLibrary } from '#modules/media';
import { FRAME_BYTES, MUSIC_S_MAX, PROGRAMME_RATE_HZ } from '../mix/mix-plan.js';
import { DecodedSounds } from './decoded-sounds.js';

/** Files that are compared at most: the newest. */
const COMPARED_MAX = 500;
/** A file that cannot be read is passed over; so many of them in a row are enough. */
const TRIES_MAX = 10;

/** A piece of music for a break. */
export interface ChosenMusic {
  readonly mediaId: string;
  readonly title: string;
  /** What is played of it, seconds. */
  readonly playS: number;
}

export interface MusicWish {
  readonly count: number;
  /** No piece plays longer: it fades out then. */
  readonly secondsMax: number;
  readonly seed: string;
  /** Files that were played in shows before, the latest first. */
  readonly played: readonly string[];
}

/** Chooses uploaded music for the music breaks of shows, and decodes it for the mixer. */
@Injectable()
export class BreakMusic {
  readonly #logger = new Logger(BreakMusic.name);

  constructor(
    private readonly library: MediaLibrary,
    private readonly sounds: DecodedSounds,
  ) {}

  /** The least lately played first, in an order of the seed among those; fewer, or none, where there are not so many. */
  async musicFor(
    { count, secondsMax, seed, played }: MusicWish,
    signal: AbortSignal,
  ): Promise<ChosenMusic[]> {
    const files = await this.library.newest('music', COMPARED_MAX);
    const age = (id: string) => (played.includes(id) ? -played.indexOf(id) : -Infinity);
    const lot = (id: string) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
    const ordered = files.sort(
      (a, b) => compare(age(a.id), age(b.id)) || compare(lot(a.id), lot(b.id)),
    );
    const chosen: ChosenMusic[] = [];
    for (const { id, name } of ordered.slice(0, count + TRIES_MAX)) {
      if (chosen.length === count) break;
      const wav = await this.wavOf(id, signal);
      if (wav === undefined) continue;
      const lengthS = (await stat(wav)).size / FRAME_BYTES / PROGRAMME_RATE_HZ;
      const title = basename(name, extname(name));
      chosen.push({ mediaId: id, title, playS: Math.min(secondsMax, lengthS) });
    }
    return chosen;
  }

  /** A piece for the mixer; nothing where it is not to be had any more: no show is lost by that. */
  async wavOf(mediaId: string, signal: AbortSignal): Promise<string | undefined> {
    try {
      const { contentHash } = await this.library.get(mediaId);
      const source = () => this.library.pathOf(mediaId);
      return await this.sounds.beginningOf(contentHash, source, MUSIC_S_MAX, signal);
    } catch (error) {
      signal.throwIfAborted();
      this.#logger.warn({ message: 'Music is not to be had.', media_id: mediaId, error });
      return undefined;
    }
  }
}

function compare<Value extends number | string>(one: Value, other: Value): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
