import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsNumber,
  IsOptional,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { Env, Reloadable, Section } from '#platform/config';
import { LIMIT } from './budget-limits.js';
import { PRICE } from './price-list.js';

const ENTRIES_MAX = 200;

@Section('api')
export class SpendSettings {
  /** What providers cost, US dollars: `provider.unit=price`, for one, or for `/1k` or `/1M` of them; units are characters, input_tokens, output_tokens, images and voices (that are cloned). Example: `elevenlabs.characters=0.30/1k,openai.output_tokens=10/1M`. A provider that is not named costs nothing. */
  @Env(
    'SPEND_PRICES',
    IsArray(),
    ArrayMaxSize(ENTRIES_MAX),
    Matches(PRICE, { each: true, message: 'must be entries like elevenlabs.characters=0.30/1k' }),
  )
  @Reloadable()
  readonly prices: string[] = [];

  /** What each provider may cost in a day (UTC), US dollars; from 80 % on there is a warning, at 100 % the embedded provider takes over. Unset, nothing bounds it; 0 pays nobody. */
  @Env('BUDGET_DAILY_USD', IsOptional(), IsNumber(), Min(0), Max(1_000_000))
  @Reloadable()
  readonly dailyUsd?: number;

  /** What each provider may cost in a month (UTC), US dollars; otherwise as the day. */
  @Env('BUDGET_MONTHLY_USD', IsOptional(), IsNumber(), Min(0), Max(1_000_000))
  @Reloadable()
  readonly monthlyUsd?: number;

  /** Budgets of single providers, which stand above the general ones: `elevenlabs.daily=5,elevenlabs.monthly=50`. */
  @Env(
    'BUDGET_BY_PROVIDER_USD',
    IsArray(),
    ArrayMaxSize(ENTRIES_MAX),
    Matches(LIMIT, { each: true, message: 'must be entries like elevenlabs.daily=5' }),
  )
  @Reloadable()
  readonly byProvider: string[] = [];

  /** Days that every single thing that was bought is kept, and with it the cost of a show; the sums of days stay. */
  @Env('SPEND_ITEM_DAYS', IsInt(), Min(1), Max(4_000))
  @Reloadable()
  readonly itemDays: number = 730;
}
