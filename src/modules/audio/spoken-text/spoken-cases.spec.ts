import { readFileSync } from 'node:fs';
import { type Language, LANGUAGES } from '#kernel';
import { newsroomStories } from '#test/newsroom-stories';
import { spokenText } from './spoken-text.js';

/** `written => spoken`, a line each. */
function casesOf(language: Language): (readonly [written: string, spoken: string])[] {
  return readFileSync(`test/fixtures/spoken/${language}.txt`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [written = '', spoken = ''] = line.split(' => ');
      return [written, spoken] as const;
    });
}

describe.each([...LANGUAGES])('what is written, as it is said in %s', (language) => {
  const cases = casesOf(language);

  it('has sixty cases at least', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
  });

  it.each(cases)('%s', (written, spoken) => {
    expect(spokenText(written, language)).toBe(spoken);
  });
});

describe.each([...LANGUAGES])('the sample newsroom in %s', (language) => {
  it('leaves no figure and no sign to the voice', async () => {
    const texts = (await newsroomStories()).flatMap(({ articles }) =>
      articles
        .filter((article) => article.language.startsWith(language))
        .flatMap(({ title, summary, body }) => [title, summary, body]),
    );
    const left = texts
      .map((text) => spokenText(text, language))
      .filter((spoken) => /[\d%°€$£§#@&×→<>|{}*_~^²³₂]/u.test(spoken));

    expect(texts.length).toBeGreaterThan(20);
    expect(left).toEqual([]);
  });
});

describe('the dictionary of a speaker', () => {
  const said = (text: string, pronunciations: Record<string, string>) =>
    spokenText(text, 'en', pronunciations);

  it('takes the longest entry first', () => {
    expect(said('New York and York.', { York: 'Yawk', 'New York': 'Noo Yawk' })).toBe(
      'Noo Yawk and Yawk.',
    );
  });

  it('reads whole words only, whatever stands beside them', () => {
    const bern = { Bern: 'Bairn' };

    expect(said('Bernard, Hibern, Bern-West, (Bern) Bern’s Bern.', bern)).toBe(
      "Bernard, Hibern, Bairn-West, Bairn, Bairn's Bairn.",
    );
  });

  it('minds capitals: a name is not a word', () => {
    expect(said('Reading in Reading.', { reading: 'x' })).toBe('Reading in Reading.');
    expect(said('The us of US.', { US: 'you ess' })).toBe('The us of you ess.');
  });

  it('knows entries with signs, figures and accents in whatever form they are written', () => {
    const own = { 'C++': 'see plus plus', '4chan': 'four chan', Zürich: 'Tsoorich' };

    expect(said('C++ on 4chan in Zu\u0308rich', own)).toBe(
      'see plus plus on four chan in Tsoorich',
    );
    expect(said('Zürich', { 'Zu\u0308rich': 'Tsoorich' })).toBe('Tsoorich');
  });

  it('does not read its own respellings again', () => {
    expect(said('A B', { A: 'B', B: 'C' })).toBe('B C');
    expect(said('SRF', { SRF: '3 %' })).toBe('3 %');
  });

  it('ignores entries that say nothing and text that looks like its marks', () => {
    expect(said('Hello \uE000 there', { '': 'x', ' ': 'y', there: 'here' })).toBe('Hello here');
  });

  it('stays quick with a large dictionary and a long text', () => {
    const large = Object.fromEntries(
      Array.from({ length: 5000 }, (_, at) => [`Word${at}x`, `said ${at}`]),
    );
    const text = 'Word17x is here. '.repeat(2000);
    const started = performance.now();

    expect(said(text, large).startsWith('said 17 is here.')).toBe(true);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
