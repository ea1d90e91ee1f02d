// Articles as a busy day brings them: four tellings of an event, words as rare as words are (Zipf), names that no
// other event has, in the order of time. The same number always gives the same articles.
import { readFileSync } from 'node:fs';

const TELLINGS = 4;
const LEAD_WORDS = 20;

const lines = ['development', 'held-out']
  .map((set) =>
    readFileSync(new URL(`../../test/fixtures/headlines/${set}.txt`, import.meta.url), 'utf8'),
  )
  .join('\n')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));
const vocabulary = [...new Set(lines.flatMap(([, title]) => title.split(/\s+/)))];

export function articles(number) {
  let state = 1;
  const chance = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const word = () => vocabulary[Math.floor(vocabulary.length * chance() ** 2.5)];
  return Array.from({ length: number }, (_, at) => {
    const event = Math.floor(at / TELLINGS);
    const [language, title] = lines[(event * 7919 + (at % TELLINGS)) % lines.length];
    const name = `Name${((event * 31) % 100_003).toString(36)}`;
    return {
      id: `a${number}-${at}`,
      feedId: `feed-${at % 40}`,
      outlet: `Outlet ${at % 40}`,
      title: `${title} ${name} ${word()}`,
      summary: `${name}: ${Array.from({ length: LEAD_WORDS }, word).join(' ')}.`,
      body: '',
      link: '',
      language,
      category: 'general',
      publishedAt: new Date(1_780_000_000_000 + event * 30_000),
    };
  });
}
