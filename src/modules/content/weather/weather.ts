import { Problem } from '#kernel';

/** Words for the sky that every language of the station has. */
export const SKIES = [
  'clear',
  'mostly_clear',
  'partly_cloudy',
  'overcast',
  'fog',
  'drizzle',
  'freezing_drizzle',
  'light_rain',
  'rain',
  'heavy_rain',
  'freezing_rain',
  'light_snow',
  'snow',
  'heavy_snow',
  'rain_showers',
  'snow_showers',
  'thunderstorm',
  'thunderstorm_with_hail',
] as const;
export type Sky = (typeof SKIES)[number];

/** A place on Earth. */
export interface Place {
  /** Degrees north, -90 to 90. */
  readonly latitude: number;
  /** Degrees east, -180 to 180. */
  readonly longitude: number;
  /** IANA name: whose day "today" is. */
  readonly timeZone: string;
}

/** The weather at a place, now and for the rest of its day. */
export interface Weather {
  readonly temperatureC: number;
  readonly sky: Sky;
  readonly highC?: number;
  readonly lowC?: number;
  readonly windKmh?: number;
  /** 0 to 100, over the day. */
  readonly rainChancePercent?: number;
  /** When it was observed. */
  readonly observedAt: Date;
  /** Whose figures they are, as said on air. */
  readonly source: string;
}

/** Nobody can tell the weather now; the reason in a sentence. */
export class NoWeather extends Problem {
  readonly code = 'content/no-weather';
  readonly kind = 'unavailable';
}

/** Who knows the weather. */
export abstract class WeatherProvider {
  /** @throws NoWeather */
  abstract weatherAt(place: Place, signal?: AbortSignal): Promise<Weather>;
}
