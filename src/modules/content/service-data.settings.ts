import { ValidateBy } from 'class-validator';
import { Env, Section } from '#platform/config';

const IsWebAddressOrEmpty = (): PropertyDecorator =>
  ValidateBy({
    name: 'isWebAddressOrEmpty',
    validator: {
      validate: (value: unknown) =>
        value === '' ||
        (typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value)),
      defaultMessage: () => 'must be an http(s) address, or empty',
    },
  });

/** Whom the station asks for what is neither story nor music: weather and prices. */
@Section('station')
export class ServiceDataSettings {
  /** An Open-Meteo server; empty: shows are without weather. */
  @Env('CONTENT_WEATHER_URL', IsWebAddressOrEmpty())
  readonly weatherUrl: string = 'https://api.open-meteo.com';

  /** A CoinGecko server; empty: shows are without the price of bitcoin. */
  @Env('CONTENT_BITCOIN_URL', IsWebAddressOrEmpty())
  readonly bitcoinUrl: string = 'https://api.coingecko.com';
}
