import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { VoiceClone } from './clone.js';

const FIELDS = `id, speaker_id as "speakerId", provider, name, status, voice, needs_verification as "needsVerification",
  languages, consent_who as "consentWho", consent_when as "consentWhen", consent_text as "consentText", samples,
  samples_hash as "samplesHash", fingerprint, actor, created_at as "createdAt",
  samples_deleted_at as "samplesDeletedAt", deleted_at as "deletedAt"`;
/** Of a speaker; more are not listed. */
const CLONES_MAX = 200;
/** Outlives every deadline of an attempt: the process that made it is gone, and the provider is done with it. */
const OLD = `created_at < now() - interval '10 minutes'`;

interface Row extends Omit<VoiceClone, 'consent'> {
  readonly consentWho: string;
  readonly consentWhen: Date;
  readonly consentText: string;
}

/** What is known before the provider is asked. */
export type NewClone = Pick<
  VoiceClone,
  | 'id'
  | 'speakerId'
  | 'provider'
  | 'name'
  | 'languages'
  | 'consent'
  | 'samples'
  | 'samplesHash'
  | 'fingerprint'
  | 'actor'
> & { readonly idempotencyKey: string | undefined };

@Injectable()
export class CloneRepository {
  constructor(private readonly database: Database) {}

  /** @returns False where a voice of the speaker is in the making, or the key belongs to another clone. */
  async begin(clone: NewClone): Promise<boolean> {
    const { consent } = clone;
    const rows = await this.database.query<{ id: string }>(
      `with made as (insert into voice_clone (id, speaker_id, provider, name, languages, consent_who, consent_when,
         consent_text, samples, samples_hash, fingerprint, idempotency_key, actor)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing returning id)
       select id from made`,
      [
        clone.id,
        clone.speakerId,
        clone.provider,
        clone.name,
        clone.languages,
        consent.who,
        consent.when,
        consent.text,
        JSON.stringify(clone.samples),
        clone.samplesHash,
        clone.fingerprint,
        clone.idempotencyKey ?? null,
        clone.actor,
      ],
    );
    return rows.length === 1;
  }

  async ready(id: string, voice: string, needsVerification: boolean): Promise<void> {
    await this.database.query(
      `update voice_clone set status = 'ready', voice = $2, needs_verification = $3 where id = $1`,
      [id, voice, needsVerification],
    );
  }

  /** Forgets an attempt of which nothing came. */
  async drop(id: string): Promise<void> {
    await this.database.query(
      `delete from voice_clone where id = $1 and status in ('making', 'abandoned')`,
      [id],
    );
  }

  /** Forgets an attempt that broke off, where the provider has had the time to end it. @returns Whether it is gone. */
  async dropOld(id: string): Promise<boolean> {
    const rows = await this.database.query(
      `with gone as (delete from voice_clone where id = $1 and status = 'abandoned' and ${OLD} returning id)
       select id from gone`,
      [id],
    );
    return rows.length > 0;
  }

  /** Of an attempt that broke off the provider may have a voice: the consent stays until that is known. */
  async abandon(id: string): Promise<void> {
    await this.database.query(
      `update voice_clone set status = 'abandoned', idempotency_key = null where id = $1 and status = 'making'`,
      [id],
    );
  }

  async deleted(id: string): Promise<void> {
    await this.database.query(
      `update voice_clone set status = 'deleted', deleted_at = now() where id = $1`,
      [id],
    );
  }

  async samplesDeleted(speakerId: string): Promise<void> {
    await this.database.query(
      `update voice_clone set samples_deleted_at = now()
        where speaker_id = $1 and samples_deleted_at is null and status <> 'making'`,
      [speakerId],
    );
  }

  /** Newest first. */
  ofSpeaker(speakerId: string): Promise<VoiceClone[]> {
    return this.#read('speaker_id = $1', [speakerId]);
  }

  async find(speakerId: string, id: string): Promise<VoiceClone | undefined> {
    return (await this.#read('speaker_id = $1 and id = $2', [speakerId, id]))[0];
  }

  /** The clone of an idempotency key that is younger than a day; older ones let go of it. */
  async byKey(key: string): Promise<VoiceClone | undefined> {
    await this.database.query(
      `update voice_clone set idempotency_key = null
        where idempotency_key = $1 and created_at < now() - interval '24 hours'`,
      [key],
    );
    return (await this.#read('idempotency_key = $1', [key]))[0];
  }

  /** Attempts of one speaker, or of all, that were never ended: the process that made them is gone. */
  async giveUp(speakerId?: string): Promise<void> {
    await this.database.query(
      `update voice_clone set status = 'abandoned', idempotency_key = null
        where status = 'making' and ${OLD} and ($1::text is null or speaker_id = $1)`,
      [speakerId ?? null],
    );
  }

  /** Attempts that broke off, of one speaker or of all, with those that were never ended. */
  async abandoned(speakerId?: string): Promise<VoiceClone[]> {
    await this.giveUp(speakerId);
    return this.#read(`status = 'abandoned' and ($1::text is null or speaker_id = $1)`, [
      speakerId ?? null,
    ]);
  }

  /** Clones in the making that a media file is needed for. */
  async makersOf(mediaId: string): Promise<string[]> {
    const rows = await this.database.query<{ speaker: string }>(
      `select speaker_id as speaker from voice_clone where status = 'making' and not (${OLD}) and samples @> $1::jsonb`,
      [JSON.stringify([{ mediaId }])],
    );
    return rows.map(({ speaker }) => `the voice of "${speaker}", which is being cloned`);
  }

  async #read(where: string, values: readonly unknown[]): Promise<VoiceClone[]> {
    const rows = await this.database.query<Row>(
      `select ${FIELDS} from voice_clone where ${where} order by created_at desc, id limit ${CLONES_MAX}`,
      [...values],
    );
    return rows.map(({ consentWho, consentWhen, consentText, ...row }) => ({
      ...row,
      consent: { who: consentWho, when: consentWhen, text: consentText },
    }));
  }
}
