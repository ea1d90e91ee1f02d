import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '#platform/audit';
import { Database } from '#platform/database';
import { FileCare, FileStore, type IntegrityReport, type SweepReport } from '#platform/files';
import { JobQueue } from '#platform/queue';
import { MEDIA_KINDS, type MediaKind } from '../library/media-file.js';
import { MediaFileRepository } from '../library/media-file.repository.js';
import { MediaLibrary } from '../library/media-library.js';
import { MediaInUse, MediaNotFound } from '../library/media.problems.js';
import { Retention, type RetentionFinding, type RetentionRule } from './retention.js';
import { RetentionSettings } from './retention.settings.js';

const UPKEEP = 'media.upkeep';
const CHECK = 'media.check';
const DAY_MS = 24 * 3600 * 1000;
const PRUNE_AT_ONCE = 200;
const REPORTS_KEPT = 20;
const HOUR_MS = 3600 * 1000;
/** Reading everything there is takes its time: a day for two terabytes at 25 MB/s. */
const CHECK_MS_MAX = 24 * HOUR_MS;
/** A sweep lists all there is, and asks for each who needs it. */
const UPKEEP_MS_MAX = 6 * HOUR_MS;

/** Looks after what is kept: lets go of what is old, sweeps what nobody needs, checks what is there. */
@Injectable()
export class Upkeep implements OnModuleInit {
  readonly #logger = new Logger(Upkeep.name);

  constructor(
    private readonly care: FileCare,
    private readonly files: FileStore,
    private readonly retention: Retention,
    private readonly library: MediaLibrary,
    private readonly repository: MediaFileRepository,
    private readonly settings: RetentionSettings,
    private readonly queue: JobQueue,
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  async onModuleInit(): Promise<void> {
    this.retention.register(...MEDIA_KINDS.map((kind) => this.#ruleOf(kind)));
    this.queue.handle(UPKEEP, (_payload, { signal }) => this.#daily(signal), {
      lane: 'batch',
      deadlineMs: UPKEEP_MS_MAX,
    });
    this.queue.handle(CHECK, (_payload, { signal }) => this.#check(signal), {
      lane: 'batch',
      deadlineMs: CHECK_MS_MAX,
    });
    const every = { timezone: 'UTC', payload: {}, lane: 'batch' } as const;
    await this.queue.schedule({ ...every, name: UPKEEP, type: UPKEEP, cron: '41 3 * * *' });
    await this.queue.schedule({ ...every, name: CHECK, type: CHECK, cron: '17 4 * * 0' });
  }

  /** Removes files that nobody refers to, or tells which it would. */
  async sweep(isDryRun: boolean, signal?: AbortSignal): Promise<SweepReport> {
    const youngMs = this.settings.orphanDays * DAY_MS;
    const report = await this.care.sweep({ isDryRun, youngMs }, signal);
    const { orphanCount: files, orphanBytes: bytes } = report;
    if (!isDryRun && files > 0)
      await this.audit.record({ action: 'files.swept', facts: { files, bytes } });
    return report;
  }

  /** Lets go of what is old, or tells what it would be. */
  async keepOnly(isDryRun: boolean, signal: AbortSignal): Promise<RetentionFinding[]> {
    if (isDryRun) return this.retention.look();
    const findings = await this.retention.run(signal);
    for (const { kind, failure } of findings)
      if (failure !== undefined)
        this.#logger.error({ message: 'A rule of retention failed', kind, error: failure });
    const gone = findings.filter(({ due }) => due > 0);
    const facts = Object.fromEntries(gone.map(({ kind, due }) => [kind, due]));
    if (gone.length > 0) await this.audit.record({ action: 'retention.done', facts });
    return findings;
  }

  /** Has every file compared with its checksum. @returns Id of the job. */
  askForCheck(): Promise<string> {
    return this.queue.add(CHECK, {}, { dedupKey: CHECK });
  }

  /** What the last check has found. */
  async lastCheck(): Promise<IntegrityReport | undefined> {
    const [row] = await this.database.query<{ report: IntegrityReport }>(
      'select report from file_check order by id desc limit 1',
    );
    if (!row) return undefined;
    // Reports of before counted no unreadable files: one such file ended the check.
    const nothing = { unreadableCount: 0, unreadable: [] };
    return { ...nothing, ...row.report, startedAt: new Date(row.report.startedAt) };
  }

  async #daily(signal: AbortSignal): Promise<void> {
    // One after the other, and each whatever becomes of those before it.
    const failures: unknown[] = [];
    for (const work of [
      () => this.keepOnly(false, signal),
      () => this.sweep(false, signal),
      () => this.files.sweepWork(),
      () => this.files.sweepUploads(),
    ]) {
      signal.throwIfAborted();
      await work().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  async #check(signal: AbortSignal): Promise<void> {
    const report = await this.care.check(signal);
    await this.database.query('insert into file_check (started_at, report) values ($1, $2)', [
      report.startedAt,
      JSON.stringify(report),
    ]);
    await this.database.query(
      'delete from file_check where id <= (select max(id) - $1 from file_check)',
      [REPORTS_KEPT],
    );
    const { missingCount: missing, alteredCount: altered, checked } = report;
    const unreadable = report.unreadableCount;
    if (missing + altered + unreadable > 0)
      this.#logger.error({
        message: 'Stored files are not as they were',
        missing,
        altered,
        unreadable,
        checked,
      });
  }

  #ruleOf(kind: MediaKind): RetentionRule {
    const days = {
      jingle: () => this.settings.jingleDays,
      bed: () => this.settings.bedDays,
      music: () => this.settings.musicDays,
      cover: () => this.settings.coverDays,
      sample: () => this.settings.sampleDays,
      production: () => this.settings.productionDays,
    }[kind];
    return {
      kind,
      about: `files of the library of kind ${kind}; one that somebody needs stays`,
      days,
      due: (before) => this.repository.countOlder(kind, before),
      prune: (before, signal) => this.#prune(kind, before, signal),
    };
  }

  async #prune(kind: MediaKind, before: Date, signal: AbortSignal): Promise<number> {
    let gone = 0;
    let after: Date | undefined;
    for (;;) {
      const files = await this.repository.older(kind, before, { after, limit: PRUNE_AT_ONCE });
      for (const { id, createdAt } of files) {
        signal.throwIfAborted();
        after = createdAt;
        gone += await this.library.remove(id).then(
          () => 1,
          (error: unknown) => {
            // Somebody needs it, or has removed it since we looked.
            if (error instanceof MediaInUse || error instanceof MediaNotFound) return 0;
            throw error;
          },
        );
      }
      if (files.length < PRUNE_AT_ONCE) return gone;
    }
  }
}
