import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Fault, InvalidInput, type Language, Problem } from '#kernel';
import { type MediaFile, MediaLibrary } from '#modules/media';
import { type Speaker, SpeakerService } from '#modules/speaker';
import { actorNow, AuditLog } from '#platform/audit';
import { Database } from '#platform/database';
import { type Reservation, Spend } from '#platform/spend';
import { SpeechPaidInVain, SpeechUnavailable } from '../audio.problems.js';
import { UnusableAudio } from '../decode/decode.problems.js';
import { VoiceUntold } from '../speech/remote/elevenlabs-cloning.js';
import { ElevenLabsSpeechSynthesizer } from '../speech/remote/elevenlabs.speech-synthesizer.js';
import { SpeechEngines } from '../speech/speech-engines.js';
import type { CloneWish } from './clone-form.js';
import type { CloneSample, VoiceClone } from './clone.js';
import {
  CloneInTheMaking,
  CloneKeyReused,
  CloneNotFound,
  CloningFailed,
  CloningWithoutKey,
} from './clone.problems.js';
import { CloneRemains } from './clone-remains.js';
import { CloneRepository, type NewClone } from './clone.repository.js';
import { sampleFaults } from './sample-checks.js';
import { SampleEar } from './sample-ear.js';

const PROVIDER = 'elevenlabs';
const CLONE_MS_MAX = 300_000;
const REMOVE_MS_MAX = 30_000;

/** Makes voices of samples for speakers, with a consent, and takes them away again. */
@Injectable()
export class VoiceCloning implements OnModuleInit {
  readonly #logger = new Logger(VoiceCloning.name);

  constructor(
    private readonly speakers: SpeakerService,
    private readonly clones: CloneRepository,
    private readonly remains: CloneRemains,
    private readonly media: MediaLibrary,
    private readonly ear: SampleEar,
    private readonly engines: SpeechEngines,
    private readonly spend: Spend,
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.media.onRemoval((mediaId) => this.clones.makersOf(mediaId));
  }

  /**
   * Has the provider make a voice, and maps it for every language of the speaker. What breaks off leaves nothing half, or is `abandoned`
   * until the provider is known to have no voice of it.
   * @param key The same key and request give the same clone for 24 hours.
   * @throws SpeakerNotFound, InvalidInput, CloningWithoutKey, CloneInTheMaking, CloneKeyReused, BudgetUsedUp, CloningFailed
   */
  async clone(speakerId: string, wish: CloneWish, key?: string): Promise<VoiceClone> {
    const speaker = await this.speakers.get(speakerId);
    await this.clones.giveUp(speakerId);
    const fingerprint = sha256(JSON.stringify([speakerId, wish.said, hashesOf(wish)]));
    const former = key === undefined ? undefined : await this.clones.byKey(key);
    if (former) return repeated(former, fingerprint);
    const engine = this.#engine();
    const signal = AbortSignal.timeout(CLONE_MS_MAX);
    const samples = await this.#heard(wish.samples, signal).catch((error: unknown) => {
      throw failed('clone', error);
    });
    await this.remains.tidy(speakerId, AbortSignal.timeout(REMOVE_MS_MAX));
    const clone = newClone(speaker, wish, samples, { fingerprint, idempotencyKey: key });
    const money = await this.spend.reserve({
      provider: PROVIDER,
      operation: 'clone voice',
      units: { voices: 1 },
      subject: `speaker ${speakerId}`,
    });
    await this.#begin(clone, money);
    const made = await this.#made(engine, clone, wish, { money, signal });
    await this.#map(engine, clone, made, money);
    return this.get(speakerId, clone.id);
  }

  /** Newest first. @throws SpeakerNotFound */
  async list(speakerId: string): Promise<VoiceClone[]> {
    const clones = await this.clones.ofSpeaker(speakerId);
    if (clones.length === 0) await this.speakers.get(speakerId); // A consent outlives its speaker.
    return clones;
  }

  /** @throws CloneNotFound */
  async get(speakerId: string, id: string): Promise<VoiceClone> {
    const clone = await this.clones.find(speakerId, id);
    if (!clone) throw new CloneNotFound(speakerId, id);
    return clone;
  }

  /**
   * Takes a voice away: at the provider first, then from the speaker. Who consented stays on record; of an attempt that
   * broke off nothing does.
   * @throws CloneNotFound, CloneInTheMaking, CloningWithoutKey, CloningFailed
   */
  async remove(speakerId: string, id: string): Promise<void> {
    await this.clones.giveUp(speakerId);
    const clone = await this.get(speakerId, id);
    const { voice, status } = clone;
    if (status === 'deleted') return;
    if (status === 'making') throw new CloneInTheMaking(speakerId);
    const engine = this.#engine();
    if (voice === null) {
      await this.#removeAttempt(engine, clone);
      return;
    }
    await engine.cloning
      .remove(voice, AbortSignal.timeout(REMOVE_MS_MAX))
      .catch((error: unknown) => {
        throw failed('remove', error);
      });
    await this.database.transaction(async () => {
      await this.#unmap(speakerId, voice);
      await this.clones.deleted(id);
      await this.audit.record({
        action: 'voice.clone-deleted',
        target: id,
        facts: { speaker: speakerId, voice },
      });
    });
    await engine.freshVoices().catch(() => undefined);
  }

  /** Deletes the samples of every voice of a speaker; what was measured of them and their hashes stay. */
  async removeSamples(speakerId: string): Promise<void> {
    await this.clones.giveUp(speakerId);
    const clones = await this.list(speakerId);
    if (clones.some(({ status }) => status === 'making')) throw new CloneInTheMaking(speakerId);
    const ids = new Set(
      clones.flatMap(({ samples, samplesDeletedAt }) =>
        samplesDeletedAt ? [] : samples.map(({ mediaId }) => mediaId),
      ),
    );
    for (const id of ids) if (await this.media.find(id)) await this.media.remove(id);
    await this.clones.samplesDeleted(speakerId);
    await this.audit.record({
      action: 'voice.samples-deleted',
      target: speakerId,
      facts: { samples: ids.size },
    });
  }

  /** @throws CloningWithoutKey */
  #engine(): ElevenLabsSpeechSynthesizer {
    const engine = this.engines.find(ElevenLabsSpeechSynthesizer);
    if (!engine?.hasKey) throw new CloningWithoutKey();
    return engine;
  }

  /** @throws InvalidInput with every rule that a sample breaks. */
  async #heard(files: readonly MediaFile[], signal: AbortSignal): Promise<CloneSample[]> {
    const samples = [];
    const faults: Fault[] = [];
    for (const [at, file] of files.entries()) {
      try {
        const measures = await this.ear.measure(await this.media.pathOf(file.id), signal);
        samples.push({ name: file.name, measures, file });
      } catch (error) {
        if (!(error instanceof UnusableAudio)) throw error;
        faults.push({ field: `files.${at}`, rule: `"${file.name}": ${error.message}` });
      }
    }
    if (faults.length === 0) faults.push(...sampleFaults(samples));
    if (faults.length > 0) throw new InvalidInput(faults);
    return samples.map(({ file, measures }) => ({
      mediaId: file.id,
      name: file.name,
      hash: file.contentHash,
      durationS: measures.durationS,
      speechS: measures.speechS,
      levelDbfs: measures.levelDbfs,
      noiseFloorDbfs: measures.noiseFloorDbfs,
      pitchHz: measures.pitchHz,
    }));
  }

  /** @throws CloneInTheMaking; what the database throws. Nobody is paid then. */
  async #begin(clone: NewClone, money: Reservation): Promise<void> {
    const isBegun = await this.clones.begin(clone).catch(async (error: unknown) => {
      await money.release();
      throw error;
    });
    if (isBegun) return;
    await money.release();
    throw new CloneInTheMaking(clone.speakerId);
  }

  /** @throws CloningFailed where nobody can tell yet what the provider has of it. */
  async #removeAttempt(
    engine: ElevenLabsSpeechSynthesizer,
    { id, speakerId, name }: VoiceClone,
  ): Promise<void> {
    const isGone = await this.remains.clear(
      engine,
      { id, name },
      AbortSignal.timeout(REMOVE_MS_MAX),
    );
    if (!isGone)
      throw new CloningFailed('remove', 'what it has of the attempt is not known yet, ask again');
    await this.audit.record({
      action: 'voice.clone-deleted',
      target: id,
      facts: { speaker: speakerId, name },
    });
  }

  async #made(
    engine: ElevenLabsSpeechSynthesizer,
    clone: NewClone,
    { said, samples }: CloneWish,
    { money, signal }: { money: Reservation; signal: AbortSignal },
  ): Promise<Made> {
    try {
      const files = await Promise.all(
        samples.map(async ({ id, name, contentType }) => ({
          name,
          contentType,
          bytes: new Uint8Array(await readFile(await this.media.pathOf(id))),
        })),
      );
      return await engine.cloning.add(
        {
          name: clone.name,
          files,
          removesBackgroundNoise: said.remove_background_noise ?? false,
          description: said.description,
          labels: { use_case: 'radio' },
        },
        signal,
      );
    } catch (error) {
      const outcome = signal.aborted ? 'open' : outcomeOf(error);
      const remains =
        outcome === 'not done'
          ? 'nothing'
          : await this.remains.remove(engine, clone.name, AbortSignal.timeout(REMOVE_MS_MAX));
      const isOver = remains === 'removed' || (remains === 'nothing' && outcome !== 'open');
      await (isOver ? this.clones.drop(clone.id) : this.clones.abandon(clone.id));
      // A voice that was there has been paid, and one that may be there may have to be.
      await (isOver && remains === 'nothing' ? money.release() : money.settle());
      throw failed('clone', error);
    }
  }

  async #map(
    engine: ElevenLabsSpeechSynthesizer,
    clone: NewClone,
    made: Made,
    money: Reservation,
  ): Promise<void> {
    const { id, speakerId, consent, samplesHash } = clone;
    try {
      await money.settle();
      await this.database.transaction(async () => {
        await this.speakers.change(speakerId, undefined, ({ voices, languages }) => ({
          voices: mapped(voices, languages, made.voice),
        }));
        await this.clones.ready(id, made.voice, made.needsVerification);
        const said = { who: consent.who, when: consent.when.toISOString(), text: consent.text };
        const facts = {
          speaker: speakerId,
          provider: PROVIDER,
          voice: made.voice,
          consent: said,
          samples_sha256: samplesHash,
        };
        await this.audit.record({ action: 'voice.cloned', target: id, facts });
      });
    } catch (error) {
      await this.#undo(engine, id, made.voice);
      throw error;
    }
    await engine.freshVoices().catch(() => undefined);
  }

  async #unmap(speakerId: string, voice: string): Promise<void> {
    const speaker = (await this.speakers.all()).find(({ id }) => id === speakerId);
    if (!speaker) return;
    await this.speakers.change(speakerId, undefined, ({ voices }) => ({
      voices: Object.fromEntries(
        Object.entries(voices).map(([language, byProvider]) => [
          language,
          Object.fromEntries(
            Object.entries(byProvider).filter(([, name]) => name.split(':').at(-1) !== voice),
          ),
        ]),
      ),
    }));
  }

  /** Of a voice that could not be mapped nothing stays, or it is abandoned and removed later. */
  async #undo(engine: ElevenLabsSpeechSynthesizer, id: string, voice: string): Promise<void> {
    try {
      await engine.cloning.remove(voice, AbortSignal.timeout(REMOVE_MS_MAX));
    } catch (error) {
      this.#logger.warn({ message: 'A cloned voice is left at the provider.', voice, error });
      await this.clones.abandon(id);
      return;
    }
    await this.clones.drop(id);
  }
}

interface Made {
  readonly voice: string;
  readonly needsVerification: boolean;
}

/** @throws CloneKeyReused, CloneInTheMaking */
function repeated(former: VoiceClone, fingerprint: string): VoiceClone {
  if (former.fingerprint !== fingerprint) throw new CloneKeyReused();
  if (former.status === 'making') throw new CloneInTheMaking(former.speakerId);
  return former;
}

function newClone(
  { id: speakerId, name, languages }: Speaker,
  wish: CloneWish,
  samples: readonly CloneSample[],
  asked: Pick<NewClone, 'fingerprint' | 'idempotencyKey'>,
): NewClone {
  const id = randomUUID();
  const { who, when, text } = wish.said.consent;
  return {
    id,
    speakerId,
    provider: PROVIDER,
    name: `${name} (RadioX ${id.slice(0, 8)})`,
    languages: languages as Language[],
    consent: { who, when: new Date(when), text },
    samples,
    samplesHash: sha256(
      hashesOf(wish)
        .map((hash) => `${hash}\n`)
        .join(''),
    ),
    actor: actorNow(),
    ...asked,
  };
}

function mapped(voices: Speaker['voices'], languages: readonly string[], voice: string) {
  const ours = languages.map((language) => [language, { ...voices[language], [PROVIDER]: voice }]);
  return { ...voices, ...(Object.fromEntries(ours) as Speaker['voices']) };
}

const hashesOf = ({ samples }: CloneWish) => samples.map(({ contentHash }) => contentHash);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * What became of a wish to add a voice. `open`: it may be made even now, for nothing was heard to the end, or a
 * server in between gave up. `done`: the provider is at the end of it, and may have a voice.
 */
function outcomeOf(error: unknown): 'not done' | 'done' | 'open' {
  if (!(error instanceof SpeechUnavailable)) return 'not done'; // Nobody was asked.
  if (error instanceof VoiceUntold) return 'done';
  const reason = String(error.facts['reason']);
  if (error instanceof SpeechPaidInVain || /answered 50[234]/u.test(reason)) return 'open';
  return /answered 5\d\d/u.test(reason) ? 'done' : 'not done';
}

/** In words about voices; what is no failure of the provider stays what it is. */
function failed(what: string, error: unknown): unknown {
  if (error instanceof SpeechUnavailable)
    return new CloningFailed(what, String(error.facts['reason']), error);
  const isLate = error instanceof DOMException && error.name === 'TimeoutError';
  return error instanceof Problem || !isLate
    ? error
    : new CloningFailed(what, 'it took too long', error);
}
