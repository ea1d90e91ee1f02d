import { chaptersOf, toChaptersJson } from './chapters.js';

const SEGMENTS = [0, 1, 2, 3].map((i) => ({ startS: 7 + 10 * i, endS: 16 + 10 * i }));

describe('chapters', () => {
  const chapters = chaptersOf(['Welcome', undefined, 'Tram line', undefined], SEGMENTS, 60);

  it('cover the whole programme without a gap', () => {
    expect(chapters).toEqual([
      { title: 'Welcome', startS: 0, endS: 26.4 },
      { title: 'Tram line', startS: 26.4, endS: 60 },
    ]);
  });

  it('give music a place of its own', () => {
    const music = [{ segment: 2, title: 'A song', startS: 27, endS: 28 }];
    const titles = ['Welcome', undefined, undefined, undefined];

    expect(chaptersOf(titles, SEGMENTS, 60, music)).toEqual([
      { title: 'Welcome', startS: 0, endS: 27 },
      { title: 'A song', startS: 27, endS: 28 },
      { title: 'Welcome', startS: 28, endS: 60 },
    ]);
  });

  it('are written as version 1.2.0', () => {
    expect(JSON.parse(toChaptersJson(chapters, 'News'))).toEqual({
      version: '1.2.0',
      title: 'News',
      chapters: [
        { startTime: 0, endTime: 26.4, title: 'Welcome' },
        { startTime: 26.4, endTime: 60, title: 'Tram line' },
      ],
    });
  });
});
