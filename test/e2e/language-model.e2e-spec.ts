import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningApp, startApp } from '#test/app';
import { LanguageModelServer } from '#test/language-model-server';
import { goodScript } from '#test/language-models';

interface ShowBody {
  readonly id: string;
  readonly status: string;
  readonly segments: ReadonlyArray<{
    readonly text: string;
    readonly speaker: string;
    readonly sources: string[];
    readonly translated_from: string[];
    readonly unsupported_claims: unknown[];
  }>;
  readonly metadata: {
    readonly writer: string | null;
    readonly warnings: string[];
    readonly audio_duration: number | null;
    readonly cost: { readonly llm_tokens: number; readonly usd: number };
  };
}

const FINISHED_MS_MAX = 60_000;

describe('a show with a language model', () => {
  let model: LanguageModelServer;
  let running: RunningApp;

  const made = async (body: object): Promise<ShowBody> => {
    const accepted = await running.app.inject({
      method: 'POST',
      url: '/api/v1/shows/generate',
      headers: running.operator,
      payload: { duration_minutes: 1, feeds: 'sample', target_time: '08:00', ...body },
    });
    const { id } = accepted.json<ShowBody>();
    const endMs = performance.now() + FINISHED_MS_MAX;
    for (;;) {
      const show = (await running.app.inject(`/api/v1/shows/${id}`)).json<ShowBody>();
      if (['completed', 'failed', 'cancelled'].includes(show.status)) return show;
      if (performance.now() > endMs) throw new Error(`The show is still ${show.status}.`);
      await sleep(100);
    }
  };

  beforeAll(async () => {
    model = await LanguageModelServer.start((told) => JSON.stringify(goodScript(told, 'en')));
    model.key = 'sk-test-0123456789';
    running = await startApp({
      OPENAI_BASE_URL: model.base,
      OPENAI_API_KEY: 'sk-test-0123456789',
      OPENAI_MODEL: 'local-model',
      SPEND_PRICES: 'openai.input_tokens=2/1M,openai.output_tokens=10/1M',
    });
  }, 60_000);
  afterAll(async () => {
    await running.stop();
    await model.stop();
  });

  it('is written by it, spoken, and says what it cost', async () => {
    const show = await made({ seed: 1 });

    expect(show.status).toBe('completed');
    expect(show.metadata.writer).toBe('local-model');
    expect(new Set(show.segments.map(({ speaker }) => speaker)).size).toBe(2);
    expect(show.segments.flatMap(({ unsupported_claims }) => unsupported_claims)).toEqual([]);
    expect(Math.abs((show.metadata.audio_duration ?? 0) - 60)).toBeLessThan(6);
    expect(show.metadata.cost).toMatchObject({ llm_tokens: 2_000, usd: 0.0104 });
    expect(model.faults).toEqual([]);
  }, 90_000);

  it.each([
    ['garbage', 'no JSON', () => 'What show?'],
    ['a refusal', 'refused', () => ({ role: 'assistant', content: null, refusal: 'No.' })],
  ])(
    'is made all the same where the model answers %s, and says so',
    async (_name, says, behave) => {
      model.behaviour = behave;

      const show = await made({ seed: 2, dry_run: true });

      expect(show.status).toBe('completed');
      expect(show.metadata.writer).toBe('built-in');
      expect(show.metadata.warnings.join(' ')).toContain('openai could not');
      expect(show.metadata.warnings.join(' ')).toContain(says);
    },
  );
});
