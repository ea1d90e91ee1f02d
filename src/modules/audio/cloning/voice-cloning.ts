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
   * Has the provider make a voice, and maps it for every language of the speaker. Whatever fails, nothing half is left.
   * @param key The same key and request give the same clone for 24 hours.
   * @throws SpeakerNotFound, InvalidInput, CloningWithoutKey, CloneInTheMaking, CloneKeyReused, BudgetUsedUp, CloningFailed
   */
  async clone(speakerId: string, wish: CloneWish, key?: string): Promise<VoiceClone> {
    const speaker = await this.speakers.get(speakerId);
    const fingerprint = sha256(JSON.stringify([speakerId, wish.said, hashesOf(wish)]));
    const former = key === undefined ? undefined : await this.clones.byKey(key);
    if (former) return repeated(former, fingerprint);
    const engine = this.#engine();
    const signal = AbortSignal.timeout(CLONE_MS_MAX);
    const samples = await this.#heard(wish.samples, signal);
    await this.#tidy(speakerId, engine, signal);
    const clone = newClone(speaker, wish, samples, { fingerprint, idempotencyKey: key });
    const money = await this.spend.reserve({
      provider: PROVIDER,
      operation: 'clone voice',
      units: { voices: 1 },
      subject: `speaker ${speakerId}`,
    });
    if (!(await this.clones.begin(clone))) {
      await money.release();
      throw new CloneInTheMaking(speakerId);
    }
    const made = await this.#made(engine, clone, wish, { money, signal });
    await this.#map(engine, clone, made);
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
   * Takes a voice away: at the provider first, then from the speaker. Who consented stays on record.
   * @throws CloneNotFound, CloneInTheMaking, CloningWithoutKey, CloningFailed
   */
  async remove(speakerId: string, id: string): Promise<void> {
    const { voice, status } = await this.get(speakerId, id);
    if (status === 'deleted') return;
    if (voice === null) throw new CloneInTheMaking(speakerId);
    const engine = this.#engine();
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
    const engine = this.engines.all.find((one) => one instanceof ElevenLabsSpeechSynthesizer);
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

  /** What a process that died has left, here and at the provider. */
  async #tidy(speakerId: string, engine: ElevenLabsSpeechSynthesizer, signal: AbortSignal) {
    const left = await this.clones.abandoned(speakerId);
    if (!left) return;
    await this.#removeByName(engine, left.name, signal);
    await this.clones.drop(left.id);
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
      const made = await engine.cloning.add(
        {
          name: clone.name,
          files,
          removesBackgroundNoise: said.remove_background_noise ?? false,
          description: said.description,
          labels: { use_case: 'radio' },
        },
        signal,
      );
      await money.settle();
      return made;
    } catch (error) {
      const mayBeThere =
        error instanceof SpeechPaidInVain || error instanceof VoiceUntold || signal.aborted;
      if (mayBeThere)
        await this.#removeByName(engine, clone.name, AbortSignal.timeout(REMOVE_MS_MAX));
      await (mayBeThere ? money.settle() : money.release());
      await this.clones.drop(clone.id);
      throw failed('clone', error);
    }
  }

  async #map(engine: ElevenLabsSpeechSynthesizer, clone: NewClone, made: Made): Promise<void> {
    const { id, speakerId, consent, samplesHash } = clone;
    try {
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
      await this.#removeQuietly(engine, made.voice, AbortSignal.timeout(REMOVE_MS_MAX));
      await this.clones.drop(id);
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

  /** Names of clones are like no other, so what has one is ours. */
  async #removeByName(engine: ElevenLabsSpeechSynthesizer, name: string, signal: AbortSignal) {
    const voices = await engine.freshVoices().catch(() => []);
    for (const voice of voices)
      if (voice.title === name) await this.#removeQuietly(engine, voice.name, signal);
  }

  async #removeQuietly(engine: ElevenLabsSpeechSynthesizer, voice: string, signal: AbortSignal) {
    await engine.cloning.remove(voice, signal).catch((error: unknown) => {
      this.#logger.warn({ message: 'A cloned voice is left at the provider.', voice, error });
    });
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

/** In words about voices; what is no failure of the provider stays what it is. */
function failed(what: string, error: unknown): unknown {
  if (error instanceof SpeechUnavailable)
    return new CloningFailed(what, String(error.facts['reason']), error);
  const isLate = error instanceof DOMException && error.name === 'TimeoutError';
  return error instanceof Problem || !isLate
    ? error
    : new CloningFailed(what, 'it took too long', error);
}
