import type { ServerResponse } from 'node:http';
import { BudgetUsedUp, FreeSpend, type Purchase, type Units } from '#platform/spend';
import { type Desk, openDesk } from '#test/language-model-desk';
import {
  answerWith,
  type Behaviour,
  LanguageModelServer,
  type Told,
} from '#test/language-model-server';
import { goodScript } from '#test/language-models';
import { newsroomRequest } from '#test/newsroom-stories';
import type { ScriptRequest } from '../script.js';

const { signal } = new AbortController();
let server: LanguageModelServer;
let desk: Desk;
let request: ScriptRequest;

const good = (told: Told): string => JSON.stringify(goodScript(told, 'en'));
const status =
  (code: number, headers: Record<string, string> = {}): Behaviour =>
  (_told, response) => {
    response.writeHead(code, headers).end('{"error":{"message":"no"}}');
    return undefined;
  };
const raw =
  (text: string): Behaviour =>
  (_told, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
    return undefined;
  };
const ended = (finish: string) => (told: Told, response: ServerResponse) => {
  answerWith(response, { role: 'assistant', content: good(told).slice(0, 300) }, { finish });
  return undefined;
};
const segments = (told: Told) => goodScript(told, 'en').segments;

beforeAll(async () => {
  server = await LanguageModelServer.start(good);
  const all = await newsroomRequest('en', 2);
  const own = all.stories.filter(({ articles }) => articles[0].language === 'en');
  request = { ...all, stories: own.slice(0, 10) };
});
beforeEach(() => {
  desk = openDesk(server.base, { timeLimit: 'fast' });
  server.asked.length = 0;
});
afterEach(() => desk.stop());
afterAll(() => server.stop());

/** What the model does, how often it is asked at most, and what the record says of it. */
const BROKEN: ReadonlyArray<readonly [string, Behaviour, number, RegExp]> = [
  ['garbage', raw('<html>Bad gateway</html>'), 2, /garbage/u],
  ['text that is no JSON', () => 'Sure! Here is your show: la la la.', 2, /no JSON/u],
  ['truncated JSON', (told) => good(told).slice(0, -200), 2, /no JSON/u],
  ['an answer cut off', ended('length'), 2, /cut off/u],
  ['a filter', ended('content_filter'), 1, /filter/u],
  ['a refusal', () => ({ role: 'assistant', content: null, refusal: 'I cannot.' }), 1, /refused/u],
  ['nothing', () => '', 2, /answered nothing/u],
  ['no choices', raw('{"choices":[]}'), 2, /answered nothing/u],
  ['tools', () => ({ role: 'assistant', content: null, tool_calls: [{ id: '1' }] }), 2, /tools/u],
  ['no segments', () => '{"segments":[]}', 2, /empty/u],
  ['another form', () => '{"script":"hello"}', 2, /no list of segments/u],
  [
    'one host only',
    (told) =>
      JSON.stringify({ segments: segments(told).map((one) => ({ ...one, speaker: 'marcel' })) }),
    2,
    /only one host/u,
  ],
  [
    'another language',
    (told) =>
      JSON.stringify({
        segments: segments(told).map((one, index) => ({
          ...one,
          text: `Der Rat der Stadt hat in der Nacht auf den Montag eine neue Brücke für die Menschen bewilligt, und das ist nicht alles, sagte der Rat ${index}.`,
        })),
      }),
    2,
    /written in "de"|sources do not hold/u,
  ],
  [
    'too little',
    (told) => JSON.stringify({ segments: segments(told).slice(0, 1) }),
    2,
    /too short|no story/u,
  ],
  [
    'inventions',
    (told) =>
      JSON.stringify({
        segments: segments(told).map((one, index) =>
          one.type === 'story'
            ? {
                ...one,
                text: `President Karla Zimmerli of Atlantis resigned after 77 scandals and ${index} trials in a row, which nobody in Atlantis had expected so soon after the vote.`,
              }
            : one,
        ),
      }),
    2,
    /sources do not hold/u,
  ],
  ['401', status(401), 1, /key was refused \(401\)/u],
  ['404', status(404), 1, /\(404\)/u],
  ['429 for long', status(429, { 'retry-after': '3600' }), 1, /429|may not be asked/u],
  ['429', status(429), 3, /asked too often/u],
  ['500', status(500), 3, /answered 500/u],
  ['503', status(503), 3, /answered 503/u],
  [
    'a reset',
    (_told, response) => {
      response.socket?.destroy();
      return undefined;
    },
    1, // It may have to be paid for.
    /could not be reached, or broke off/u,
  ],
  [
    'half an answer',
    (_told, response) => {
      response.writeHead(200, { 'content-length': '9999' });
      response.write('{"cho', () => response.socket?.destroy());
      return undefined;
    },
    1,
    /could not be reached/u,
  ],
  ['a flood', raw(`{"choices":[${' '.repeat(9_000_000)}]}`), 1, /too large/u],
];

describe('a model that answers', () => {
  it.each(BROKEN)('%s: the show is made and says so', async (_name, behaviour, askedMax, says) => {
    server.behaviour = behaviour;

    const script = await desk.writer.write(request, signal);

    expect(script.writer).toBe('built-in');
    expect(script.segments.length).toBeGreaterThan(4);
    expect(script.warnings.at(-1)).toMatch(
      /^The script was written by built-in, because openai could not: /u,
    );
    expect(script.warnings.at(-1)).toMatch(says);
    expect(server.asked.length).toBeLessThanOrEqual(askedMax);
  });

  it('not at all: the show waits no longer than it may', async () => {
    server.behaviour = () => undefined;
    const startedMs = performance.now();

    const script = await desk.writer.write(request, signal);

    expect(script.warnings.at(-1)).toContain('it took longer than 5 s');
    expect(performance.now() - startedMs).toBeLessThan(8_000);
  }, 15_000);

  it.each<[string, (told: Told) => string]>([
    ['in a fence', (told) => `\`\`\`json\n${good(told)}\n\`\`\``],
    ['with words around it', (told) => `Here you are:\n${good(told)}\nEnjoy!`],
    ['with commas too many', (told) => good(told).replace(/\}\]/gu, '},]')],
    ['as a bare list', (told) => JSON.stringify(segments(told))],
    ['with names for ids', (told) => good(told).replaceAll('"marcel"', '"Marcel"')],
    [
      'with markup, emoji and directions',
      (told) =>
        JSON.stringify({
          segments: segments(told).map((one) => ({
            ...one,
            text: `**Marcel:** 🎉 ${one.text} (laughs)`,
          })),
        }),
    ],
  ])('%s is understood without asking again', async (_name, answer) => {
    server.behaviour = answer;

    const script = await desk.writer.write(request, signal);

    expect(script.writer).toBe('local-model');
    expect(script.segments.map(({ text }) => text).join(' ')).not.toMatch(/\*|🎉|laughs|Marcel:/u);
  });

  it('wrong once is asked again, with what is wrong', async () => {
    server.behaviour = (told) => (told.asked === 0 ? 'No.' : good(told));

    const script = await desk.writer.write(request, signal);

    expect(script.writer).toBe('local-model');
    expect(server.asked).toHaveLength(2);
    expect(server.asked[1]?.body.messages.at(-1)?.content).toContain('its answer is no JSON');
  });

  it('one story wrong keeps the others, and says how many it lost', async () => {
    server.behaviour = (told) => {
      const all = segments(told);
      const at = all.findIndex(({ type }) => type === 'story');
      const wrong = all.with(at, {
        ...all[at],
        text: 'Mayor Karla Zimmerli resigned after 77 scandals.',
      } as never);
      return JSON.stringify({ segments: wrong });
    };

    const script = await desk.writer.write(request, signal);

    expect(script.writer).toBe('local-model');
    expect(script.segments.map(({ text }) => text).join(' ')).not.toContain('Zimmerli');
    expect(script.warnings.join(' ')).toMatch(/Of \d+ segments that the language model wrote/u);
  });
});

it('promises in its headlines what it tells, and nothing else', async () => {
  let title = '';
  server.behaviour = (told) => {
    const all = segments(told);
    const keys = new Set(all.flatMap(({ stories }) => stories));
    const other = told.stories.find(({ key }) => !keys.has(key));
    title = other?.articles[0]?.title ?? '';
    const [greeting, ...rest] = all;
    const speaker = greeting?.speaker ?? '';
    const promise = { type: 'headlines', speaker, text: `${title}.`, stories: [other?.key ?? ''] };
    return JSON.stringify({ segments: [greeting, promise, ...rest] });
  };

  const script = await desk.writer.write(request, signal);

  expect(title).not.toBe('');
  expect(script.writer).toBe('local-model');
  expect(
    script.segments
      .filter(({ segmentType }) => segmentType === 'headlines')
      .map(({ text }) => text),
  ).not.toContainEqual(expect.stringContaining(title));
});

describe('a server of one’s own', () => {
  it('that knows no schemas is asked in plain words', async () => {
    server.behaviour = (told, response) =>
      told.request.response_format ? status(400)(told, response) : good(told);

    const script = await desk.writer.write(request, signal);

    expect(script.writer).toBe('local-model');
    expect(server.asked.map(({ body }) => body.response_format?.type)).toEqual([
      'json_schema',
      'json_object',
      undefined,
    ]);
  });

  it('that refuses for a while is asked as strictly as before once it answers', async () => {
    server.behaviour = status(400);
    await desk.writer.write(request, signal);
    server.asked.length = 0;
    server.behaviour = good;

    await desk.writer.write(request, signal);

    expect(server.asked.map(({ body }) => body.response_format?.type)).toEqual(['json_schema']);
  });

  it('that knows no schemas is not asked for them twice', async () => {
    server.behaviour = (told, response) =>
      told.request.response_format ? status(400)(told, response) : good(told);
    await desk.writer.write(request, signal);
    server.asked.length = 0;

    await desk.writer.write(request, signal);

    expect(server.asked.map(({ body }) => body.response_format?.type)).toEqual([undefined]);
  });

  it('is asked with the key only where there is one', async () => {
    server.behaviour = good;

    await desk.writer.write(request, signal);

    expect(server.asked[0]?.headers.authorization).toBeUndefined();
    expect(server.faults).toEqual([]);
  });
});

it('takes no more context than it is given', async () => {
  const small = openDesk(server.base, { contextTokensMax: 4_000, outputTokensMax: 1_000 });
  server.behaviour = good;

  await small.writer.write(request, signal);
  await small.stop();

  const characters = server.asked[0]?.body.messages.reduce(
    (sum, { content }) => sum + content.length,
    0,
  );
  expect(characters).toBeLessThan(3_000 * 3);
});

class Purse extends FreeSpend {
  readonly settled: Array<Units | undefined> = [];
  released = 0;
  isEmpty = false;
  readonly asked: Purchase[] = [];
  override async reserve(purchase?: Purchase) {
    if (purchase) this.asked.push(purchase);
    if (this.isEmpty) throw new BudgetUsedUp('openai', 'day');
    return {
      settle: (units?: Units) => {
        this.settled.push(units);
        return Promise.resolve();
      },
      release: () => {
        this.released++;
        return Promise.resolve();
      },
    };
  }
}

describe('money', () => {
  it('is settled by what the answer tells, and put aside for no less', async () => {
    const purse = new Purse();
    const paid = openDesk(server.base, {}, purse);
    server.behaviour = good;
    await paid.writer.write(request, signal);
    await paid.stop();

    expect(purse.settled).toEqual([{ inputTokens: 1_200, outputTokens: 800 }]);
    expect(purse.asked[0]?.units.inputTokens).toBeGreaterThan(1_200);
    expect(purse.asked[0]?.units.outputTokens).toBeGreaterThan(800);
  });

  it('is given back where the key is refused, and nobody is asked where none is left', async () => {
    const purse = new Purse();
    const paid = openDesk(server.base, {}, purse);
    server.behaviour = status(401);
    await paid.writer.write(request, signal);
    purse.isEmpty = true;
    const script = await paid.writer.write(request, signal);
    await paid.stop();

    expect(purse).toMatchObject({ settled: [], released: 1 });
    expect(server.asked).toHaveLength(1);
    expect(script.warnings.at(-1)).toContain('its money budget is used up');
  });
});
