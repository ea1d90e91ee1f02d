import { Injectable } from '@nestjs/common';
import { HttpClient, TIME_LIMITS } from '#platform/http';
import { ServiceDataSettings } from '../service-data.settings.js';
import { type Bitcoin, BitcoinProvider, NoBitcoinPrice } from './bitcoin.js';

const ANSWER_BYTES_MAX = 65_536;

/** CoinGecko's open API, no key: `GET /api/v3/simple/price` (https://docs.coingecko.com). */
@Injectable()
export class CoinGeckoBitcoinProvider extends BitcoinProvider {
  constructor(
    private readonly http: HttpClient,
    private readonly settings: ServiceDataSettings,
  ) {
    super();
  }

  override async price(signal?: AbortSignal): Promise<Bitcoin> {
    const { bitcoinUrl } = this.settings;
    if (bitcoinUrl === '') throw new NoBitcoinPrice('This station asks nobody for the price.');
    const told = await this.#ask(addressOf(bitcoinUrl), signal);
    const usd = positive(told['usd']);
    const pricedS = positive(told['last_updated_at']);
    if (usd === undefined || pricedS === undefined)
      throw new NoBitcoinPrice('The answer of CoinGecko is not whole.');
    const eur = positive(told['eur']);
    const chf = positive(told['chf']);
    const change = told['usd_24h_change'];
    return {
      usd,
      ...(eur !== undefined && { eur }),
      ...(chf !== undefined && { chf }),
      ...(typeof change === 'number' && Number.isFinite(change) && { change24hPercent: change }),
      pricedAt: new Date(pricedS * 1000),
      source: 'CoinGecko',
    };
  }

  async #ask(url: string, signal: AbortSignal | undefined): Promise<Record<string, unknown>> {
    try {
      const { status, body } = await this.http.get(url, {
        provider: 'coingecko',
        operation: 'bitcoin price',
        deadlineMs: TIME_LIMITS.FAST,
        bodyBytesMax: ANSWER_BYTES_MAX,
        headers: { accept: 'application/json' },
        ...(signal && { signal }),
      });
      if (status !== 200) throw new NoBitcoinPrice(`CoinGecko answered ${status}.`);
      const answer = JSON.parse(body.toString('utf8')) as {
        bitcoin?: Record<string, unknown>;
      } | null;
      return answer?.bitcoin ?? {};
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof NoBitcoinPrice) throw error;
      const reason = error instanceof SyntaxError ? 'what it said is no JSON' : reasonOf(error);
      throw new NoBitcoinPrice(`CoinGecko could not be asked: ${reason}`, {}, error);
    }
  }
}

function addressOf(base: string): string {
  const url = new URL('api/v3/simple/price', base.endsWith('/') ? base : `${base}/`);
  url.searchParams.set('ids', 'bitcoin');
  url.searchParams.set('vs_currencies', 'usd,eur,chf');
  url.searchParams.set('include_24hr_change', 'true');
  url.searchParams.set('include_last_updated_at', 'true');
  return url.href;
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
