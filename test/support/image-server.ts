import type { ServerResponse } from 'node:http';
import { type Asked, type Fault, ProviderServer } from './provider-server.js';

const FIELDS = new Set([
  'model',
  'prompt',
  'n',
  'size',
  'quality',
  'background',
  'moderation',
  'output_compression',
  'output_format',
  'response_format',
  'style',
  'user',
]);
const NEW_SIZES = ['auto', '1024x1024', '1536x1024', '1024x1536'];

/** `POST /v1/images/generations` as OpenAI publishes it, and the place its images lie at. */
export class ImageServer extends ProviderServer {
  /** What it gives. */
  image: Buffer = Buffer.alloc(0);
  /** Whether it gives an address in place of the image. */
  givesUrl = false;
  /** Fields that this server does not know, as those of one's own may not. */
  unknownFields: readonly string[] = [];

  get base(): string {
    return `${this.origin}/v1`;
  }

  protected override answer(asked: Asked, response: ServerResponse): void {
    const { headers, json, method, url } = asked;
    if (url.pathname === '/image') {
      response.writeHead(200, { 'content-type': 'image/png' }).end(this.image);
      return;
    }
    if (headers.authorization !== `Bearer ${this.key}`) {
      this.send(response, 401, { error: { message: 'Incorrect API key provided.' } });
      return;
    }
    const unknown = Object.keys(json ?? {}).find((name) => this.unknownFields.includes(name));
    if (unknown !== undefined) {
      this.send(response, 400, { error: { message: `Unknown parameter: '${unknown}'.` } });
      return;
    }
    const before = this.faults.length;
    this.demand(method === 'POST', `method ${method}`);
    this.demand(url.pathname === '/v1/images/generations', `no such path: ${url.pathname}`);
    this.demand(
      /^application\/json/u.test(headers['content-type'] ?? ''),
      'content-type must be application/json',
    );
    this.#judge(json ?? {});
    if (this.faults.length > before) {
      this.send(response, 400, { error: { message: 'wrong', type: 'invalid_request_error' } });
      return;
    }
    this.work(response, () => {
      const one = this.givesUrl
        ? { url: `${this.origin}/image` }
        : { b64_json: this.image.toString('base64') };
      this.send(response, 200, { created: 1_780_000_000, data: [one] });
    });
  }

  #judge(json: Readonly<Record<string, unknown>>): void {
    const { model, prompt, n, size, quality } = json;
    const isNew = /^gpt-image/u.test(model as string);
    for (const name of Object.keys(json)) this.demand(FIELDS.has(name), `Unknown field: ${name}`);
    this.demand(typeof model === 'string' && model !== '', 'model is required');
    const length = typeof prompt === 'string' ? prompt.length : 0;
    this.demand(length > 0 && length <= (isNew ? 32_000 : 4_000), 'prompt is missing or too long');
    this.demand(n === 1, 'n must be 1');
    this.demand(!isNew || size === undefined || NEW_SIZES.includes(size as string), 'no such size');
    const qualities = isNew ? ['low', 'medium', 'high', 'auto'] : ['standard', 'hd'];
    this.demand(quality === undefined || qualities.includes(quality as string), 'no such quality');
    this.demand(!isNew || json['response_format'] === undefined, 'response_format is for dall-e');
    this.demand(isNew || json['output_format'] === undefined, 'output_format is for gpt-image');
    this.demand(isNew || json['background'] === undefined, 'background is for gpt-image');
  }
}

const answering =
  (json: object): Fault =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  };
const packed = (bytes: Buffer): Fault =>
  answering({ data: [{ b64_json: bytes.toString('base64') }] });

/** The head of a PNG that says to be so large. */
function hugePng(): Buffer {
  const head = Buffer.alloc(64);
  head.write('\x89PNG\r\n\x1a\n', 'latin1');
  head.writeUInt32BE(13, 8);
  head.write('IHDR', 12);
  head.writeUInt32BE(100_000, 16);
  head.writeUInt32BE(100_000, 20);
  return head;
}

/** Ways in which an answer with an image can be bad besides those of every provider. */
export const IMAGE_FAULTS: ReadonlyArray<readonly [name: string, fault: Fault, says: RegExp]> = [
  ['no image', answering({ data: [] }), /answered nothing/u],
  ['an empty image', packed(Buffer.alloc(0)), /answered nothing/u],
  ['a GIF', packed(Buffer.from('GIF89a, and so on and on and on')), /neither PNG nor JPEG/u],
  ['an SVG', packed(Buffer.from('<svg onload="x()"/>')), /neither PNG nor JPEG/u],
  [
    'half an image',
    packed(Buffer.from('\x89PNG\r\n\x1a\n and no more', 'latin1')),
    /broken|small|large/u,
  ],
  ['10 gigapixels', packed(hugePng()), /too large/u],
  [
    'an address of this machine',
    answering({ data: [{ url: 'http://169.254.169.254/latest/meta-data' }] }),
    /could not be fetched/u,
  ],
];
