import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { GivenArticleDto, NewsQueryDto } from './content.dto.js';

const faults = (published_at: string) =>
  validateSync(plainToInstance(GivenArticleDto, { title: 'A title', published_at })).map(
    ({ property }) => property,
  );

describe('a moment that somebody gives', () => {
  it.each([
    '2026-05-20',
    '2026-05-20T08:00:00Z',
    '2026-05-20T08:00:00.5+02:00',
    '2026-05-20T08:00',
  ])('may be %s', (text) => {
    expect(faults(text)).toEqual([]);
  });

  it.each([
    '20260520',
    '2026-W21',
    '2026-W21-3',
    '2026-140',
    '2026-05-20T08',
    'soon',
    '2026-02-30',
  ])('is no %s, and the field is named', (text) => {
    expect(faults(text)).toEqual(['published_at']);
    const query = plainToInstance(NewsQueryDto, { since: text });
    expect(validateSync(query).map(({ property }) => property)).toEqual(['since']);
  });
});
