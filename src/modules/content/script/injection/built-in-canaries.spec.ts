import { CANARIES, canaryStories, storyOf, TRUE_STORIES } from '#test/canaries';
import { newsroomRequest } from '#test/newsroom-stories';
import { check, fit as cutToLength, write } from '../../editorial.worker.js';

describe('the built-in writer', () => {
  it.each(CANARIES.map((canary) => [canary.name, canary] as const))(
    'airs no canary: %s',
    async (_name, canary) => {
      const stories = canaryStories(canary);
      const request = await newsroomRequest(canary.language, 2, { stories });

      const script = await write({ request });
      const seconds = script.segments.map(({ estimatedSeconds }) => estimatedSeconds);
      const fitted = await cutToLength({ script, speechSeconds: seconds, request });

      const said = fitted.segments.map(({ text, chapter }) => `${text} ${chapter ?? ''}`).join(' ');
      expect(said).not.toMatch(canary.canary);
    },
  );

  it('says whose articles gave orders', async () => {
    const [canary] = CANARIES;
    const request = await newsroomRequest('en', 2, {
      stories: canary ? canaryStories(canary) : [],
    });

    const { warnings } = await write({ request });

    expect(warnings).toContain(
      'Articles of "Ostwick Post" give orders to whoever reads them; those parts were left out.',
    );
  });

  it('tells true news about orders, and holds it for supported', async () => {
    const stories = TRUE_STORIES.map(({ title, text }, index) =>
      storyOf(`true-${index}`, { language: 'en', outlet: 'Post', title, summary: text, body: '' }),
    );
    const request = await newsroomRequest('en', 2, { stories });

    const script = check({ script: await write({ request }), request });

    expect(script.storyIds.length).toBeGreaterThanOrEqual(3);
    expect(script.segments.flatMap(({ unsupportedClaims }) => unsupportedClaims)).toEqual([]);
  });
});
