import { anArticle } from '#test/article';
import { newsroomRequest } from '#test/newsroom-stories';
import type { Story } from '../../story/story.js';
import { allowedFor, allowedWords } from './allowed-words.js';
import { checkClaims } from './check-claims.js';

describe('the age of an article', () => {
  it('may be said where it is told, and is no number of another story', async () => {
    const request = await newsroomRequest('en', 2);
    const [first] = request.stories;
    if (!first) throw new Error('The newsroom is empty.');
    const old = anArticle({
      id: 'old',
      body: 'The bridge was closed.',
      publishedAt: new Date(request.now.getTime() - 3 * 86_400_000),
    });
    const young = anArticle({ id: 'young', body: 'People died in the fire.' });
    const storyOf = (id: string, article: typeof old): Story => ({
      ...first,
      id,
      articles: [article],
    });
    const allowed = allowedWords({
      ...request,
      stories: [storyOf('a', old), storyOf('b', young)],
    });
    const marks = (text: string, article: typeof old) => {
      const own = { segmentType: 'story', sources: [article.id] } as const;
      const held = {
        sources: [article],
        language: 'en',
        allowed: allowedFor(own, allowed),
        onAir: request,
      } as const;
      return checkClaims({ text }, held).map((claim) => claim.text);
    };

    expect(marks('Three days ago the bridge was closed.', old)).toEqual([]);
    expect(marks('Three people died in the fire.', young)).toHaveLength(1);
  });
});
