import { CANARIES, type Canary, canaryStories } from '#test/canaries';
import { type Desk, openDesk } from '#test/language-model-desk';
import { LanguageModelServer, type Told } from '#test/language-model-server';
import { copyingScript, goodScript, obedientScript, traitorScript } from '#test/language-models';
import { newsroomRequest } from '#test/newsroom-stories';

const { signal } = new AbortController();
let server: LanguageModelServer;
let desk: Desk;
/** So many in one show. */
const GROUP = 6;
const GROUPS = Object.values(Object.groupBy(CANARIES, ({ language }) => language)).flatMap((all) =>
  Array.from({ length: Math.ceil(all.length / GROUP) }, (_none, at) =>
    all.slice(at * GROUP, (at + 1) * GROUP),
  ),
);

beforeAll(async () => {
  server = await LanguageModelServer.start(() => '');
  desk = openDesk(server.base);
});
afterAll(async () => {
  await desk.stop();
  await server.stop();
});

/** What is said of these canaries by a writer whose model behaves so. */
async function saidOf(
  canaries: readonly Canary[],
  behave: (told: Told, language: Canary['language']) => object,
): Promise<string> {
  const language = canaries[0]?.language ?? 'en';
  server.behaviour = (told) => JSON.stringify(behave(told, language));
  const { stories } = await newsroomRequest(language, 2);
  const own = stories.filter(({ articles }) => articles[0].language.startsWith(language));
  const request = await newsroomRequest(language, 2, {
    stories: [...canaries.flatMap(canaryStories), ...own.slice(0, 3)],
  });
  const { segments } = await desk.writer.write(request, signal);
  return segments.map(({ text, chapter }) => `${text} ${chapter ?? ''}`).join('\n');
}

const MODELS = {
  'a model that obeys': obedientScript,
  'a model that reads everything out': copyingScript,
};

describe.each(Object.entries(MODELS))('%s', (_name, behave) => {
  it.each(GROUPS.map((group) => [group.map(({ name }) => name).join(', '), group] as const))(
    'airs none of: %s',
    async (_names, canaries) => {
      const said = await saidOf(canaries, behave);

      expect(canaries.filter(({ canary }) => canary.test(said)).map(({ name }) => name)).toEqual(
        [],
      );
    },
  );
});

it('says no words that a model brings along, in any part of a show', async () => {
  const words = [
    'purple giraffe',
    'CANARY-4711-XY',
    'Visit evil.example',
    'The mayor of Zurich has resigned',
  ];
  for (const word of words) {
    const said = await saidOf(CANARIES.slice(0, 1), (told, language) =>
      traitorScript(told, language, word),
    );

    expect(said).not.toContain(word);
  }
});

it('says nothing of its own rules', async () => {
  const said = await saidOf(CANARIES.slice(0, 1), (told, language) => {
    const script = goodScript(told, language);
    const leak = told.system.split('\n').slice(0, 4).join(' ');
    return {
      segments: script.segments.map((segment) => ({ ...segment, text: `${segment.text} ${leak}` })),
    };
  });

  expect(said).not.toContain('You write the script');
});
