import type { Language } from '../../src/kernel/index.js';
import { BuiltInScriptWriter } from '../../src/modules/content/script/built-in.script-writer.js';
import type { Article, Story } from '../../src/modules/content/story/story.js';
import { anArticle } from './article.js';
import { newsroomRequest } from './newsroom-stories.js';

/**
 * @param article The top story's only article; what it leaves out is filled in.
 * @returns What a show of three minutes tells of it. Four more stories give the hosts something to hand over.
 */
export async function tellOwn(language: Language, article: Partial<Article>): Promise<string> {
  const base = await newsroomRequest(language, 3);
  const own = anArticle({ id: 'own', language, outlet: 'Herald', category: 'general', ...article });
  const { publishedAt = null } = base.stories[0] ?? {};
  const story: Story = {
    id: 'own',
    articles: [{ ...own, publishedAt }],
    category: own.category,
    publishedAt,
    score: 99,
    scoreParts: {},
    isUpdate: false,
  };
  const request = { ...base, stories: [story, ...base.stories.slice(0, 4)] };
  const script = await new BuiltInScriptWriter().write(request, new AbortController().signal);
  return script.segments
    .filter(({ storyId }) => storyId === 'own')
    .map(({ text }) => text)
    .join(' ');
}
