import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { decimal } from './budget.repository.js';
import type { Purchase } from './spend.js';
import type { Units } from './units.js';

/** One thing that was bought, or that was there already. */
export interface Note {
  readonly purchase: Purchase;
  readonly units: Units;
  /** What it cost, US dollars. */
  readonly usd: number;
  /** It was there already: `usd` is what it would have cost. */
  readonly isReused: boolean;
}

/** What one subject has cost. */
export interface SubjectCost {
  readonly tokens: number;
  readonly characters: number;
  readonly images: number;
  readonly usd: number;
  readonly saved_usd: number;
}

/** Sums over a range of days, US dollars and units. */
export interface SpendSums {
  /** Purchases, free ones as well. */
  readonly purchases: number;
  /** Things that were there already. */
  readonly reuses: number;
  readonly characters: number;
  readonly saved_characters: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly images: number;
  readonly seconds: number;
  readonly usd: number;
  readonly saved_usd: number;
}

export interface ProviderSums extends SpendSums {
  readonly provider: string;
  readonly operation: string;
}

export interface DaySums extends SpendSums {
  /** YYYY-MM-DD, UTC. */
  readonly day: string;
}

export interface SubjectSums {
  readonly subject: string;
  readonly usd: number;
  readonly saved_usd: number;
}

const SUMS = `coalesce(sum(purchases), 0)::float8 as purchases, coalesce(sum(reuses), 0)::float8 as reuses,
  coalesce(sum(characters), 0)::float8 as characters, coalesce(sum(saved_characters), 0)::float8 as saved_characters,
  coalesce(sum(input_tokens), 0)::float8 as input_tokens, coalesce(sum(output_tokens), 0)::float8 as output_tokens,
  coalesce(sum(images), 0)::float8 as images, coalesce(sum(seconds), 0)::float8 as seconds,
  coalesce(sum(usd), 0)::float8 as usd, coalesce(sum(saved_usd), 0)::float8 as saved_usd`;
const COUNTED = [
  'characters',
  'saved_characters',
  'input_tokens',
  'output_tokens',
  'images',
  'seconds',
  'usd',
  'saved_usd',
];
const SUBJECTS_MAX = 50;
const SWEPT_MAX = 50_000;

/** The only file that queries the tables `spend` and `spend_day`. */
@Injectable()
export class SpendRepository {
  constructor(private readonly database: Database) {}

  /**
   * Adds to what a subject and a day have cost, in one statement. A thing of a subject that was bought or
   * found before is not found a second time: a stage that runs again changes nothing.
   * @param day The day it counts for; left out, today.
   */
  async note({ purchase, units, usd, isReused }: Note, day?: string): Promise<void> {
    const { provider, operation, subject = '', item } = purchase;
    const { characters = 0, inputTokens = 0, outputTokens = 0, images = 0, seconds = 0 } = units;
    // Without a subject nothing tells two things apart.
    const name = subject === '' ? randomUUID() : (item ?? randomUUID());
    await this.database.query(
      `with told (subject, provider, operation, item, ${COUNTED.join(', ')}) as (
         values ($1::text, $2::text, $3::text, $4::text, $5::bigint, $6::bigint, $7::bigint, $8::bigint,
           $9::bigint, $10::float8, $11::numeric, $12::numeric)
       ), noted as (
         insert into spend (subject, provider, operation, item, ${COUNTED.join(', ')}) select * from told
         on conflict (subject, provider, operation, item) do update
           set ${COUNTED.map((name) => `${name} = spend.${name} + excluded.${name}`).join(', ')}
           where not $13::boolean
         returning 1
       )
       insert into spend_day (day, provider, operation, purchases, reuses, ${COUNTED.join(', ')})
       select coalesce($14::date, (now() at time zone 'UTC')::date), provider, operation,
              case when $13 then 0 else 1 end, case when $13 then 1 else 0 end, ${COUNTED.join(', ')}
         from told where exists (select from noted)
       on conflict (day, provider, operation) do update
         set ${['purchases', 'reuses', ...COUNTED].map((name) => `${name} = spend_day.${name} + excluded.${name}`).join(', ')}`,
      [
        subject,
        provider,
        operation,
        name,
        isReused ? 0 : characters,
        isReused ? characters : 0,
        isReused ? 0 : inputTokens,
        isReused ? 0 : outputTokens,
        isReused ? 0 : images,
        isReused ? 0 : seconds,
        isReused ? '0' : decimal(usd),
        isReused ? decimal(usd) : '0',
        isReused,
        day ?? null,
      ],
    );
  }

  /** By `spend_pkey`. */
  async costOf(subject: string): Promise<SubjectCost> {
    const [row] = await this.database.query<SubjectCost>(
      `select coalesce(sum(input_tokens + output_tokens), 0)::float8 as tokens,
              coalesce(sum(characters), 0)::float8 as characters, coalesce(sum(images), 0)::float8 as images,
              coalesce(sum(usd), 0)::float8 as usd, coalesce(sum(saved_usd), 0)::float8 as saved_usd
         from spend where subject = $1`,
      [subject],
    );
    return row as SubjectCost;
  }

  /** Sums of a range of days, the last included, by `spend_day_pkey`. */
  async sums(from: string, to: string): Promise<SpendSums> {
    const [row] = await this.database.query<SpendSums>(
      `select ${SUMS} from spend_day where day between $1::date and $2::date`,
      [from, to],
    );
    return row as SpendSums;
  }

  byProvider(from: string, to: string): Promise<ProviderSums[]> {
    return this.database.query(
      `select provider, operation, ${SUMS} from spend_day where day between $1::date and $2::date
        group by provider, operation order by sum(usd) desc, provider, operation`,
      [from, to],
    );
  }

  byDay(from: string, to: string): Promise<DaySums[]> {
    return this.database.query(
      `select day::text, ${SUMS} from spend_day where day between $1::date and $2::date
        group by day order by day`,
      [from, to],
    );
  }

  /** The dearest subjects of a time, by `spend_paid_idx`: only what had a price is looked at. */
  dearest(from: Date, until: Date): Promise<SubjectSums[]> {
    return this.database.query(
      `select subject, sum(usd)::float8 as usd, sum(saved_usd)::float8 as saved_usd from spend
        where at >= $1 and at < $2 and usd + saved_usd > 0 and subject <> ''
        group by subject order by sum(usd) desc, sum(saved_usd) desc, subject limit ${SUBJECTS_MAX}`,
      [from, until],
    );
  }

  /** Forgets single things of long ago, a bounded number at a time, by `spend_at_idx`; the days stay. */
  async prune(days: number): Promise<void> {
    await this.database.query(
      `delete from spend where (subject, provider, operation, item) in (
         select subject, provider, operation, item from spend
          where at < now() - make_interval(days => $1) order by at limit ${SWEPT_MAX})`,
      [days],
    );
  }
}
