import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

/** So long an answer is kept for who sends its request again. */
const KEPT_HOURS = 24;
/** Who has not answered by then was killed: no handler takes half as long. */
const UNANSWERED_MINUTES = 15;

/** A request that came with an Idempotency-Key. */
export interface KeyedRequest {
  /** Of who asks, what, and with which key: SHA-256, hexadecimal. */
  readonly id: string;
  /** Of what the body says. */
  readonly requestHash: string;
}

export interface KeptAnswer {
  /** Nothing while it is being done. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What was answered to requests with an Idempotency-Key. */
@Injectable()
export class IdempotentAnswerRepository {
  constructor(private readonly database: Database) {}

  /** Of several who claim one, one gets it. @returns Nothing for him, and for the others how far that one is. */
  async claim({
    id,
    requestHash,
  }: KeyedRequest): Promise<(KeptAnswer & { readonly requestHash: string }) | undefined> {
    await this.database.query(
      `delete from idempotent_answer where begun_at < now() - make_interval(hours => $1)
         or (status is null and begun_at < now() - make_interval(mins => $2))`,
      [KEPT_HOURS, UNANSWERED_MINUTES],
    );
    const claimed = await this.database.query(
      `insert into idempotent_answer (id, request_hash) values ($1, $2)
       on conflict (id) do nothing returning id`,
      [id, requestHash],
    );
    if (claimed.length > 0) return undefined;
    const [former] = await this.database.query<KeptAnswer & { requestHash: string }>(
      `select request_hash as "requestHash", status, headers, body from idempotent_answer where id = $1`,
      [id],
    );
    // Given up between the two statements: whoever asks next gets it.
    return former ?? { requestHash, status: null, headers: {}, body: null };
  }

  async keep({ id }: KeyedRequest, { status, headers, body }: KeptAnswer): Promise<void> {
    await this.database.query(
      'update idempotent_answer set status = $2, headers = $3, body = $4 where id = $1',
      [id, status, JSON.stringify(headers), body],
    );
  }

  /** For a request that did not come to its end: the next one with the key is done. */
  async giveUp({ id }: KeyedRequest): Promise<void> {
    await this.database.query('delete from idempotent_answer where id = $1 and status is null', [
      id,
    ]);
  }
}
