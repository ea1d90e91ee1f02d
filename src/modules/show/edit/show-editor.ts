import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput } from '#kernel';
import { Editor, type Script, type Segment, type Story } from '#modules/content';
import { actorNow, AuditLog } from '#platform/audit';
import { Database } from '#platform/database';
import { FileStore, FileUses } from '#platform/files';
import { needsApproval } from '../approval.js';
import type { Show, ShowFile, ShowStage, Stage } from '../show.entity.js';
import {
  FileNotFound,
  NoScript,
  ScriptChanged,
  SegmentNotFound,
  ShowNotFound,
  VersionNotFound,
  WrongStatus,
} from '../show.problems.js';
import { percentOf } from '../show-progress.js';
import { ShowRepository } from '../show.repository.js';
import { ShowSettings } from '../show.settings.js';
import { ShowWorkflow } from '../show.workflow.js';
import { claimWarnings } from '../stages/check.stage.js';
import type { CurateOutput, PlanOutput, VoiceOutput, WriteOutput } from '../stages/outputs.js';
import { saidBy } from '../stages/said.js';
import { scriptRequestOf } from '../stages/script-request.js';
import { Rewording } from './rewording.js';
import { edited, type ScriptChange, type SpokenSegment, withStories } from './script-edit.js';
import {
  type Render,
  type ShowVersion,
  ShowVersionRepository,
  summaryOf,
  type VersionAction,
  type VersionSummary,
} from './show-version.repository.js';

/** A script cannot be edited while something is made of it. */
const EDITABLE = ['waiting_for_approval', 'completed', 'failed', 'cancelled'] as const;
/** What an edit makes again; the cover stays. */
const REMADE: readonly Stage[] = ['voice', 'mix', 'package', 'publish'];
const WAITS = 'Waiting for somebody to approve the edited script';
const WARNING_OF_CLAIMS = 'No source holds: ';

/** The script of a show with what there is of it. */
export interface CurrentScript {
  readonly show: Show;
  readonly script: Script;
  readonly plan: PlanOutput;
  readonly outputs: ReadonlyMap<Stage, unknown>;
}

export interface VersionFile {
  readonly file: Omit<ShowFile, 'showId'>;
  /** Whether it is the same for ever. */
  readonly isForGood: boolean;
}

export interface Edit {
  readonly changes: readonly ScriptChange[];
  readonly title?: string;
}

/** Edits scripts: every edit is a version, and only what it changed is voiced again. */
@Injectable()
export class ShowEditor {
  constructor(
    private readonly shows: ShowRepository,
    private readonly versions: ShowVersionRepository,
    private readonly workflow: ShowWorkflow,
    private readonly editor: Editor,
    private readonly rewording: Rewording,
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly uses: FileUses,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly settings: ShowSettings,
  ) {}

  /** @throws ShowNotFound; NoScript before it is written. */
  async script(id: string): Promise<CurrentScript> {
    return current(await this.#show(id), await this.shows.stages(id));
  }

  /**
   * Makes changes to a version of the script. A finished show is made again where they touch it; a draft that
   * waits for approval goes on waiting. Claims without a source are marked, not refused.
   * @throws ShowNotFound, NoScript, ScriptChanged, WrongStatus; InvalidInput naming each change at fault.
   */
  async edit(id: string, version: number | undefined, { changes, title }: Edit): Promise<Show> {
    const before = await this.#editable(id, version);
    const { speakers } = before.plan;
    const cast = new Map(speakers.map((speaker) => [speaker.id, speaker]));
    const limits = {
      speakers,
      articleIds: articleIdsOf(before),
      spoken: (text: string, speakerId: string) =>
        saidBy(cast.get(speakerId) ?? { pronunciations: {} }, text, before.show.language).text,
    };
    const changed = edited(before.script, changes, limits);
    const script = { ...changed, ...(title !== undefined && { title }) };
    return this.#commit(before, await this.#checked(script, before), 'edited');
  }

  /**
   * Other words for one segment, from the same sources; or only another reading of the words it has.
   * @param n Number of the segment, from 1.
   * @throws SegmentNotFound, NoOtherWords, and as `edit` does.
   */
  async regenerate(
    id: string,
    n: number,
    version: number | undefined,
    { isVoiceOnly, seed }: { readonly isVoiceOnly: boolean; readonly seed?: string },
    signal: AbortSignal,
  ): Promise<Show> {
    const before = await this.#editable(id, version);
    const { segments } = before.script;
    const segment = segments[n - 1] as SpokenSegment | undefined;
    if (!segment) throw new SegmentNotFound(id, n, segments.length);
    if (isVoiceOnly) {
      const reading = { ...segment, reading: (segment.reading ?? 0) + 1 };
      const script = { ...before.script, segments: segments.with(n - 1, reading) };
      return this.#commit(before, script, 'revoiced');
    }
    const request = {
      ...requestOf(before),
      seed: seed ?? `${before.show.seed}:${before.show.version}`,
    };
    const other = await this.rewording.reword(before.script, n - 1, request, signal);
    const warnings = [...new Set([...before.script.warnings, ...other.warnings])];
    const reworded = { ...before.script, warnings };
    const script = withStories(reworded, segments.with(n - 1, other.segment));
    return this.#commit(before, await this.#checked(script, before), 'regenerated');
  }

  /** Every version that is kept, newest first. @throws ShowNotFound, NoScript */
  async history(id: string): Promise<VersionSummary[]> {
    const show = await this.#show(id);
    const known = await this.versions.summaries(id);
    const now = summaryOf(await this.#now(show, await this.shows.stages(id)));
    return [now, ...known.filter(({ version }) => version !== show.version)];
  }

  /** @throws ShowNotFound, NoScript, VersionNotFound */
  async version(id: string, version: number): Promise<ShowVersion> {
    const show = await this.#show(id);
    if (version === show.version) return this.#now(show, await this.shows.stages(id));
    const found = await this.versions.find(id, version);
    if (!found) throw new VersionNotFound(id, version);
    return found;
  }

  /** A file of a version, and whether it is the same for ever. @throws ShowNotFound, VersionNotFound, FileNotFound */
  async file(id: string, version: number, name: string): Promise<VersionFile> {
    const show = await this.#show(id);
    // The present version may yet be made for the first time under this number.
    const isForGood = version < show.version;
    const files =
      version === show.version
        ? await this.#presentFiles(id)
        : await this.versions.filesOf(id, version);
    if (!files) throw new VersionNotFound(id, version);
    const file = files.find((one) => one.name === name);
    if (!file || !(await this.files.has(file.fileId))) throw new FileNotFound(id, name);
    return { file, isForGood };
  }

  /**
   * A former script again, as a new version; its sound is taken as it was where its files are still there.
   * @throws ShowNotFound, NoScript, VersionNotFound, ScriptChanged, WrongStatus
   */
  async restore(id: string, from: number, version: number | undefined): Promise<Show> {
    const before = await this.#editable(id, version);
    if (from === before.show.version)
      throw new InvalidInput([
        { field: 'v', rule: 'must be a former version: it is the present one' },
      ]);
    const former = await this.version(id, from);
    const isThere = await Promise.all(former.files.map(({ fileId }) => this.files.has(fileId)));
    const isHeard = former.render !== null && isThere.length > 0 && isThere.every(Boolean);
    return this.#commit(before, former.script, 'restored', { former, isHeard });
  }

  /** @throws ShowNotFound */
  async #show(id: string): Promise<Show> {
    const show = await this.shows.find(id);
    if (!show) throw new ShowNotFound(id);
    return show;
  }

  /** Until the present version is finished, the files of the show are those of the one before. */
  async #presentFiles(id: string): Promise<ShowFile[]> {
    return (await this.shows.isPublished(id)) ? this.shows.files(id) : [];
  }

  async #editable(id: string, version: number | undefined): Promise<CurrentScript> {
    const before = await this.script(id);
    refuseUnfit(before.show, version);
    return before;
  }

  async #checked(script: Script, before: CurrentScript): Promise<Script> {
    const checked = await this.editor.check(script, requestOf(before));
    const others = checked.warnings.filter((warning) => !warning.startsWith(WARNING_OF_CLAIMS));
    return { ...checked, warnings: [...others, ...claimWarnings(checked)] };
  }

  /** The new version and the work it takes, together or not at all. */
  async #commit(
    before: CurrentScript,
    script: Script,
    action: VersionAction,
    restored?: { readonly former: ShowVersion; readonly isHeard: boolean },
  ): Promise<Show> {
    const { id, version } = before.show;
    const from = restored?.former.version;
    const heard = restored?.isHeard ? restored.former : undefined;
    await this.database.transaction(async () => {
      const show = await this.shows.lock(id);
      if (!show) throw new ShowNotFound(id);
      refuseUnfit(show, version);
      const stages = await this.shows.stages(id);
      await this.versions.keep(await this.#now(show, stages));
      await this.versions.keep({
        showId: id,
        version: version + 1,
        action,
        editor: actorNow(),
        at: this.clock.now(),
        restoredFrom: from ?? null,
        script,
        render: null,
        // Named here, they outlive the version they are taken from, which may be the one that is forgotten below.
        files: heard?.files ?? [],
      });
      await this.shows.setOutputs(id, { check: { script } satisfies WriteOutput });
      await this.#goOn(
        Object.assign({}, show, { version: version + 1, title: script.title }),
        stages,
        heard?.render ?? undefined,
      );
      const facts = { version: version + 1, how: action, ...(from !== undefined && { from }) };
      await this.audit.record({ action: 'show.edited', target: id, facts });
      const unused = await this.versions.prune(id, this.settings.versionsKept);
      await this.database.onceCommitted(async () => {
        for (const fileId of unused) await this.uses.release(fileId);
      });
    });
    return (await this.shows.find(id)) as Show;
  }

  /** Wants done what the edit makes necessary, as part of the transaction in progress. */
  async #goOn(show: Show, stages: readonly ShowStage[], sound: Render | undefined): Promise<void> {
    const { id, version, title, request } = show;
    if (request.isDryRun) {
      await this.shows.move(id, EDITABLE, { version, title });
      return;
    }
    if (sound) await this.shows.setOutputs(id, sound);
    else await this.shows.reset(id, REMADE);
    await this.shows.reset(id, ['publish']);
    const isPainted = stages.some(({ stage, state }) => stage === 'cover' && state === 'done');
    const [first, ...others]: [Stage, ...Stage[]] = sound
      ? ['publish']
      : isPainted
        ? ['voice']
        : ['voice', 'cover'];
    const done = stages.filter(({ stage, state }) => state === 'done' && !REMADE.includes(stage));
    const percent = percentOf(new Set(done.map(({ stage }) => stage)), first, 0);
    const to = { version, title, percent, finishedAt: null, error: null };
    if (needsApproval(show, stages)) {
      const waits = { status: 'waiting_for_approval' as const, sentence: WAITS };
      await this.shows.move(id, EDITABLE, { ...to, ...waits, decision: null });
      return this.shows.tell(id, 'status', { ...waits, version });
    }
    const runs = {
      status: 'running' as const,
      sentence: sound ? 'Taking up a former version' : 'Making again what was edited',
    };
    await this.shows.move(id, EDITABLE, { ...to, ...runs, stage: first });
    await this.shows.tell(id, 'status', { ...runs, version });
    await this.workflow.start(show, [first, ...others], 'high');
  }

  /** The present version with what was made of it. */
  async #now(show: Show, stages: readonly ShowStage[]): Promise<ShowVersion> {
    const { script, outputs } = current(show, stages);
    const known = await this.versions.find(show.id, show.version);
    const isFinished = stages.some(({ stage, state }) => stage === 'publish' && state === 'done');
    const files = isFinished ? await this.shows.files(show.id) : [];
    return {
      showId: show.id,
      version: show.version,
      action: known?.action ?? 'made',
      editor: known?.editor ?? 'station',
      at: known?.at ?? show.createdAt,
      restoredFrom: known?.restoredFrom ?? null,
      script,
      render: isFinished
        ? (Object.fromEntries(
            (['voice', 'cover', 'mix', 'package', 'publish'] as const).map((stage) => [
              stage,
              outputs.get(stage),
            ]),
          ) as unknown as Render)
        : null,
      files: files.map(({ showId: _same, ...file }) => file),
    };
  }
}

function current(show: Show, stages: readonly ShowStage[]): CurrentScript {
  const outputs = new Map(stages.map(({ stage, output }) => [stage, output ?? undefined]));
  const voice = outputs.get('voice') as VoiceOutput | undefined;
  const script = voice?.script ?? (outputs.get('check') as WriteOutput | undefined)?.script;
  const plan = outputs.get('plan') as PlanOutput | undefined;
  if (!script || !plan) throw new NoScript(show.id, show.status);
  return { show, script, plan, outputs };
}

/** @throws ScriptChanged, WrongStatus */
function refuseUnfit(show: Show, version: number | undefined): void {
  if (version !== undefined && version !== show.version)
    throw new ScriptChanged(show.id, show.version);
  if (!EDITABLE.some((status) => status === show.status))
    throw new WrongStatus(
      show.id,
      show.status,
      'a show that is finished, has failed, was cancelled, or waits for approval can be edited',
    );
}

function requestOf({ show, outputs }: CurrentScript) {
  return scriptRequestOf(show, { output: <T>(stage: Stage) => outputs.get(stage) as T }, 0);
}

function articleIdsOf({ script, outputs }: CurrentScript): Set<string> {
  const { stories = [] } = (outputs.get('curate') ?? {}) as Partial<CurateOutput>;
  const ids = (stories as Story[]).flatMap(({ articles }) => articles.map(({ id }) => id));
  return new Set([...ids, ...script.segments.flatMap(({ sources }: Segment) => sources)]);
}
