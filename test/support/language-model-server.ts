import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultsOfRequest, type ChatRequest } from './chat-request.js';

/** What the model is told of an article. */
export interface ToldArticle {
  readonly outlet: string;
  readonly language: string;
  /** As "2026-05-20"; null where it is not known. */
  readonly published: string | null;
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
}

export interface ToldStory {
  readonly key: string;
  readonly category: string;
  readonly articles: readonly ToldArticle[];
}

/** What a request to the model says, read as a model would. */
export interface Told {
  readonly system: string;
  readonly user: string;
  readonly stories: readonly ToldStory[];
  readonly speakers: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  readonly station: string;
  readonly city: string;
  readonly words: number;
  /** Of the show, as "2026-05-20". */
  readonly date: string;
  /** How many questions came before this one. */
  readonly asked: number;
  readonly request: ChatRequest;
}

/** What the server does: answers with a text, or whatever it likes with the response. */
export type Behaviour = (told: Told, response: ServerResponse) => string | object | undefined;

/**
 * A server on loopback that speaks the chat-completions API. Every request is held against the published API: one
 * that breaks it is answered with 400, and noted.
 */
export class LanguageModelServer {
  behaviour: Behaviour;
  /** What was wrong with the requests. */
  readonly faults: string[] = [];
  readonly asked: Array<{ readonly headers: IncomingHttpHeaders; readonly body: ChatRequest }> = [];
  /** What it tells of tokens; left out of answers where undefined. */
  usage: object | undefined = { prompt_tokens: 1_200, completion_tokens: 800, total_tokens: 2_000 };
  /** The key it wants; any where undefined. */
  key: string | undefined;
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.#answer(request.url ?? '', request.headers, Buffer.concat(chunks), response);
    });
  });

  constructor(behaviour: Behaviour) {
    this.behaviour = behaviour;
  }

  static async start(behaviour: Behaviour): Promise<LanguageModelServer> {
    const server = new LanguageModelServer(behaviour);
    // As providers do: Node's 5 s end in the middle of a test whose own work keeps the one loop of both sides.
    server.#server.keepAliveTimeout = 60_000;
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #answer(
    url: string,
    headers: IncomingHttpHeaders,
    bytes: Buffer,
    response: ServerResponse,
  ): void {
    const { faults, body } = faultsOfRequest(url, headers, bytes);
    this.faults.push(...faults);
    if (body) this.asked.push({ headers, body });
    const refuse = (status: number, message: string): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ error: { message, type: 'invalid_request_error', code: null } }),
      );
    };
    if (faults.length > 0 || !body) {
      refuse(400, faults.join('; '));
      return;
    }
    if (this.key !== undefined && headers.authorization !== `Bearer ${this.key}`) {
      refuse(401, 'Incorrect API key provided.');
      return;
    }
    const said = this.behaviour(toldBy(body, this.asked.length - 1), response);
    if (said === undefined) return;
    const message =
      typeof said === 'string' ? { role: 'assistant', content: said, refusal: null } : said;
    answerWith(response, message, { usage: this.usage, model: body.model });
  }
}

/** Answers as the API does. */
export function answerWith(
  response: ServerResponse,
  message: object,
  {
    usage,
    model = 'local-model',
    finish = 'stop',
  }: { usage?: object | undefined; model?: string; finish?: string } = {},
): undefined {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1_780_000_000,
      model,
      choices: [{ index: 0, message, finish_reason: finish, logprobs: null }],
      ...(usage && { usage }),
    }),
  );
  return undefined;
}

function toldBy(request: ChatRequest, asked: number): Told {
  const system = request.messages.find(({ role }) => role === 'system')?.content ?? '';
  const user = request.messages.find(({ role }) => role === 'user')?.content ?? '';
  const json = /^(DATA-\w+)\n([\s\S]*)\n\1\n/u.exec(user)?.[2] ?? '{}';
  const { stories = [] } = JSON.parse(json) as { stories?: ToldStory[] };
  const speakers = [...system.matchAll(/id "([^"]+)": ([^,;]+),/gu)].map(
    ([, id = '', name = '']) => ({ id, name }),
  );
  const [, station = '', city = ''] = /radio station (\S+) in ([^.]+)\./u.exec(system) ?? [];
  const words = Number(/about (\d+) words in all/u.exec(system)?.[1] ?? 0);
  const date = /date of the show is [^(]*\((\d{4}-\d\d-\d\d)\)/u.exec(system)?.[1] ?? '';
  return { system, user, stories, speakers, station, city, words, date, asked, request };
}
