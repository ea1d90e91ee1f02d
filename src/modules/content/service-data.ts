import { Injectable } from '@nestjs/common';
import type { Language } from '#kernel';
import { TieredCache } from '#platform/cache';
import { type Channel, cityIn } from '#modules/data';
import { type Bitcoin, BitcoinProvider } from './bitcoin/bitcoin.js';
import type { BitcoinPrice, WeatherReport } from './script/script.js';
import { skyInWords } from './weather/sky-words.js';
import { type Weather, WeatherProvider } from './weather/weather.js';

const WEATHER_KEPT_S = 300;
const BITCOIN_KEPT_S = 60;

/** What a show wants beside its stories. */
export interface ServiceWishes {
  readonly channel: Channel;
  readonly language: Language;
  readonly wantsWeather: boolean;
  readonly wantsBitcoin: boolean;
}

/** What there was of it; what there was not is said. */
export interface ServiceItems {
  readonly weather?: WeatherReport;
  readonly bitcoin?: BitcoinPrice;
  readonly warnings: readonly string[];
}

/** Weather and prices: one question serves everybody who asks within a while. */
@Injectable()
export class ServiceData {
  constructor(
    private readonly cache: TieredCache,
    private readonly weathers: WeatherProvider,
    private readonly bitcoins: BitcoinProvider,
  ) {}

  /** What a show says of weather and prices. Never throws: a show does well without. */
  async forShow(wishes: ServiceWishes): Promise<ServiceItems> {
    const { channel, language, wantsWeather, wantsBitcoin } = wishes;
    const warnings: string[] = [];
    const without = (what: string) => (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      warnings.push(`The show is without ${what}: ${reason}`);
      return undefined;
    };
    const [weather, bitcoin] = await Promise.all([
      wantsWeather ? this.weather(channel).catch(without('a weather report')) : undefined,
      wantsBitcoin ? this.bitcoin().catch(without('the bitcoin price')) : undefined,
    ]);
    return {
      ...(weather && { weather: reportOf(weather, cityIn(channel, language), language) }),
      ...(bitcoin && { bitcoin: priceOf(bitcoin) }),
      warnings: warnings.toSorted((a, b) => a.localeCompare(b)),
    };
  }

  /** @throws NoWeather */
  weather({ id, latitude, longitude, timeZone }: Channel): Promise<Weather> {
    const load = () => this.weathers.weatherAt({ latitude, longitude, timeZone });
    return this.cache
      .space('weather', { ttl: WEATHER_KEPT_S })
      .getOrSet(id, load, { tags: ['content:weather'] });
  }

  /** @throws NoBitcoinPrice */
  bitcoin(): Promise<Bitcoin> {
    const load = () => this.bitcoins.price();
    return this.cache
      .space('bitcoin', { ttl: BITCOIN_KEPT_S })
      .getOrSet('price', load, { tags: ['content:bitcoin'] });
  }
}

/** In whole degrees, as a host says them. */
function reportOf(weather: Weather, city: string, language: Language): WeatherReport {
  const { highC, lowC, sky, source, temperatureC } = weather;
  return {
    city,
    temperatureC: Math.round(temperatureC),
    condition: skyInWords(sky, language),
    ...(highC !== undefined && { highC: Math.round(highC) }),
    ...(lowC !== undefined && { lowC: Math.round(lowC) }),
    source,
  };
}

function priceOf({ usd, change24hPercent, source }: Bitcoin): BitcoinPrice {
  return { usd, ...(change24hPercent !== undefined && { change24hPercent }), source };
}
