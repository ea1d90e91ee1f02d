import { setTimeout as sleep } from 'node:timers/promises';
import { ScriptWriter } from '#modules/content';
import { type RunningApp, startApp } from '#test/app';

interface ShowBody {
  readonly id: string;
  readonly status: string;
  readonly segments: ReadonlyArray<{
    readonly text: string;
    readonly segment_type: string;
    readonly sources: string[];
    readonly unsupported_claims: ReadonlyArray<{ kind: string; text: string }>;
  }>;
  readonly metadata: { readonly warnings: string[] };
}

const LIE = 'Petra Zwahlen of Marseille lost 987,654 francs.';

describe('strict claims', () => {
  let running: RunningApp;
  let write: ScriptWriter['write'];
  /** How often the writer lies about the story it is caught with. */
  let lies = 0;
  let lied: string | undefined;

  beforeAll(async () => {
    running = await startApp();
    const writer = running.app.get(ScriptWriter, { strict: false });
    write = writer.write.bind(writer);
    // A writer who invents something in the second story, as a language model would.
    writer.write = async (request, signal) => {
      const script = await write(request, signal);
      const target = lied ?? script.storyIds[1];
      if (lies === 0) return script;
      lies -= 1;
      lied = target;
      const segments = script.segments.map((segment) =>
        segment.storyId === target && segment.segmentType === 'story'
          ? { ...segment, text: `${segment.text} ${LIE}` }
          : segment,
      );
      return { ...script, segments };
    };
  }, 60_000);
  afterAll(() => running.stop());

  const draft = async (wish: object, times: number): Promise<ShowBody> => {
    lies = times;
    lied = undefined;
    const accepted = await running.app.inject({
      method: 'POST',
      url: '/api/v1/shows/generate',
      headers: running.operator,
      payload: {
        duration_minutes: 3,
        feeds: 'sample',
        seed: 7,
        target_time: '08:00',
        dry_run: true,
        ...wish,
      },
    });
    expect(accepted.statusCode).toBe(202);
    const { id } = accepted.json<ShowBody>();
    for (const deadline = performance.now() + 30_000; performance.now() < deadline;) {
      const body = (await running.app.inject(`/api/v1/shows/${id}`)).json<ShowBody>();
      if (body.status === 'completed' || body.status === 'failed') return body;
      await sleep(50);
    }
    throw new Error('The draft was not ready in time.');
  };
  const claimsOf = (show: ShowBody) =>
    show.segments.flatMap(({ unsupported_claims }) => unsupported_claims);

  it('are only marked where nobody asks for more', async () => {
    const show = await draft({}, Infinity);

    expect(show.segments.some(({ text }) => text.includes(LIE))).toBe(true);
    expect(claimsOf(show).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['number', 'name']),
    );
    expect(show.metadata.warnings.join(' ')).toMatch(/No source holds: .*987,654/);
  });

  it('send the segment back to the writer once', async () => {
    const show = await draft({ strict_claims: true }, 1);

    expect(show.status).toBe('completed');
    expect(show.segments.some(({ text }) => text.includes(LIE))).toBe(false);
    expect(claimsOf(show)).toEqual([]);
    expect(show.metadata.warnings.join(' ')).toMatch(
      /written again, for no source holds .*987,654/,
    );
  });

  it('drop what the writer does not mend, and what announces it', async () => {
    const honest = await draft({}, 0);
    const show = await draft({ strict_claims: true }, Infinity);
    const dropped = new Set(
      honest.segments
        .filter(({ segment_type }) => segment_type === 'story')
        .flatMap(({ sources }) => sources)
        .filter(
          (id) =>
            !show.segments.some(
              ({ segment_type, sources }) => segment_type === 'story' && sources.includes(id),
            ),
        ),
    );

    expect(dropped.size).toBeGreaterThan(0);
    expect(show.segments.some(({ text }) => text.includes('Zwahlen'))).toBe(false);
    expect(claimsOf(show)).toEqual([]);
    expect(show.segments.flatMap(({ sources }) => sources).filter((id) => dropped.has(id))).toEqual(
      [],
    );
    expect(show.metadata.warnings.join(' ')).toMatch(/was dropped, for no source holds/);
  });

  it('refuses a wish that is no yes or no', async () => {
    const answer = await running.app.inject({
      method: 'POST',
      url: '/api/v1/shows/generate',
      headers: running.operator,
      payload: { strict_claims: 'perhaps' },
    });

    expect(answer.statusCode).toBe(422);
  });
});
