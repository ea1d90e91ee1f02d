import type { ServerResponse } from 'node:http';
import { type Asked, hum, ProviderServer } from './provider-server.js';

const RATE_HZ = 24_000;
const VOICES: Readonly<Record<string, number>> = {
  alloy: 150,
  ash: 105,
  ballad: 130,
  coral: 210,
  echo: 115,
  fable: 140,
  onyx: 90,
  nova: 200,
  sage: 190,
  shimmer: 220,
  verse: 120,
  marin: 195,
  cedar: 100,
};
const FIELDS = new Set([
  'model',
  'input',
  'voice',
  'instructions',
  'response_format',
  'speed',
  'stream_format',
]);
const FORMATS = ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm'];

/** `POST /v1/audio/speech` as OpenAI publishes it. */
export class OpenAiSpeechServer extends ProviderServer {
  /** Formats that this server does not know, as those of one's own may not. */
  unknownFormats: readonly string[] = [];
  /** Whether it wants a key at all. */
  isOpen = false;

  get base(): string {
    return `${this.origin}/v1`;
  }

  protected override answer(asked: Asked, response: ServerResponse): void {
    const { headers, json, method, url } = asked;
    if (!this.isOpen && headers.authorization !== `Bearer ${this.key}`) {
      this.send(response, 401, { error: { message: 'Incorrect API key provided.' } });
      return;
    }
    const before = this.faults.length;
    this.demand(method === 'POST', `method ${method}`);
    this.demand(url.pathname === '/v1/audio/speech', `no such path: ${url.pathname}`);
    this.demand(
      /^application\/json/u.test(headers['content-type'] ?? ''),
      'content-type must be application/json',
    );
    this.#judge(json);
    if (this.faults.length > before || !json) {
      const message = this.faults.slice(before).join('; ');
      this.send(response, 400, { error: { message, type: 'invalid_request_error', code: null } });
      return;
    }
    if (this.unknownFormats.includes(String(json['response_format']))) {
      const message = `response_format: '${String(json['response_format'])}' is not supported`;
      this.send(response, 400, { error: { message, type: 'invalid_request_error' } });
      return;
    }
    this.work(response, () => {
      this.#speak(json, response);
    });
  }

  #judge(json: Record<string, unknown> | undefined): void {
    this.demand(json !== undefined, 'the body is no JSON');
    if (!json) return;
    const { model, input, voice, speed, instructions } = json;
    const format = json['response_format'] as string | undefined;
    for (const name of Object.keys(json))
      this.demand(FIELDS.has(name), `Unknown parameter: ${name}`);
    this.demand(typeof model === 'string' && model !== '', 'model is required');
    this.demand(typeof input === 'string' && input.trim() !== '', 'input is required');
    this.demand(String(input).length <= 4_096, 'input is longer than 4096 characters');
    this.demand(String(voice) in VOICES, `no such voice: ${String(voice)}`);
    this.demand(format === undefined || FORMATS.includes(format), 'no such format');
    const isSpeed = typeof speed === 'number' && speed >= 0.25 && speed <= 4;
    this.demand(speed === undefined || isSpeed, 'speed must be a number from 0.25 to 4');
    const isInstructed = typeof instructions === 'string' && instructions.length <= 4_096;
    this.demand(instructions === undefined || isInstructed, 'instructions must be a text');
    this.demand(
      instructions === undefined || !String(model).startsWith('tts-1'),
      `${String(model)} takes no instructions`,
    );
  }

  #speak(json: Record<string, unknown>, response: ServerResponse): void {
    const { input, voice, speed = 1 } = json;
    const format = json['response_format'] as string | undefined;
    const pcm = hum(String(input), VOICES[String(voice)] ?? 100, RATE_HZ, Number(speed));
    const sound = Buffer.from(pcm.buffer);
    if (format === 'pcm') response.writeHead(200, { 'content-type': 'audio/pcm' }).end(sound);
    else if (format === 'wav')
      response.writeHead(200, { 'content-type': 'audio/wav' }).end(streamedWav(sound));
    else this.send(response, 400, { error: { message: 'This server codes pcm and wav only.' } });
  }
}

/** The header of who does not know yet how long it will be, as the provider writes it. */
function streamedWav(sound: Buffer): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(0xffffffff, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE_HZ, 24);
  head.writeUInt32LE(2 * RATE_HZ, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(0xffffffff, 40);
  return Buffer.concat([head, sound]);
}
