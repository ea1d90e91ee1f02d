import { IsBoolean, IsOptional } from 'class-validator';
import type { FileFault, IntegrityReport, SweepReport } from '#platform/files';
import { Problem } from '#kernel';
import type { RetentionFinding } from './retention.js';

/** What shall be done, or only told. */
export class UpkeepDto {
  /** Only tell what would go. */
  @IsOptional()
  @IsBoolean()
  readonly dry_run: boolean = true;
}

export class KindUseDto {
  readonly kind!: string;
  readonly files!: number;
  readonly size_bytes!: number;
  /** When the oldest came. */
  readonly oldest_at!: Date | null;
  readonly newest_at!: Date | null;
}

/** What is kept, by kind. */
export class StorageDto {
  /** `disk` or `s3`. */
  readonly store!: string;
  /** Kinds of the library, and `show`: the files of shows. Equal content counts for each that has it. */
  readonly by_kind!: KindUseDto[];
  readonly total_files!: number;
  readonly total_bytes!: number;
  /** Room on the disk of the data folder, bytes. */
  readonly disk_free_bytes!: number;
  readonly disk_total_bytes!: number;
}

export class RetentionRuleDto {
  /** What it is about: "sample", "log". */
  readonly kind: string;
  readonly about: string;
  /** Days; 0 is for ever. */
  readonly keep_days: number;
  /** What is older: it goes with the next run, or has gone with this one. */
  readonly due: number;
  /** Why the rule broke off, where it did: what is older still is not known. Null: it did not. */
  readonly failure: string | null;

  constructor({ kind, about, days, due, failure }: RetentionFinding) {
    this.kind = kind;
    this.about = about;
    this.keep_days = days;
    this.due = due;
    this.failure = failure === undefined ? null : reasonOf(failure);
  }
}

export class RetentionDto {
  /** Whether nothing has gone. */
  readonly dry_run!: boolean;
  readonly items!: RetentionRuleDto[];
}

export class OrphanDto {
  readonly content_hash!: string;
  readonly size_bytes!: number;
  readonly stored_at!: Date;
}

/** Files that nobody refers to. */
export class SweepDto {
  /** Whether nothing has gone. */
  readonly dry_run: boolean;
  /** All files there were. */
  readonly files: number;
  readonly orphans: number;
  readonly orphan_bytes: number;
  /** Too young to be judged: what refers to them may not be written yet. */
  readonly young: number;
  /** The first thousand. */
  readonly items: OrphanDto[];

  constructor(report: SweepReport) {
    this.dry_run = report.isDryRun;
    this.files = report.files;
    this.orphans = report.orphanCount;
    this.orphan_bytes = report.orphanBytes;
    this.young = report.youngCount;
    this.items = report.orphans.map(({ id, sizeBytes, storedAt }) => ({
      content_hash: id,
      size_bytes: sizeBytes,
      stored_at: storedAt,
    }));
  }
}

export class FileFaultDto {
  readonly content_hash: string;
  /** What refers to it, in words; at most five. */
  readonly used_by: string[];

  constructor({ id, usedBy }: FileFault) {
    this.content_hash = id;
    this.used_by = [...usedBy];
  }
}

/** Every stored file against its checksum. */
export class IntegrityDto {
  readonly started_at: Date;
  readonly duration_ms: number;
  readonly checked: number;
  readonly size_bytes: number;
  readonly is_intact: boolean;
  readonly missing_count: number;
  /** The first thousand. */
  readonly missing: FileFaultDto[];
  readonly altered_count: number;
  /** The first thousand. */
  readonly altered: FileFaultDto[];
  /** Files that are there and could not be read: whether they are whole nobody knows. */
  readonly unreadable_count: number;
  /** The first thousand. */
  readonly unreadable: FileFaultDto[];

  constructor(report: IntegrityReport) {
    this.started_at = report.startedAt;
    this.duration_ms = report.durationMs;
    this.checked = report.checked;
    this.size_bytes = report.sizeBytes;
    this.is_intact = report.missingCount + report.alteredCount + report.unreadableCount === 0;
    this.missing_count = report.missingCount;
    this.missing = report.missing.map((fault) => new FileFaultDto(fault));
    this.altered_count = report.alteredCount;
    this.altered = report.altered.map((fault) => new FileFaultDto(fault));
    this.unreadable_count = report.unreadableCount;
    this.unreadable = report.unreadable.map((fault) => new FileFaultDto(fault));
  }
}

export class CheckAskedDto {
  readonly job_id!: string;
  /** Where the report will be. */
  readonly links!: { readonly job: string; readonly report: string };
}

/** What is no expected failure is for the log alone. */
function reasonOf(failure: unknown): string {
  return failure instanceof Problem ? failure.message : 'It broke off; the log says why.';
}
