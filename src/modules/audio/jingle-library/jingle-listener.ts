import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Problem } from '#kernel';
import { MediaLibrary } from '#modules/media';
import { ServiceSettings } from '#platform/config';
import { FileStore, FileUses } from '#platform/files';
import { JobQueue, type JobRun } from '#platform/queue';
import type { SoundAnalysis } from '../analysis/analyse.js';
import { SoundAnalyser } from '../analysis/sound-analyser.js';
import { Ffmpeg } from '../ffmpeg/ffmpeg.js';
import { DecodedSounds } from './decoded-sounds.js';
import { JingleRepository } from './jingle.repository.js';
import { JingleSettings } from './jingle.settings.js';

const LISTEN = 'audio.listen-to-jingle';
const DEADLINE_MS = 10 * 60_000;
const PREVIEW_S = 15;
const PREVIEW_FADE_S = 1;
const PREVIEW_LIMITS = { timeMs: 60_000, outputBytes: 2_000_000 };

interface Listen {
  readonly jingleId: string;
}

/** Listens to uploaded jingles, as jobs: decodes, analyses, and cuts a preview. */
@Injectable()
export class JingleListener implements OnModuleInit {
  constructor(
    private readonly queue: JobQueue,
    private readonly jingles: JingleRepository,
    private readonly library: MediaLibrary,
    private readonly sounds: DecodedSounds,
    private readonly analyser: SoundAnalyser,
    private readonly ffmpeg: Ffmpeg,
    private readonly files: FileStore,
    private readonly uses: FileUses,
    private readonly settings: JingleSettings,
    private readonly service: ServiceSettings,
  ) {}

  onModuleInit(): void {
    this.queue.handle<Listen>(LISTEN, (payload, run) => this.#listen(payload, run), {
      lane: 'low',
      triesMax: 3,
      deadlineMs: DEADLINE_MS,
    });
    this.uses.register({
      name: 'jingles',
      used: (ids) => this.jingles.usedContents(ids),
      all: () => this.jingles.contents(),
    });
  }

  /** Has a jingle listened to, soon; call it in the transaction that wants it. */
  async ask(jingleId: string): Promise<void> {
    await this.queue.add(LISTEN, { jingleId }, { dedupKey: `${LISTEN}:${jingleId}` });
  }

  async #listen({ jingleId }: Listen, run: JobRun): Promise<void> {
    const jingle = await this.jingles.find(jingleId);
    if (!jingle) return; // Removed while it waited.
    try {
      const { contentHash } = await this.library.get(jingle.mediaId);
      const path = await this.library.pathOf(jingle.mediaId);
      run.progress(0.1, 'decoding');
      const most = this.settings.jingleSecondsMax;
      const { wav, facts } = await this.sounds.decode(contentHash, path, most, run.signal);
      run.progress(0.5, 'listening');
      const { peaks, ...analysis } = await this.analyser.analyse(wav, run.signal);
      if (!analysis.sound) {
        await this.jingles.setStatus(jingleId, 'failed', 'All of it is silence.');
        return;
      }
      run.progress(0.9, 'cutting a preview');
      const preview = await this.#preview(wav, analysis.sound, run.signal);
      await this.jingles.heard(jingleId, { analysis: { facts, ...analysis }, peaks, ...preview });
    } catch (error) {
      run.signal.throwIfAborted();
      const isItsFault = error instanceof Problem && error.kind === 'invalid';
      if (!isItsFault && !run.isLastAttempt) throw error;
      const reason = error instanceof Problem ? error.message : 'It could not be analysed.';
      await this.jingles.setStatus(jingleId, 'failed', reason);
      if (!isItsFault) throw error;
    }
  }

  /** A short MP3 of where its sound begins, faded out. */
  async #preview(
    wav: string,
    { startS, endS }: NonNullable<SoundAnalysis['sound']>,
    signal: AbortSignal,
  ) {
    const lengthS = Math.min(PREVIEW_S, endS - startS);
    const fadeAtS = Math.max(0, lengthS - PREVIEW_FADE_S);
    const folder = join(this.service.dataDir, 'decoded');
    await mkdir(folder, { recursive: true });
    const clip = join(folder, `${randomUUID()}.mp3.tmp`);
    await this.ffmpeg.run({
      args: [
        ...['-f', 'wav', '-ss', startS.toFixed(3), '-i', 'in', '-t', lengthS.toFixed(3)],
        ...['-af', `afade=t=out:st=${fadeAtS.toFixed(3)}:d=${PREVIEW_FADE_S}`],
        ...['-c:a', 'libmp3lame', '-b:a', '128k', '-ac', '2', '-map_metadata', '-1'],
        ...['-f', 'mp3', 'out'],
      ],
      inputFiles: { in: wav },
      outputFiles: { out: clip },
      limits: PREVIEW_LIMITS,
      signal,
    });
    const { id, sizeBytes } = await this.files.adopt(clip);
    return { preview: id, previewSizeBytes: sizeBytes };
  }
}
