import { Injectable } from '@nestjs/common';
import { HttpClient, TIME_LIMITS } from '#platform/http';
import { ServiceDataSettings } from '../service-data.settings.js';
import { NoWeather, type Place, type Sky, type Weather, WeatherProvider } from './weather.js';

const ANSWER_BYTES_MAX = 65_536;
/** Beyond these a figure is a mistake: the records of Earth with room to spare. */
const COLDEST_C = -95;
const HOTTEST_C = 65;

/** WMO code table 4677 as Open-Meteo reports it (https://open-meteo.com/en/docs, "WMO Weather interpretation codes"). */
const SKY_OF_CODE: Readonly<Record<number, Sky>> = {
  0: 'clear',
  1: 'mostly_clear',
  2: 'partly_cloudy',
  3: 'overcast',
  45: 'fog',
  48: 'fog',
  51: 'drizzle',
  53: 'drizzle',
  55: 'drizzle',
  56: 'freezing_drizzle',
  57: 'freezing_drizzle',
  61: 'light_rain',
  63: 'rain',
  65: 'heavy_rain',
  66: 'freezing_rain',
  67: 'freezing_rain',
  71: 'light_snow',
  73: 'snow',
  75: 'heavy_snow',
  77: 'light_snow',
  80: 'rain_showers',
  81: 'rain_showers',
  82: 'heavy_rain',
  85: 'snow_showers',
  86: 'snow_showers',
  95: 'thunderstorm',
  96: 'thunderstorm_with_hail',
  99: 'thunderstorm_with_hail',
};

/** What is used of the answer of `GET /v1/forecast`; whatever is not there or no number is left out. */
interface Forecast {
  readonly current?: Readonly<Record<string, unknown>>;
  readonly daily?: Readonly<Record<string, unknown>>;
}

/** Open-Meteo: no key, free for what is not sold; https://open-meteo.com. */
@Injectable()
export class OpenMeteoWeatherProvider extends WeatherProvider {
  constructor(
    private readonly http: HttpClient,
    private readonly settings: ServiceDataSettings,
  ) {
    super();
  }

  override async weatherAt(place: Place, signal?: AbortSignal): Promise<Weather> {
    const { weatherUrl } = this.settings;
    if (weatherUrl === '') throw new NoWeather('This station asks nobody for the weather.');
    const forecast = await this.#ask(addressOf(weatherUrl, place), signal);
    const temperatureC = temperature(forecast.current?.['temperature_2m']);
    const sky = SKY_OF_CODE[number(forecast.current?.['weather_code']) ?? -1];
    const observedS = number(forecast.current?.['time']);
    if (temperatureC === undefined || sky === undefined || observedS === undefined)
      throw new NoWeather('The answer of Open-Meteo is not whole.');
    const highC = temperature(first(forecast.daily?.['temperature_2m_max']));
    const lowC = temperature(first(forecast.daily?.['temperature_2m_min']));
    const windKmh = number(forecast.current?.['wind_speed_10m']);
    const rainChancePercent = number(first(forecast.daily?.['precipitation_probability_max']));
    return {
      temperatureC,
      sky,
      ...(highC !== undefined && { highC }),
      ...(lowC !== undefined && { lowC }),
      ...(windKmh !== undefined && windKmh >= 0 && { windKmh }),
      ...(rainChancePercent !== undefined && { rainChancePercent }),
      observedAt: new Date(observedS * 1000),
      source: 'Open-Meteo',
    };
  }

  async #ask(url: string, signal: AbortSignal | undefined): Promise<Forecast> {
    try {
      const { status, body } = await this.http.get(url, {
        provider: 'open-meteo',
        operation: 'weather',
        deadlineMs: TIME_LIMITS.FAST,
        bodyBytesMax: ANSWER_BYTES_MAX,
        headers: { accept: 'application/json' },
        ...(signal && { signal }),
      });
      if (status !== 200) throw new NoWeather(`Open-Meteo answered ${status}.`);
      return (JSON.parse(body.toString('utf8')) ?? {}) as Forecast;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof NoWeather) throw error;
      const reason = error instanceof SyntaxError ? 'what it said is no JSON' : reasonOf(error);
      throw new NoWeather(`Open-Meteo could not be asked: ${reason}`, {}, error);
    }
  }
}

function addressOf(base: string, { latitude, longitude, timeZone }: Place): string {
  const url = new URL('v1/forecast', base.endsWith('/') ? base : `${base}/`);
  const query = {
    latitude: latitude.toFixed(3),
    longitude: longitude.toFixed(3),
    current: 'temperature_2m,weather_code,wind_speed_10m',
    daily: 'temperature_2m_max,temperature_2m_min,precipitation_probability_max',
    forecast_days: '1',
    timeformat: 'unixtime',
    timezone: timeZone,
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function temperature(value: unknown): number | undefined {
  const degrees = number(value);
  return degrees !== undefined && degrees > COLDEST_C && degrees < HOTTEST_C ? degrees : undefined;
}

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
