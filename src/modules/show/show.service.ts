import { createHash, randomInt, randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Clock, type Fault, InvalidInput } from '#kernel';
import { Mixer } from '#modules/audio';
import { airingOf } from '#modules/content';
import {
  ChannelService,
  languageFaults,
  minutesOf,
  PresetNotFound,
  PresetService,
  StyleService,
} from '#modules/data';
import { actorNow, AuditLog } from '#platform/audit';
import { Database } from '#platform/database';
import { FileStore } from '#platform/files';
import { SpendLedger, type SubjectCost } from '#platform/spend';
import { needsApproval } from './approval.js';
import type { Show, ShowDecision, ShowFile, ShowStage, ShowStatus, Stage } from './show.entity.js';
import {
  FileNotFound,
  KeyReused,
  ScriptChanged,
  ShowNotFound,
  WrongStatus,
} from './show.problems.js';
import type { ShowRequest } from './show-request.js';
import { ShowRepository, type ShowFilter } from './show.repository.js';
import { ShowWorkflow } from './show.workflow.js';
import type { MixOutput } from './stages/outputs.js';

/** A show with everything its stages left. */
export interface WholeShow {
  readonly show: Show;
  readonly stages: readonly ShowStage[];
  readonly files: readonly ShowFile[];
  /** What its making has cost so far. */
  readonly cost: SubjectCost;
}

/** What one may ask of shows. */
@Injectable()
export class ShowService {
  constructor(
    private readonly shows: ShowRepository,
    private readonly workflow: ShowWorkflow,
    private readonly presets: PresetService,
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly clock: Clock,
    private readonly spend: SpendLedger,
    private readonly audit: AuditLog,
    private readonly mixer: Mixer,
    private readonly channels: ChannelService,
    private readonly styles: StyleService,
  ) {}

  /**
   * Records a show and wants its first stage done; the two happen together or not at all.
   * @param idempotencyKey The same key and request give the same show for 24 hours.
   * @throws InvalidInput for an unknown preset or channel; KeyReused.
   */
  async request(request: ShowRequest, idempotencyKey?: string): Promise<Show> {
    const show = await this.#fresh(request, idempotencyKey ?? null);
    const isNew = await this.#add(show);
    if (isNew) return show;
    const first = await this.shows.byKey(idempotencyKey ?? '');
    if (first?.requestHash !== show.requestHash) throw new KeyReused();
    return first;
  }

  /**
   * Records shows that are asked for together, as part of the transaction in progress; they give way to others.
   * @throws InvalidInput naming every show at fault, as `<field>.<place>.<field of the show>`.
   */
  async requestAll(
    requests: readonly ShowRequest[],
    batchId: string,
    field: string,
  ): Promise<void> {
    const shows: Show[] = [];
    const faults: Fault[] = [];
    const startedMs = Date.now();
    for (const [at, request] of requests.entries())
      await this.#fresh(request, null).then(
        // A millisecond apart, so that they are listed in the order they were asked for.
        (show) => shows.push(Object.assign(show, { batchId, createdAt: new Date(startedMs + at) })),
        (error: unknown) => faults.push(...faultsAt(`${field}.${at}`, error)),
      );
    if (faults.length > 0) throw new InvalidInput(faults);
    for (const show of shows) await this.#add(show);
  }

  /** @throws ShowNotFound */
  async get(id: string): Promise<Show> {
    const show = await this.shows.find(id);
    if (!show) throw new ShowNotFound(id);
    return show;
  }

  /** @throws ShowNotFound */
  async whole(id: string): Promise<WholeShow> {
    const show = await this.get(id);
    return {
      show,
      stages: await this.shows.stages(id),
      files: await this.shows.files(id),
      cost: await this.spend.costOf(id),
    };
  }

  page(filter: ShowFilter): Promise<Show[]> {
    return this.shows.page(filter);
  }

  countByStatus(): Promise<Record<string, number>> {
    return this.shows.countByStatus();
  }

  /** Where a file of a show lies. @throws ShowNotFound, FileNotFound */
  async file(id: string, name: string): Promise<ShowFile> {
    await this.get(id);
    const file = await this.shows.file(id, name);
    if (!file || !(await this.files.has(file.fileId))) throw new FileNotFound(id, name);
    return file;
  }

  /** Ends the making of a show; what is finished of it stays. @throws ShowNotFound, WrongStatus */
  async cancel(id: string): Promise<Show> {
    const sentence = 'Cancelled';
    const to = { status: 'cancelled' as const, sentence, finishedAt: this.clock.now() };
    if (!(await this.shows.move(id, ['queued', 'running', 'waiting_for_approval'], to)))
      throw new WrongStatus(
        id,
        (await this.get(id)).status,
        'a show in the making can be cancelled',
      );
    await this.shows.tell(id, 'status', { status: 'cancelled', sentence });
    await this.workflow.stop(id);
    await this.files.dropWorkFolder(id);
    return this.get(id);
  }

  /** Goes on from the stage that failed, or where it was cancelled. @throws ShowNotFound, WrongStatus */
  async retry(id: string): Promise<Show> {
    const stages = await this.#unfinished(id);
    const from = ['failed', 'cancelled'] as const;
    await this.database.transaction(async () => {
      const show = await this.#locked(id, from, 'a failed or cancelled show can be retried');
      const isChecked = ['voice', 'mix', 'package', 'publish'].includes(stages[0] as Stage);
      // What nobody has approved goes on waiting: cancelling it is no way round.
      const waits = isChecked && needsApproval(show, await this.shows.stages(id));
      const status = waits ? 'waiting_for_approval' : 'running';
      const sentence = waits ? 'Waiting for somebody to approve the script' : 'Trying again';
      const fresh = { error: null, finishedAt: null, ...(waits && { decision: null }) };
      await this.shows.move(id, from, { ...fresh, status, sentence });
      if (!waits) await this.shows.setStages(id, stages, 'pending');
      await this.shows.tell(id, 'status', { status, sentence });
      if (!waits) await this.workflow.start(show, stages, 'high');
    });
    return this.get(id);
  }

  /**
   * Lets a show that waits for approval go on.
   * @param version Of the script that was read; left out, whatever is there is approved.
   * @throws ShowNotFound, WrongStatus, ScriptChanged
   */
  async approve(id: string, version?: number): Promise<Show> {
    const from = ['waiting_for_approval'] as const;
    await this.database.transaction(async () => {
      const show = await this.#locked(id, from, 'a show that waits can be approved');
      if (version !== undefined && version !== show.version)
        throw new ScriptChanged(id, show.version);
      const decision = this.#decision('approved', show);
      await this.shows.move(id, from, { status: 'running', sentence: 'Approved', decision });
      await this.shows.tell(id, 'status', { status: 'running', sentence: 'Approved' });
      await this.audit.record({
        action: 'show.approved',
        target: id,
        facts: { version: show.version },
      });
      await this.workflow.start(show, await this.#unfinished(id), 'high');
    });
    return this.get(id);
  }

  /** Keeps a show that waits for approval off the air. @throws ShowNotFound, WrongStatus */
  async reject(id: string, reason: string): Promise<Show> {
    const from = ['waiting_for_approval'] as const;
    await this.database.transaction(async () => {
      const show = await this.#locked(id, from, 'a show that waits can be rejected');
      const decision = { ...this.#decision('rejected', show), reason };
      const sentence = `Rejected: ${reason}`;
      const finishedAt = this.clock.now();
      await this.shows.move(id, from, { status: 'cancelled', sentence, decision, finishedAt });
      await this.shows.tell(id, 'status', { status: 'cancelled', sentence });
      const facts = { version: show.version, reason };
      await this.audit.record({ action: 'show.rejected', target: id, facts });
    });
    return this.get(id);
  }

  /** Progress after one event, oldest first. */
  eventsAfter(id: string, lastId: string) {
    return this.shows.eventsAfter(id, lastId);
  }

  /** The show and the want of its first stage. @returns False when its key belongs to another. */
  async #add(show: Show): Promise<boolean> {
    return this.database.transaction(async () => {
      if (!(await this.shows.add(show))) return false;
      await this.shows.tell(show.id, 'status', { status: 'queued', sentence: show.sentence });
      await this.workflow.start(show, ['plan']);
      return true;
    });
  }

  /** The show, kept from others until the transaction ends. @throws ShowNotFound, WrongStatus */
  async #locked(id: string, from: readonly ShowStatus[], wanted: string): Promise<Show> {
    const show = await this.shows.lock(id);
    if (!show) throw new ShowNotFound(id);
    if (!from.includes(show.status)) throw new WrongStatus(id, show.status, wanted);
    return show;
  }

  #decision(kind: ShowDecision['kind'], { version }: Show): ShowDecision {
    return { kind, by: actorNow(), at: this.clock.now().toISOString(), version };
  }

  /** Says at once what could not be made at the end. @throws InvalidInput */
  #refuseFormat({ exportFormat = 'mp3' }: ShowRequest, minutes: number): void {
    const refusal = this.mixer.refusal(exportFormat, minutes * 60);
    if (!refusal) return;
    const rule = `"${exportFormat}" cannot be made here: ${refusal.message}`;
    throw new InvalidInput([{ field: 'export_format', rule }]);
  }

  async #fresh(request: ShowRequest, idempotencyKey: string | null): Promise<Show> {
    const preset = await this.presets.get(request.presetName).catch((error: unknown) => {
      if (!(error instanceof PresetNotFound)) throw error;
      throw new InvalidInput([
        {
          field: 'preset_name',
          rule: `must be the name of a preset; "${request.presetName}" is none`,
        },
      ]);
    });
    const channel = await this.channels.named(request.channel ?? preset.channel);
    const language = request.language ?? preset.language;
    const faults = languageFaults(channel, language);
    if (faults.length > 0) throw new InvalidInput(faults);
    const { style } = await airingOf(
      request.targetTime,
      this.clock.now(),
      channel.timeZone,
      this.styles,
    );
    this.#refuseFormat(request, minutesOf(request.durationMinutes, style, preset));
    return {
      id: randomUUID(),
      status: 'queued',
      stage: 'plan',
      percent: 0,
      sentence: 'Waiting for its turn',
      request,
      preset: preset.name,
      channel: channel.id,
      language,
      title: null,
      seed: request.seed ?? String(randomInt(1, 1_000_000_000)),
      idempotencyKey,
      requestHash: createHash('sha256').update(JSON.stringify(request)).digest('hex'),
      error: null,
      createdAt: new Date(),
      finishedAt: null,
      version: 1,
      decision: null,
      batchId: null,
    };
  }

  /** The stages to go on with: those that are not done although what they need is. */
  async #unfinished(id: string): Promise<Stage[]> {
    const stages = await this.shows.stages(id);
    const stateOf = new Map(stages.map(({ stage, state }) => [stage, state]));
    const mix = stages.find(({ stage }) => stage === 'mix');
    const mixFile = (mix?.output as MixOutput | null)?.file;
    if (mixFile !== undefined && stateOf.get('package') !== 'done' && !(await exists(mixFile))) {
      await this.shows.setStages(id, ['mix'], 'pending');
      stateOf.set('mix', 'pending');
    }
    const order: Stage[] = ['plan', 'collect', 'curate', 'write', 'check'];
    const first = order.find((stage) => stateOf.get(stage) !== 'done');
    if (first) return [first];
    const pair = (['voice', 'cover'] as const).filter((stage) => stateOf.get(stage) !== 'done');
    if (pair.length > 0) return pair;
    const last = (['mix', 'package', 'publish'] as const).find(
      (stage) => stateOf.get(stage) !== 'done',
    );
    return [last ?? 'publish'];
  }
}

/** Faults of one show among many. @throws the error where it is none of input. */
function faultsAt(place: string, error: unknown): Fault[] {
  if (!(error instanceof InvalidInput)) throw error;
  const faults = error.facts['errors'] as readonly Fault[];
  // Where presets are listed, the name is the whole of the wish.
  const isName = (field: string) => place.startsWith('presets') && field === 'preset_name';
  return faults.map(({ field, rule }) => ({
    field: isName(field) ? place : `${place}.${field}`,
    rule,
  }));
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
