import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { ServiceSettings } from '#platform/config';
import { AudioDecoder, type AudioFacts } from '../decode/audio-decoder.js';
import { PROGRAMME_RATE_HZ } from '../mix/mix-plan.js';
import { JingleSettings } from './jingle.settings.js';

/** Sound used this recently may be on its way into a mix. */
const IN_USE_MS = 10 * 60_000;
/** A temporary file this old belongs to a process that is gone. */
const ABANDONED_MS = 60 * 60_000;

export interface Decoded {
  readonly wav: string;
  readonly facts: AudioFacts;
}

interface Wanted {
  /** Under which it is kept. */
  readonly name: string;
  readonly durationSMax: number;
  readonly isCut: boolean;
}

/** Sound from outside as mixers read it: stereo WAV, 44.1 kHz, 32-bit floats, decoded once and kept. */
@Injectable()
export class DecodedSounds {
  readonly #folder: string;

  constructor(
    private readonly decoder: AudioDecoder,
    private readonly settings: JingleSettings,
    { dataDir }: ServiceSettings,
  ) {
    this.#folder = join(dataDir, 'decoded');
  }

  /**
   * Decodes anew, and keeps the result.
   * @param contentHash SHA-256 of the file at `path`.
   * @throws As `AudioDecoder.decode` does.
   */
  decode(
    contentHash: string,
    path: string,
    durationSMax: number,
    signal?: AbortSignal,
  ): Promise<Decoded> {
    return this.#decode(path, { name: contentHash, durationSMax, isCut: false }, signal);
  }

  /** A path where the sound lies, decoded now if it is not there any more. @throws As `decode`. */
  wavOf(
    contentHash: string,
    source: () => Promise<string>,
    durationSMax: number,
    signal?: AbortSignal,
  ): Promise<string> {
    return this.#wavOf(source, { name: contentHash, durationSMax, isCut: false }, signal);
  }

  /** As `wavOf`, but of what is longer the beginning. @throws As `decode`. */
  beginningOf(
    contentHash: string,
    source: () => Promise<string>,
    secondsMax: number,
    signal?: AbortSignal,
  ): Promise<string> {
    // Under a name of its own: who wants the whole sound must not find a part of it.
    const part = { name: `${contentHash}-${secondsMax}s`, durationSMax: secondsMax, isCut: true };
    return this.#wavOf(source, part, signal);
  }

  async #wavOf(source: () => Promise<string>, wanted: Wanted, signal?: AbortSignal) {
    const wav = this.#pathOf(wanted.name);
    const now = new Date();
    const isThere = await utimes(wav, now, now).then(
      () => true,
      () => false, // Never decoded, or let go.
    );
    return isThere ? wav : (await this.#decode(await source(), wanted, signal)).wav;
  }

  async #decode(path: string, wanted: Wanted, signal?: AbortSignal): Promise<Decoded> {
    const { name, durationSMax, isCut } = wanted;
    await mkdir(this.#folder, { recursive: true });
    const wav = this.#pathOf(name);
    const part = `${wav}.${randomUUID()}.tmp`;
    const wish = { sampleRateHz: PROGRAMME_RATE_HZ, channels: 2, samples: 'f32' } as const;
    try {
      const limits = { durationSMax, isCut };
      const facts = await this.decoder.decode(path, part, { ...wish, ...limits }, signal);
      await rename(part, wav);
      await this.#trim();
      return { wav, facts };
    } finally {
      await rm(part, { force: true });
    }
  }

  #pathOf(name: string): string {
    return join(this.#folder, `${name}.wav`);
  }

  /**
   * Lets the longest unused go until what is kept fits, but nothing that was used a moment ago; and what a killed
   * process has left.
   */
  async #trim(): Promise<void> {
    const kept: Array<{ path: string; sizeBytes: number; ageMs: number }> = [];
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      const found = await stat(path).catch(() => undefined); // Another process tidies up as well.
      if (!found) continue;
      const ageMs = Date.now() - found.mtimeMs;
      if (!name.endsWith('.tmp')) kept.push({ path, sizeBytes: found.size, ageMs });
      else if (ageMs > ABANDONED_MS) await rm(path, { force: true });
    }
    let total = kept.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    for (const { path, sizeBytes, ageMs } of kept.sort((a, b) => b.ageMs - a.ageMs)) {
      if (total <= this.settings.decodedBytesMax || ageMs < IN_USE_MS) return;
      await rm(path, { force: true });
      total -= sizeBytes;
    }
  }
}
