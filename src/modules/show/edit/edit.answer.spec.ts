import type { Script } from '#modules/content';
import { scriptAnswer } from './edit.answer.js';

describe('the script that is answered', () => {
  it('comes with the articles that its sources name, and no others', () => {
    const article = (id: string) => ({ id, outlet: 'BBC', title: id, link: '', publishedAt: null });
    const script = { segments: [{ sources: ['a2'], unsupportedClaims: [] }], storyIds: ['s1'] };
    const stories = [{ id: 's1', articles: [article('a1'), article('a2')] }];

    const answer = scriptAnswer({
      show: {} as never,
      script: { ...(script as unknown as Script), warnings: [] },
      plan: { speakers: [] } as never,
      outputs: new Map([['curate', { stories, warnings: [] }]]),
    });

    expect(answer.content_sources.map(({ id }) => id)).toEqual(['a2']);
  });
});
