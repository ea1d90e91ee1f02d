import { Problem } from '#kernel';

/** What a bitcoin costs. */
export interface Bitcoin {
  readonly usd: number;
  readonly eur?: number;
  readonly chf?: number;
  /** Of the price in dollars, over 24 hours; for example -2.4. */
  readonly change24hPercent?: number;
  /** When the price was made. */
  readonly pricedAt: Date;
  /** Whose figures they are, as said on air. */
  readonly source: string;
}

/** Nobody can tell the price now; the reason in a sentence. */
export class NoBitcoinPrice extends Problem {
  readonly code = 'content/no-bitcoin-price';
  readonly kind = 'unavailable';
}

/** Who knows the price. */
export abstract class BitcoinProvider {
  /** @throws NoBitcoinPrice */
  abstract price(signal?: AbortSignal): Promise<Bitcoin>;
}
