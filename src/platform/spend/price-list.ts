import { UNIT_NAMES, type UnitName, type Units, unitsOf } from './units.js';

/** `elevenlabs.characters=0.30/1k`: US dollars for so many. */
export const PRICE = new RegExp(
  `^[a-z0-9_-]{1,50}\\.(${UNIT_NAMES.join('|')})=\\d{1,6}(\\.\\d{1,9})?(/1[kM]?)?$`,
);
const COUNT: Readonly<Record<string, number>> = { 1: 1, '1k': 1_000, '1M': 1_000_000 };

/** US dollars for one unit, by provider. A provider that is not listed costs nothing. */
export type PriceList = ReadonlyMap<string, ReadonlyMap<UnitName, number>>;

/** @param entries Each as `PRICE` says. */
export function readPrices(entries: readonly string[]): PriceList {
  const prices = new Map<string, Map<UnitName, number>>();
  for (const entry of entries) {
    const [name = '', price = ''] = entry.split('=');
    const [provider = '', unit = ''] = name.split('.');
    const [usd = '', count = '1'] = price.split('/');
    const own = prices.get(provider) ?? new Map<UnitName, number>();
    prices.set(provider, own.set(unit as UnitName, Number(usd) / (COUNT[count] ?? 1)));
  }
  return prices;
}

/** What so much costs with a provider, US dollars. */
export function priceOf(prices: PriceList, provider: string, units: Units): number {
  let usd = 0;
  for (const [name, each] of prices.get(provider) ?? []) usd += each * unitsOf(units, name);
  return usd;
}
