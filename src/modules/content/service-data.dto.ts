import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { type Language, LANGUAGES } from '#kernel';
import { type Channel, cityIn } from '#modules/data';
import type { Bitcoin } from './bitcoin/bitcoin.js';
import { skyInWords } from './weather/sky-words.js';
import type { Sky, Weather } from './weather/weather.js';

export class WeatherQueryDto {
  /** Whose city. */
  @IsOptional()
  @IsString()
  @Length(1, 50)
  readonly channel: string = 'zurich';

  /** Of `city` and `condition`. */
  @IsOptional()
  @IsIn(LANGUAGES)
  readonly language: Language = 'en';
}

/** The weather in the city of a channel. */
export class WeatherDto {
  readonly channel: string;
  readonly city: string;
  /** Degrees Celsius, now. */
  readonly temperature_c: number;
  /** For programs. */
  readonly condition_code: Sky;
  /** For people: "light rain". */
  readonly condition: string;
  /** Degrees Celsius, the highest of the day. */
  readonly high_c?: number;
  /** Degrees Celsius, the lowest of the day. */
  readonly low_c?: number;
  readonly wind_kmh?: number;
  /** 0 to 100, over the day. */
  readonly rain_chance_percent?: number;
  readonly observed_at: Date;
  /** Whose figures they are. */
  readonly source: string;

  constructor(weather: Weather, channel: Channel, language: Language) {
    const { highC, lowC, windKmh, rainChancePercent } = weather;
    this.channel = channel.id;
    this.city = cityIn(channel, language);
    this.temperature_c = weather.temperatureC;
    this.condition_code = weather.sky;
    this.condition = skyInWords(weather.sky, language);
    if (highC !== undefined) this.high_c = highC;
    if (lowC !== undefined) this.low_c = lowC;
    if (windKmh !== undefined) this.wind_kmh = windKmh;
    if (rainChancePercent !== undefined) this.rain_chance_percent = rainChancePercent;
    this.observed_at = weather.observedAt;
    this.source = weather.source;
  }
}

/** What a bitcoin costs. */
export class BitcoinDto {
  /** US dollars. */
  readonly usd: number;
  /** Euros. */
  readonly eur?: number;
  /** Swiss francs. */
  readonly chf?: number;
  /** Of the price in dollars, over 24 hours; for example -2.4. */
  readonly change_24h_percent?: number;
  readonly priced_at: Date;
  /** Whose figures they are. */
  readonly source: string;

  constructor({ usd, eur, chf, change24hPercent, pricedAt, source }: Bitcoin) {
    this.usd = usd;
    if (eur !== undefined) this.eur = eur;
    if (chf !== undefined) this.chf = chf;
    if (change24hPercent !== undefined) this.change_24h_percent = change24hPercent;
    this.priced_at = pricedAt;
    this.source = source;
  }
}
