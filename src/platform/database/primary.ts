import { type DatabaseAddress, placeOf } from './database-address.js';
import { connectTo, cut, DatabaseError, type PostgresClient } from './postgres-client.ts';

/** What a server says of itself. */
export interface ServerState {
  /** Its own address and port: another place behind the same name is another server. */
  readonly place: string;
  /** When it was started and when it said so, milliseconds by its own clock. */
  readonly startedMs: number;
  readonly seenMs: number;
  readonly isWritable: boolean;
  readonly isPrimary: boolean;
}

/** Whose data it has: a copy that was promoted begins a new timeline. Nothing where it does not tell. */
export interface Lineage {
  readonly system?: string | null;
  readonly timeline?: string | null;
}

export interface FoundServer {
  readonly url: string;
  readonly client: PostgresClient;
  readonly state: ServerState & Lineage;
}

const STATE = `select coalesce(host(inet_server_addr()), 'socket') || ':' || coalesce(inet_server_port(), 0) as place,
  (extract(epoch from pg_postmaster_start_time()) * 1000)::float8 as "startedMs",
  (extract(epoch from clock_timestamp()) * 1000)::float8 as "seenMs",
  current_setting('transaction_read_only') = 'off' as "isWritable", not pg_is_in_recovery() as "isPrimary"`;

const LINEAGE = `select (select system_identifier::text from pg_control_system()) as system,
  case when not pg_is_in_recovery() then left(pg_walfile_name(pg_current_wal_lsn()), 8) end as timeline`;

/** No server answers, or none of those that do is of the kind wanted. */
export class NoServer extends Error {
  /** @param isFinal Asking again would not help: a wrong password, no such database. */
  constructor(
    message: string,
    readonly isFinal = false,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

interface Refusal {
  readonly reason: string;
  readonly isFinal: boolean;
}

/**
 * Asks a server what it is.
 * @throws Error when it has not answered within `ms`; the connection is cut then.
 */
export function stateOf(client: PostgresClient, ms: number): Promise<ServerState> {
  return ask<ServerState>(client, STATE, ms);
}

/** Hosted servers may forbid these functions: then the place and the start have to do. */
async function lineageOf(client: PostgresClient, ms: number): Promise<Lineage> {
  return ask<Lineage>(client, LINEAGE, ms).catch((error: unknown) => {
    if (error instanceof DatabaseError) return {};
    throw error;
  });
}

/**
 * Whether another server answers than before, even behind one address. A restart of the same one is none: its
 * start lies after it was last seen, while another server had been running beside it.
 */
export function hasMoved(before: ServerState & Lineage, now: ServerState & Lineage): boolean {
  if (before.place !== now.place) return true;
  if (differ(before.system, now.system) || differ(before.timeline, now.timeline)) return true;
  return before.startedMs !== now.startedMs && now.startedMs < before.seenMs;
}

/** What is not known differs from nothing. */
function differ(one: string | null | undefined, other: string | null | undefined): boolean {
  return typeof one === 'string' && typeof other === 'string' && one !== other;
}

/** @throws Error when there is no answer within `ms`; the connection is cut then. */
async function ask<Row extends object>(
  client: PostgresClient,
  sql: string,
  ms: number,
): Promise<Row> {
  let [isDone, isLate] = [false, false];
  const late = setTimeout(() => {
    // After a long turn of the event loop the answer may lie in the socket already: it is read before this.
    setImmediate(() => {
      if (isDone) return;
      isLate = true;
      cut(client);
    });
  }, ms);
  try {
    const { rows } = await client.query<Row>(sql);
    const [row] = rows;
    if (!row) throw new NoServer('it answers with nothing');
    return row;
  } catch (error) {
    throw isLate ? new NoServer(`no answer within ${ms} ms`, false, error) : error;
  } finally {
    isDone = true;
    clearTimeout(late);
  }
}

export function isWanted(state: ServerState, wanted: DatabaseAddress['wanted']): boolean {
  if (wanted === 'read-write') return state.isWritable;
  return wanted === 'any' || state.isPrimary;
}

/**
 * Asks all servers at once and takes the first in the list that is of the kind wanted, which is `preferred`
 * where that one still is: a flapping neighbour moves nobody.
 * @param ms How long each may take, connection and answer together.
 * @returns It, with a connection that is the caller's to end.
 * @throws NoServer with a sentence about each of them.
 */
export async function findServer(
  { urls, wanted }: DatabaseAddress,
  preferred: string | undefined,
  ms: number,
): Promise<FoundServer> {
  const looked = await Promise.all(urls.map((url) => look(url, wanted, ms)));
  const fit = looked.filter((one) => 'client' in one);
  const best = fit.find(({ url }) => url === preferred) ?? fit[0];
  for (const { client } of fit.filter((one) => one !== best))
    await client.end().catch(() => undefined);
  if (best) return best;
  const refusals = looked.filter((one) => 'reason' in one);
  const reasons = refusals.map(({ reason }) => reason).join('; ');
  throw new NoServer(
    reasons,
    refusals.every(({ isFinal }) => isFinal),
  );
}

async function look(
  url: string,
  wanted: DatabaseAddress['wanted'],
  ms: number,
): Promise<FoundServer | Refusal> {
  const startedMs = performance.now();
  let client: PostgresClient | undefined;
  try {
    client = await connectTo(url, ms);
    const leftMs = () => Math.max(1, ms - (performance.now() - startedMs));
    const state = await stateOf(client, leftMs());
    if (isWanted(state, wanted)) {
      const lineage = await lineageOf(client, leftMs());
      return { url, client, state: { ...state, ...lineage } };
    }
    cut(client);
    return { reason: `${placeOf(url)} is not ${wanted}`, isFinal: false };
  } catch (error) {
    if (client) cut(client);
    const { code } = error as { code?: unknown };
    // Classes 28 (authentication) and 3D (no such database) of SQLSTATE.
    const isFinal = typeof code === 'string' && /^(?:28|3D)/.test(code);
    return { reason: `${placeOf(url)}: ${reasonOf(error)}`, isFinal };
  }
}

/** Node names each address it tried in an error of its own, and says nothing in the one around them. */
export function reasonOf(error: unknown): string {
  const { errors, message } = error as { errors?: unknown; message?: string };
  return Array.isArray(errors) ? errors.map(reasonOf).join(', ') : (message ?? String(error));
}
