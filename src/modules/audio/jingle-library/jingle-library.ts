import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { type MediaFile, MediaInUse, MediaLibrary, type MediaWish } from '#modules/media';
import { Database, isTaken } from '#platform/database';
import { FileUses } from '#platform/files';
import type { Peaks } from '../mix/mix-plan.js';
import { DecodedSounds } from './decoded-sounds.js';
import type { Jingle, JingleKind } from './jingle.js';
import { JingleListener } from './jingle-listener.js';
import {
  JingleChanged,
  JingleExists,
  JingleInUse,
  JingleNotFound,
  JingleNotReady,
} from './jingle.problems.js';
import { JingleRepository } from './jingle.repository.js';
import { JingleSettings } from './jingle.settings.js';
import { type JingleWish, recommend, type Recommendation } from './recommend.js';

/** Jingles of a kind that are compared at most: the least used first. */
const COMPARED_MAX = 500;
/** A jingle that fits less well than the built-in one is not taken by itself. */
const FITTING_SCORE = 0.5;

export interface NewJingle {
  readonly kind: JingleKind;
  readonly name: string;
  readonly showTypes: readonly string[];
  readonly ownerKeyId?: string | undefined;
}

/** What a show takes: the best that fits, the built-in piece, or one that is named. */
export type JingleChoice = 'auto' | 'built_in' | (string & {});

export interface ChosenJingle {
  readonly jingle: Jingle;
  /** Stereo WAV, 44.1 kHz, 32-bit floats. */
  readonly wav: string;
  readonly reason: string;
}

/** The jingles that people upload: intros, outros, bridges, beds, stingers and station ids. */
@Injectable()
export class JingleLibrary implements OnModuleInit {
  readonly #logger = new Logger(JingleLibrary.name);
  readonly #users: Array<(id: string) => Promise<readonly string[]>> = [];

  constructor(
    private readonly repository: JingleRepository,
    private readonly listener: JingleListener,
    private readonly media: MediaLibrary,
    private readonly sounds: DecodedSounds,
    private readonly database: Database,
    private readonly uses: FileUses,
    private readonly settings: JingleSettings,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.media.onRemoval((mediaId) => this.repository.namesOf(mediaId));
  }

  /**
   * Makes somebody known who may name jingles: while he does, they are not removed.
   * @param users Tells in words who needs a jingle: 'the preset "morning"'.
   */
  onRemoval(users: (id: string) => Promise<readonly string[]>): void {
    this.#users.push(users);
  }

  /**
   * Keeps a file as a jingle and has it listened to; what cannot be audio is refused at once.
   * @throws As `MediaLibrary.keep` does.
   */
  async add(source: Readable, wish: NewJingle): Promise<Jingle> {
    return this.register(await this.media.keep(source, fileWishOf(wish)), wish);
  }

  /** Has a file that is kept listened to as a jingle; where it is one of this kind, gives that one. */
  async register(file: MediaFile, wish: Pick<NewJingle, 'kind' | 'showTypes'>): Promise<Jingle> {
    return this.database.transaction(async () => {
      const jingle = await this.repository.add({
        id: randomUUID(),
        mediaId: file.id,
        kind: wish.kind,
        name: file.name,
        showTypes: wish.showTypes,
      });
      if (jingle.status === 'pending') await this.listener.ask(jingle.id);
      return jingle;
    });
  }

  /** @throws JingleNotFound */
  async get(id: string): Promise<Jingle> {
    const jingle = await this.repository.find(id);
    if (!jingle) throw new JingleNotFound(id);
    return jingle;
  }

  /** @throws JingleNotFound, JingleNotReady */
  async ready(id: string): Promise<Jingle> {
    const jingle = await this.get(id);
    if (jingle.status !== 'ready') throw new JingleNotReady(id, jingle.status, jingle.reason);
    return jingle;
  }

  /** Has it listened to again. @throws JingleNotFound */
  async listenAgain(id: string): Promise<Jingle> {
    await this.get(id);
    await this.database.transaction(async () => {
      await this.repository.setStatus(id, 'pending', null);
      await this.listener.ask(id);
    });
    return this.get(id);
  }

  /** @throws JingleNotFound, JingleNotReady */
  async waveform(id: string): Promise<Peaks> {
    const { status, reason } = await this.ready(id);
    const peaks = await this.repository.peaks(id);
    if (!peaks) throw new JingleNotReady(id, status, reason);
    return peaks;
  }

  /** @throws JingleNotFound, JingleChanged, JingleExists */
  async change(
    id: string,
    version: number | undefined,
    changes: Partial<Pick<Jingle, 'kind' | 'name' | 'showTypes'>>,
  ): Promise<Jingle> {
    const changed = await this.repository.change(id, version, changes).catch((error: unknown) => {
      throw changes.kind && isTaken(error) ? new JingleExists(id, changes.kind) : error;
    });
    if (!changed) throw new JingleChanged(id, (await this.get(id)).version);
    return changed;
  }

  /**
   * Removes it, and its file where nobody else needs that, for who has brought it, and for operators.
   * @throws JingleNotFound, JingleChanged, JingleInUse, MediaOfOthers
   */
  async takeAway(id: string, version: number | undefined): Promise<void> {
    const jingle = await this.get(id);
    await this.media.mustBelong(jingle.mediaId);
    const users: string[] = [];
    for (const ask of this.#users) users.push(...(await ask(id)));
    if (users.length > 0) throw new JingleInUse(id, users);
    if (!(await this.repository.remove(id, version)))
      throw new JingleChanged(id, (await this.get(id)).version);
    if (jingle.preview) await this.uses.release(jingle.preview);
    await this.media.remove(jingle.mediaId).catch((error: unknown) => {
      if (!(error instanceof MediaInUse)) throw error; // Another jingle, or a job, is made of it.
    });
  }

  /** The best first. */
  async recommend(wish: JingleWish, limit: number): Promise<Recommendation[]> {
    const ready = await this.repository.ready(wish.kind, COMPARED_MAX);
    return recommend(ready, wish, this.clock.now()).slice(0, limit);
  }

  /**
   * The jingle that a show takes, decoded for the mixer; nothing where it takes the built-in piece. A jingle that
   * cannot be used any more costs no show: the built-in piece plays, and the log says why.
   */
  async choose(
    wish: JingleWish,
    choice: JingleChoice = this.settings.jingles,
    signal?: AbortSignal,
  ): Promise<ChosenJingle | undefined> {
    if (choice === 'built_in') return undefined;
    try {
      const found = await this.#found(wish, choice);
      if (!found) return undefined;
      const { contentHash } = await this.media.get(found.jingle.mediaId);
      const source = () => this.media.pathOf(found.jingle.mediaId);
      const most = this.settings.jingleSecondsMax;
      return { ...found, wav: await this.sounds.wavOf(contentHash, source, most, signal) };
    } catch (error) {
      signal?.throwIfAborted();
      this.#logger.warn({ message: 'A jingle is not to be had.', kind: wish.kind, choice, error });
      return undefined;
    }
  }

  /** Counts that a show on the air is heard with them, once. */
  async countUse(ids: readonly string[], showId: string): Promise<void> {
    if (ids.length > 0) await this.repository.countUse(ids, showId);
  }

  async #found(
    wish: JingleWish,
    choice: JingleChoice,
  ): Promise<Omit<ChosenJingle, 'wav'> | undefined> {
    if (choice !== 'auto') return { jingle: await this.ready(choice), reason: 'it was asked for' };
    const [best] = await this.recommend(wish, 1);
    return best && best.score >= FITTING_SCORE ? best : undefined;
  }
}

/** How the file of a jingle is kept. */
export function fileWishOf({ kind, name, ownerKeyId }: NewJingle): MediaWish {
  return { kind: kind === 'bed' ? 'bed' : 'jingle', name, ownerKeyId };
}
