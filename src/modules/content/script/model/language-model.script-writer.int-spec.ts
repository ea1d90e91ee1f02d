import { LANGUAGES } from '#kernel';
import { type Behaviour, LanguageModelServer } from '#test/language-model-server';
import { type Desk, openDesk } from '#test/language-model-desk';
import { goodScript } from '#test/language-models';
import { newsroomRequest } from '#test/newsroom-stories';
import { type Script, type ScriptRequest, ScriptWriter } from '../script.js';
import { obeysScriptWriterContract } from '#test/script-writer.contract';

const { signal } = new AbortController();
let server: LanguageModelServer;
let desk: Desk;

const good: Behaviour = (told) => {
  const spoken = {
    English: 'en',
    German: 'de',
    French: 'fr',
    Italian: 'it',
    Spanish: 'es',
  } as const;
  const name = /every word that is spoken: (\w+)/u.exec(told.system)?.[1] as keyof typeof spoken;
  return JSON.stringify(goodScript(told, spoken[name]));
};

/** Asks the model once for each request: the tests look at the same script from many sides. */
class Once extends ScriptWriter {
  readonly #written = new Map<string, Promise<Script>>();
  override write(request: ScriptRequest): Promise<Script> {
    const known = this.#written.get(request.seed) ?? desk.writer.write(request, signal);
    this.#written.set(request.seed, known);
    return known;
  }
  override readonly fit: ScriptWriter['fit'] = (...args) => desk.writer['fit'](...args);
}
const once = new Once();

beforeAll(async () => {
  server = await LanguageModelServer.start(good);
  desk = openDesk(server.base);
});
afterAll(async () => {
  await desk.stop();
  await server.stop();
});

describe('the language-model writer, with a model that does what it should', () => {
  beforeAll(() => {
    server.behaviour = good;
  });
  afterAll(() => {
    expect(server.faults).toEqual([]);
  });

  obeysScriptWriterContract(() => once);

  it.each(LANGUAGES)('airs what the model wrote in %s, and says who it was', async (language) => {
    const request = await newsroomRequest(language, 5);

    const script = await once.write(request);

    expect(script.writer).toBe('local-model');
    expect(script.warnings).toEqual([]);
    expect(new Set(script.segments.map(({ speakerId }) => speakerId)).size).toBe(2);
  });
});
