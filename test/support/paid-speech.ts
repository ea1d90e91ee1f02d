import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpClient, HttpEngine } from '#platform/http';
import { SpeechUnavailable } from '../../src/modules/audio/audio.problems.js';
import type { Speech } from '../../src/modules/audio/speech/speech.js';
import { SpeechSynthesizer } from '../../src/modules/audio/speech/speech-synthesizer.js';

const RATE_HZ = 16_000;
/** About the pace of a voice, so that shows come out as long as they should. */
const SECONDS_PER_CHARACTER = 1 / 15;

/** A speech provider on this machine that would send a bill. It hums. */
export class PaidSpeechServer {
  /** Characters of every request that was answered. */
  readonly billed: number[] = [];
  /** What it answers with instead of sound, while it is set. */
  failWith: number | undefined;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8');
      request.on('data', (part: string) => (text += part));
      request.on('end', () => {
        if (this.failWith !== undefined) {
          response.writeHead(this.failWith).end();
          return;
        }
        this.billed.push(text.length);
        const frames = Math.round(text.length * SECONDS_PER_CHARACTER * RATE_HZ);
        const pcm = Int16Array.from({ length: frames }, (_, i) => 9_000 * Math.sin(i / 10));
        response.end(Buffer.from(pcm.buffer));
      });
    });
  }

  static async start(): Promise<PaidSpeechServer> {
    const server = new PaidSpeechServer();
    await new Promise<void>((done) => server.#server.listen(0, '127.0.0.1', done));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/speak`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}

/** The engine of that provider, as an adapter of a real one is made: over the one HTTP client. */
export class PaidSynthesizer extends SpeechSynthesizer {
  override readonly provider = 'paid';
  readonly #http = HttpClient.over(
    new HttpEngine({
      connectionsMax: 10,
      originConcurrencyMax: 10,
      allowedPrivateHosts: ['127.0.0.1'],
    }),
  );

  constructor(private readonly url: string) {
    super();
  }

  override async voices() {
    return [];
  }

  override async synthesize(
    text: string,
    _voice: string,
    _settings: unknown,
    signal: AbortSignal,
  ): Promise<Speech> {
    const { status, body } = await this.#http.send(this.url, {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      deadlineMs: 5_000,
      bodyBytesMax: 100_000_000,
      signal,
      retriesMax: 0,
    });
    if (status !== 200) throw new SpeechUnavailable('paid', `it answered ${status}`);
    return { pcm: new Int16Array(new Uint8Array(body).buffer), sampleRateHz: RATE_HZ };
  }

  override close(): Promise<void> {
    return this.#http.onApplicationShutdown();
  }
}
