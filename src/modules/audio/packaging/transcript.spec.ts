import {
  cuesOf,
  type SpokenSegment,
  toSrt,
  toText,
  toTranscriptJson,
  toVtt,
} from './transcript.js';

const SHORT: SpokenSegment = { speaker: 'Marcel', text: 'Good evening.', startS: 7, endS: 8.5 };
const LONG: SpokenSegment = {
  speaker: 'Jarvis',
  text: 'The council voted by a narrow margin to approve the new tram line, which will connect the northern districts with the main station. Work begins in May.',
  startS: 3600,
  endS: 3610,
};

/** One second a word, with a pause of a second after the fifth. */
const SPOKEN: SpokenSegment = {
  speaker: 'Jarvis',
  text: 'One two three four five. Six seven eight nine ten.',
  startS: 100,
  endS: 111,
  words: ['One', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map(
    (text, i) => ({ text, startS: i < 5 ? i : i + 1, endS: i < 5 ? i + 1 : i + 2 }),
  ),
};

describe('cues', () => {
  it('keep a short segment whole', () => {
    expect(cuesOf([SHORT])).toEqual([SHORT]);
  });

  it('break a long one into readable lines that lose no word and leave no gap', () => {
    const cues = cuesOf([LONG]);

    expect(cues.map(({ text }) => text).join(' ')).toBe(LONG.text);
    expect(Math.max(...cues.map(({ text }) => text.length))).toBeLessThanOrEqual(84);
    expect(cues.at(0)?.startS).toBe(3600);
    expect(cues.at(-1)?.endS).toBe(3610);
    for (const [i, cue] of cues.entries()) expect(cue.startS).toBe(cues[i - 1]?.endS ?? 3600);
  });

  it('follow the words where the engine tells them', () => {
    expect(cuesOf([SPOKEN]).map(({ startS, endS }) => [startS, endS])).toEqual([
      [100, 105],
      [106, 111],
    ]);
  });

  it('break words without a space as they are', () => {
    const text = 'x'.repeat(200);

    expect(cuesOf([{ ...SHORT, text }]).map((cue) => cue.text)).toEqual([text]);
  });
});

describe('transcripts', () => {
  it('as WebVTT name the speaker and escape what would be markup', () => {
    const cues = cuesOf([{ ...SHORT, text: 'Q & A <live>.' }]);

    expect(toVtt(cues)).toBe(
      'WEBVTT\n\n00:00:07.000 --> 00:00:08.500\n<v Marcel>Q &amp; A &lt;live&gt;.</v>\n',
    );
  });

  it('as SubRip are numbered', () => {
    expect(toSrt(cuesOf([SHORT, { ...SHORT, startS: 3661.25, endS: 3662 }]))).toBe(
      '1\n00:00:07,000 --> 00:00:08,500\nMarcel: Good evening.\n\n2\n01:01:01,250 --> 01:01:02,000\nMarcel: Good evening.\n',
    );
  });

  it('as JSON have the shape of the podcast namespace', () => {
    expect(JSON.parse(toTranscriptJson(cuesOf([SHORT])))).toEqual({
      version: '1.0.0',
      segments: [{ speaker: 'Marcel', startTime: 7, endTime: 8.5, body: 'Good evening.' }],
    });
  });

  it('as text are one paragraph a segment', () => {
    expect(toText([SHORT, LONG])).toBe(`Marcel: Good evening.\n\nJarvis: ${LONG.text}\n`);
  });
});
