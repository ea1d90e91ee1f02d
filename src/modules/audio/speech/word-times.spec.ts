import { parsePhones, wordTimes } from './word-times.js';

const REPORT = 'pau:0.2 g:0.3 uh:0.4 d:0.5 iy:0.6 v:0.9 pau:1.2 dh:1.3 ax:1.5 n:2.0 pau:2.2';

describe('word times', () => {
  it('begin each breath group where it begins', () => {
    const words = wordTimes('Good evening, then.', parsePhones(REPORT));

    expect(words.map(({ text }) => text)).toEqual(['Good', 'evening,', 'then.']);
    expect(words[0]?.startS).toBeCloseTo(0.2);
    expect(words[1]?.endS).toBeCloseTo(0.9);
    expect(words[2]).toMatchObject({ startS: 1.2, endS: 2 });
  });

  it('share all the time where pauses do not tell', () => {
    const words = wordTimes('one two three', parsePhones(REPORT));

    expect(words[0]?.startS).toBeCloseTo(0.2);
    expect(words.at(-1)?.endS).toBeCloseTo(2);
  });

  it('are none without phones', () => {
    expect(wordTimes('one two', [])).toEqual([]);
  });
});
