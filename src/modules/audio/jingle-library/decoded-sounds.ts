import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { ServiceSettings } from '#platform/config';
import { AudioDecoder, type AudioFacts } from '../decode/audio-decoder.js';
import { PROGRAMME_RATE_HZ } from '../mix/mix-plan.js';
import { JingleSettings } from './jingle.settings.js';

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
  async decode(
    contentHash: string,
    path: string,
    durationSMax: number,
    signal?: AbortSignal,
  ): Promise<{ readonly wav: string; readonly facts: AudioFacts }> {
    await mkdir(this.#folder, { recursive: true });
    const wav = this.#pathOf(contentHash);
    const part = `${wav}.${randomUUID()}.tmp`;
    const wish = { sampleRateHz: PROGRAMME_RATE_HZ, channels: 2, samples: 'f32' } as const;
    try {
      const facts = await this.decoder.decode(path, part, { ...wish, durationSMax }, signal);
      await rename(part, wav);
      await this.#trim(wav);
      return { wav, facts };
    } finally {
      await rm(part, { force: true });
    }
  }

  /** A path where the sound lies, decoded now if it is not there any more. @throws As `decode`. */
  async wavOf(
    contentHash: string,
    source: () => Promise<string>,
    durationSMax: number,
    signal?: AbortSignal,
  ): Promise<string> {
    const wav = this.#pathOf(contentHash);
    const now = new Date();
    const isThere = await utimes(wav, now, now).then(
      () => true,
      () => false, // Never decoded, or let go.
    );
    return isThere
      ? wav
      : (await this.decode(contentHash, await source(), durationSMax, signal)).wav;
  }

  #pathOf(contentHash: string): string {
    return join(this.#folder, `${contentHash}.wav`);
  }

  /** Lets the longest unused go until what is kept fits, all but the newest. */
  async #trim(newest: string): Promise<void> {
    const files: Array<{ path: string; sizeBytes: number; usedMs: number }> = [];
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      const found = await stat(path).catch(() => undefined); // Another process tidies up as well.
      if (found) files.push({ path, sizeBytes: found.size, usedMs: found.mtimeMs });
    }
    let total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    for (const { path, sizeBytes } of files.sort((a, b) => a.usedMs - b.usedMs)) {
      if (total <= this.settings.decodedBytesMax) return;
      if (path === newest || path.endsWith('.tmp')) continue;
      await rm(path, { force: true });
      total -= sizeBytes;
    }
  }
}
