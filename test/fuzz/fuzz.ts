import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { ApiDescription, type Placed } from './api-description.ts';
import { type Answer, Wire } from './exchange.ts';
import { faultOf } from './judge.ts';
import { Knowledge } from './knowledge.ts';
import { mutated } from './mutations.ts';
import { type Draft, draftsOf, type Request, written } from './request.ts';

export interface FuzzOptions {
  readonly url: string;
  /** Opens every operation. */
  readonly key: string;
  /** To each operation. */
  readonly requests: number;
  /** The same seed sends the same requests, but for ids that the station gives. */
  readonly seed: number;
  /** Only operations whose id holds this. */
  readonly only?: string;
  /** An answer that takes longer is a fault. */
  readonly latencyMsMax?: number;
  /** Hears of each operation as it is done. */
  readonly onReport?: (report: OperationReport) => void;
}

/** How one operation did. */
export interface OperationReport {
  readonly operation: string;
  readonly sent: number;
  readonly granted: number;
  /** 409 among them: the request was understood. */
  readonly refused: number;
  readonly unavailable: number;
  /** Requests as described that were refused as if they were not. */
  readonly validRefused: number;
  readonly p50Ms: number;
  readonly maxMs: number;
  /** Each once, with how often and an example. */
  readonly faults: readonly Fault[];
}

export interface Fault {
  readonly what: string;
  readonly count: number;
  readonly example: string;
}

const LATENCY_MS_MAX = 5_000;
/** At once; the answers of one operation are no measure of another's speed. */
const AT_ONCE = 4;
/** What gives ids comes first; what takes things away comes last. */
const ORDER = ['post', 'get', 'head', 'put', 'patch', 'delete'];
/** Grants that depend on what happened to the thing before. */
const NEEDS_A_STATE = new Set([
  'refreshAuth',
  'acknowledgePerformanceAlert',
  'approveShow',
  'retryJob',
  'cancelJob',
  'deleteDataPreset',
  'createData', // A document whose parts name each other.
  'undoDataConfig', // Something to undo.
  'getDataConfigVersion',
  'processAudio', // Sound in the library, or a show.
  'getAudioTake', // A clip that was made.
  'getAudioJob',
  'getMediaSample', // Somebody's voice.
  'headMediaSample',
  'cloneSpeaker', // A provider's key, and somebody's voice.
  'deleteSpeakerClone',
]);
/** What the station asks of others on the internet, which a station under test does not have. */
const ASKS_OUTSIDE = new Set(['getContentWeather', 'getContentBitcoin']);
/** Of what others of the same kind have made or begun. */
const LATER = /^(reset|resume|retry|cancel|approve)/;

/** Holds every operation of a running station against its own description. */
export async function fuzz(options: FuzzOptions): Promise<OperationReport[]> {
  const api = await ApiDescription.of(options.url);
  const wire = new Wire(options.url, 4 * (options.latencyMsMax ?? LATENCY_MS_MAX));
  const knowledge = new Knowledge();
  const reports: OperationReport[] = [];
  try {
    const ask = new Run({ api, wire, knowledge, options });
    await ask.lookRound();
    for (const placed of inOrder(api.operations))
      if (placed.operation.operationId.includes(options.only ?? '')) {
        const report = await ask.operation(placed);
        reports.push(report);
        options.onReport?.(report);
      }
  } finally {
    wire.close();
  }
  return reports;
}

/** Whether anything was found. */
export function hasFaults(reports: readonly OperationReport[]): boolean {
  return reports.some(({ faults }) => faults.length > 0);
}

interface Parts {
  readonly api: ApiDescription;
  readonly wire: Wire;
  readonly knowledge: Knowledge;
  readonly options: FuzzOptions;
}

class Run {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Reads every list and what is in it, so that there are ids to ask for. */
  async lookRound(): Promise<void> {
    const { api, wire, knowledge, options } = this.#parts;
    for (const depth of [0, 1])
      for (const placed of api.operations) {
        const variables = placed.path.match(/\{\w+\}/g) ?? [];
        if (placed.method !== 'get' || variables.length !== depth) continue;
        const draft = this.#drafts(placed, 1)[0];
        if (!draft) continue;
        const bare = { ...draft, query: {}, headers: {} };
        const request = written(placed, bare, { key: options.key, kind: 'valid' });
        knowledge.learn(placed, await wire.exchange(request));
      }
  }

  async operation(placed: Placed): Promise<OperationReport> {
    const requests = this.#requests(placed);
    const answers: Array<readonly [Request, Answer]> = [];
    const line = async () => {
      for (let request = requests.shift(); request; request = requests.shift()) {
        const answer = await this.#parts.wire.exchange(request);
        this.#parts.knowledge.learn(placed, answer);
        answers.push([request, answer]);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, line));
    await this.#tidyUp(placed, answers);
    return this.#report(placed, answers);
  }

  /** A third as described, the rest spoilt in every way in turn. */
  #requests(placed: Placed): Request[] {
    const { key, requests, seed } = this.#parts.options;
    const drafts = this.#drafts(placed, requests);
    const picks = fc.sample(fc.nat(), { numRuns: requests, seed: seedOf(seed, placed, 'picks') });
    const schema = Object.values(placed.operation.requestBody?.content ?? {})[0]?.schema;
    const fields = Object.keys(schema ? (this.#parts.api.resolve(schema).properties ?? {}) : {});
    return drafts.map((draft, at) => {
      const random = picks[at] ?? 0;
      const pick = (below: number) => random % below;
      return at % 3 === 0
        ? written(placed, draft, { key, kind: 'valid' })
        : mutated({ placed, fields, draft, key, pick }, at - Math.ceil(at / 3));
    });
  }

  #drafts(placed: Placed, count: number): Draft[] {
    const { api, knowledge, options } = this.#parts;
    const isForChange = ['put', 'patch', 'delete'].includes(placed.method);
    const drafts = draftsOf(placed, api, (field) => knowledge.of(field, isForChange));
    const made = fc.sample(drafts, {
      numRuns: count,
      seed: seedOf(options.seed, placed, 'drafts'),
    });
    return made.map((draft, at) => cheap(placed, this.#withFile(placed, draft, at)));
  }

  /** A file is asked of a show that has it, two times of three. */
  #withFile({ path }: Placed, draft: Draft, at: number): Draft {
    const { files } = this.#parts.knowledge;
    const known = files[at % Math.max(1, files.length)];
    if (!path.endsWith('/files/{name}') || !known || at % 3 === 2) return draft;
    return { ...draft, path: { ...draft.path, ...known } };
  }

  /** What costs work is stopped; what stands in the way of the next is undone. */
  async #tidyUp(
    { operation: { operationId } }: Placed,
    answers: ReadonlyArray<readonly [Request, Answer]>,
  ): Promise<void> {
    const post = async (target: string) => {
      const headers = { authorization: `Bearer ${this.#parts.options.key}` };
      await this.#parts.wire.exchange({ method: 'POST', target, headers, kind: 'tidy' });
    };
    if (operationId === 'pauseQueue')
      for (const queue of ['critical', 'high', 'default', 'low', 'batch'])
        await post(`/api/v1/queues/${queue}/resume`);
    if (['generateShow', 'retryShow'].includes(operationId))
      for (const [, { status, body }] of answers)
        if (status === 202) {
          const { id } = JSON.parse(body.toString()) as { id: string };
          await post(`/api/v1/shows/${id}/cancel`);
        }
  }

  #report(placed: Placed, answers: ReadonlyArray<readonly [Request, Answer]>): OperationReport {
    const { api, options } = this.#parts;
    const found = new Map<string, Fault>();
    const tell = (what: string, example: string) => {
      const before = found.get(what);
      found.set(what, {
        what,
        count: (before?.count ?? 0) + 1,
        example: before?.example ?? example,
      });
    };
    for (const [request, answer] of answers) {
      const bound = options.latencyMsMax ?? LATENCY_MS_MAX;
      const fault = faultOf(api, placed, request, answer, bound);
      if (fault !== undefined) tell(fault, exampleOf(request, answer));
    }
    const count = (is: (status: number, kind: string) => boolean) =>
      answers.filter(([{ kind }, { status }]) => is(status, kind)).length;
    const granted = count((status) => status >= 200 && status < 400);
    const { operationId } = placed.operation;
    const understood = granted + count((status) => status === 409);
    const mayRefuse = NEEDS_A_STATE.has(operationId) || ASKS_OUTSIDE.has(operationId);
    if (understood === 0 && answers.length >= 10 && !mayRefuse)
      tell('never understood', exampleOf(...(answers[0] as readonly [Request, Answer])));
    const times = answers.map(([, { durationMs }]) => durationMs).sort((a, b) => a - b);
    return {
      operation: operationId,
      sent: answers.length,
      granted,
      refused: count((status) => status >= 400 && status < 500),
      unavailable: count((status) => status === 503),
      validRefused: count((status, kind) => kind === 'valid' && [400, 415, 422].includes(status)),
      p50Ms: Math.round(times[Math.floor(times.length / 2)] ?? 0),
      maxMs: Math.round(times.at(-1) ?? 0),
      faults: [...found.values()],
    };
  }
}

/** Bounds what a request costs. Shows end with their script and are made from the newsroom that ships; nothing goes out to strangers. */
function cheap({ operation: { operationId } }: Placed, draft: Draft): Draft {
  const query: Record<string, unknown> = { ...draft.query };
  delete query['cursor']; // Only a page before could have told one; spoilt ones are tried.
  if (operationId === 'generateShow')
    return { ...draft, body: { ...(draft.body as object), dry_run: true, feeds: 'sample' } };
  if (operationId === 'createAnalyticsEvent') return { ...draft, body: { type: 'search.made' } };
  if (operationId === 'getContentNews') return { ...draft, query: { ...query, feeds: 'sample' } };
  return { ...draft, query };
}

function inOrder(operations: readonly Placed[]): Placed[] {
  const rank = ({ method, operation }: Placed) =>
    LATER.test(operation.operationId) ? ORDER.indexOf('put') : ORDER.indexOf(method);
  return operations.toSorted((a, b) => rank(a) - rank(b));
}

function seedOf(seed: number, { operation }: Placed, what: string): number {
  return createHash('sha256')
    .update(`${seed} ${operation.operationId} ${what}`)
    .digest()
    .readInt32LE();
}

function exampleOf({ kind, method, target, headers, body }: Request, answer: Answer): string {
  const sent = `${kind}: ${method} ${target.slice(0, 160)} ${JSON.stringify(headers).slice(0, 200)}`;
  return `${sent} ${String(body ?? '').slice(0, 200)} -> ${answer.status} ${answer.body.toString().slice(0, 300)}`;
}
