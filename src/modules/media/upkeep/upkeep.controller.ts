import { statfs } from 'node:fs/promises';
import { Body, Controller, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Costly, Needs } from '#platform/access';
import { FileStore } from '#platform/files';
import { Lifecycle } from '#platform/lifecycle';
import { NeverChecked } from '../library/media.problems.js';
import { StorageUse } from './storage-use.js';
import {
  CheckAskedDto,
  IntegrityDto,
  RetentionDto,
  RetentionRuleDto,
  StorageDto,
  SweepDto,
  UpkeepDto,
} from './upkeep.dto.js';
import { Upkeep } from './upkeep.js';

/** How files are kept; for operators. */
@ApiTags('media')
@Needs('operator')
@Controller('media')
export class UpkeepController {
  constructor(
    private readonly upkeep: Upkeep,
    private readonly use: StorageUse,
    private readonly files: FileStore,
    private readonly lifecycle: Lifecycle,
  ) {}

  /** What is kept, by kind, and how much room there is. */
  @Get('storage')
  async storage(): Promise<StorageDto> {
    const uses = await this.use.byKind();
    const { bavail, blocks, bsize } = await statfs(this.files.root);
    return {
      store: this.files.name,
      by_kind: uses.map(({ kind, files, sizeBytes, oldest, newest }) => ({
        kind,
        files,
        size_bytes: sizeBytes,
        oldest_at: oldest,
        newest_at: newest,
      })),
      total_files: uses.reduce((sum, { files }) => sum + files, 0),
      total_bytes: uses.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      disk_free_bytes: bavail * bsize,
      disk_total_bytes: blocks * bsize,
    };
  }

  /** How long what is kept, and what the next run would let go of. */
  @Get('retention')
  async retention(): Promise<RetentionDto> {
    return this.keep({ dry_run: true });
  }

  /** Lets go of what is older than its rule says, as the scheduler does every day; `dry_run` (the default) only tells. */
  @Post('retention/run')
  @Costly()
  @HttpCode(HttpStatus.OK)
  async keep(@Body() { dry_run }: UpkeepDto): Promise<RetentionDto> {
    const findings = await this.upkeep.keepOnly(dry_run, this.lifecycle.leaving);
    return { dry_run, items: findings.map((finding) => new RetentionRuleDto(finding)) };
  }

  /** Removes stored files that nobody refers to; `dry_run` (the default) only tells. */
  @Post('orphans/sweep')
  @Costly()
  @HttpCode(HttpStatus.OK)
  async sweep(@Body() { dry_run }: UpkeepDto): Promise<SweepDto> {
    return new SweepDto(await this.upkeep.sweep(dry_run, this.lifecycle.leaving));
  }

  /** Has every stored file compared with its checksum, and every file that is referred to looked for. */
  @Post('integrity')
  @Costly()
  @HttpCode(HttpStatus.ACCEPTED)
  async check(): Promise<CheckAskedDto> {
    const job_id = await this.upkeep.askForCheck();
    return { job_id, links: { job: `/api/v1/jobs/${job_id}`, report: '/api/v1/media/integrity' } };
  }

  /**
   * What the last check has found: every missing and every altered file.
   * @throws {404} No check has ended yet.
   */
  @Get('integrity')
  async integrity(): Promise<IntegrityDto> {
    const report = await this.upkeep.lastCheck();
    if (!report) throw new NeverChecked();
    return new IntegrityDto(report);
  }
}
