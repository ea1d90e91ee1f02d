import type { ProviderCalls } from '#platform/http';
import type { BudgetState, DaySums, ProviderSums, SpendSums, SubjectSums } from '#platform/spend';
import type { Range } from './range.js';
import { BudgetDto, ReportDto, rounded } from './report.dto.js';

/** What was used and what it cost. Engines of the station's own cost nothing and are counted all the same. */
export class CostSumsDto {
  /** Things that providers did for us. */
  readonly purchases: number;
  /** Things that were there already: takes from the cache. */
  readonly reuses: number;
  /** Characters of speech. */
  readonly tts_characters: number;
  readonly saved_characters: number;
  /** Read and written by language models. */
  readonly llm_tokens: number;
  readonly images: number;
  /** Of speech, seconds. */
  readonly seconds: number;
  readonly usd: number;
  /** What the reused would have cost. */
  readonly saved_usd: number;

  constructor(sums: SpendSums) {
    this.purchases = sums.purchases;
    this.reuses = sums.reuses;
    this.tts_characters = sums.characters;
    this.saved_characters = sums.saved_characters;
    this.llm_tokens = sums.input_tokens + sums.output_tokens;
    this.images = sums.images;
    this.seconds = rounded(sums.seconds, 1);
    this.usd = rounded(sums.usd, 6);
    this.saved_usd = rounded(sums.saved_usd, 6);
  }
}

export class ProviderCostDto extends CostSumsDto {
  readonly provider: string;
  readonly operation: string;

  constructor(sums: ProviderSums) {
    super(sums);
    this.provider = sums.provider;
    this.operation = sums.operation;
  }
}

export class DayCostDto extends CostSumsDto {
  /** YYYY-MM-DD, UTC. */
  readonly day: string;

  constructor(sums: DaySums) {
    super(sums);
    this.day = sums.day;
  }
}

export class ShowCostDto {
  readonly show_id!: string;
  readonly usd!: number;
  readonly saved_usd!: number;
}

/** What the audit of outside calls says, to hold the ledger against. */
export class AuditedCostDto {
  readonly provider!: string;
  readonly operation!: string;
  readonly calls!: number;
  /** What the answers said that they cost. */
  readonly usd!: number;
}

export class CostsReportDto extends ReportDto {
  readonly total: CostSumsDto;
  /** The dearest first. */
  readonly providers: ProviderCostDto[];
  readonly days: DayCostDto[];
  /** The 50 dearest shows. */
  readonly shows: ShowCostDto[];
  readonly audited: AuditedCostDto[];
  /** Of today and this month, whatever the time of the report. */
  readonly budgets: BudgetDto[];

  constructor(range: Range, parts: CostParts) {
    super(range);
    this.total = new CostSumsDto(parts.total);
    this.providers = parts.providers.map((sums) => new ProviderCostDto(sums));
    this.days = parts.days.map((sums) => new DayCostDto(sums));
    this.shows = parts.subjects.map(({ subject, usd, saved_usd }) => ({
      show_id: subject,
      usd: rounded(usd, 6),
      saved_usd: rounded(saved_usd, 6),
    }));
    this.audited = parts.calls
      .filter(({ cost_usd }) => cost_usd > 0)
      .map(({ provider, operation, calls, cost_usd }) => ({
        provider,
        operation,
        calls,
        usd: rounded(cost_usd, 6),
      }));
    this.budgets = parts.budgets.map((budget) => new BudgetDto(budget));
  }
}

/** What a report of costs is made of. */
export interface CostParts {
  readonly total: SpendSums;
  readonly providers: readonly ProviderSums[];
  readonly days: readonly DaySums[];
  readonly subjects: readonly SubjectSums[];
  readonly calls: readonly ProviderCalls[];
  readonly budgets: readonly BudgetState[];
}
