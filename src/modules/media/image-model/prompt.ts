import type { CoverRequest } from '../cover-artist.js';

const LIGHT: Readonly<Record<CoverRequest['style'], string>> = {
  fresh_morning: 'clear morning light, fresh colours',
  professional_afternoon: 'bright daylight, calm and precise colours',
  chill_evening: 'warm evening light, relaxed colours',
  late_night: 'night, deep blues, few lights',
};
const CATEGORIES_MAX = 3;

/**
 * What the model is asked to show. Only the station's own words stand in it: headlines are written by strangers, and
 * a model does what it reads.
 */
export function promptFor({ city, style, categories }: CoverRequest): string {
  const themes = categories
    .filter((one) => /^[a-z_]{2,30}$/u.test(one))
    .slice(0, CATEGORIES_MAX)
    .map((one) => one.replaceAll('_', ' '));
  return [
    `Square cover art for a radio news show about the city of ${city.replace(/[^\p{L} '-]/gu, '')}.`,
    `Mood: ${LIGHT[style]}.`,
    ...(themes.length > 0 ? [`Themes, hinted at only: ${themes.join(', ')}.`] : []),
    'Flat, modern illustration with large simple shapes that can be recognised at 100 pixels.',
    'No text, no letters, no logos, no faces of real people.',
  ].join(' ');
}
