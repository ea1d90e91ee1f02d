/** Sign of each category on a grid of 24 x 24: drawn as lines, so that it needs no language. */
const SIGNS: Readonly<Record<string, string>> = {
  zurich: 'M5 20V9l3-4 3 4v11M13 20V9l3-4 3 4v11M3 20h18M8 5V2.5M16 5V2.5',
  switzerland: 'M9.5 4h5v5.5H20v5h-5.5V20h-5v-5.5H4v-5h5.5Z',
  world: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0ZM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5 -5 13 0 18',
  technology: 'M7 7h10v10h-10ZM10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4',
  science: 'M9.5 3h5M10.5 3v6L5 19.5h14L13.5 9V3M7.6 15h8.8',
  sport:
    'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0ZM12 8l4 3l-1.5 4.5h-5L8 11ZM12 3v5M16 11l4.6-1.6M14.5 15.5l2.8 3.8M9.5 15.5l-2.8 3.8M8 11L3.4 9.4',
  business: 'M4 20h16M6 20v-6M11 20V9M16 20V4M4 10l5-5l4 2.5L20 2',
  culture:
    'M9 18V5l10-2v13M4.5 18a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0 -4.6 0M14.5 16a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0 -4.6 0',
  politics: 'M3 9l9-6l9 6ZM5 20V12M10 20V12M14 20V12M19 20V12M3 20.5h18',
  weather:
    'M8 12a4 4 0 1 0 8 0a4 4 0 1 0 -8 0ZM12 2.5v2.5M12 19v2.5M2.5 12h2.5M19 12h2.5M5.3 5.3l1.8 1.8M16.9 16.9l1.8 1.8M5.3 18.700l1.8-1.8M16.9 7.1l1.8-1.8',
  traffic: 'M8 3L4 21M16 3l4 18M12 4v3M12 10.5v3M12 17v3',
  crypto:
    'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0ZM10 7v10M10 7.5h3.5a2.2 2.2 0 0 1 0 4.4H10M10 12h4a2.3 2.3 0 0 1 0 4.6H10',
};

/** Side of the grid that the signs are drawn on. */
export const SIGN_SIDE = 24;

/** @returns Nothing for a category without a sign. */
export function signOf(category: string): string | undefined {
  return Object.hasOwn(SIGNS, category) ? SIGNS[category] : undefined;
}
