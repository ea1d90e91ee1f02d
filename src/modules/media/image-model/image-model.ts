import {
  type HttpClient,
  ProviderClient,
  ProviderFailed,
  type Refusal,
  TIME_LIMITS,
} from '#platform/http';
import { type ImageModelSettings, imageKeyOf } from './image-model.settings.js';

export const IMAGE_PROVIDER = 'openai';

/** An image of 4096 pixels square as PNG, in base64 and its JSON. */
const ANSWER_BYTES_MAX = 60_000_000;
const IMAGE_BYTES_MAX = 40_000_000;
/** Fields that a server may not know, in the order they are left out. */
const OPTIONAL = ['form', 'quality', 'size'] as const;

/** Asks a model for one picture over `/images/generations`. */
export class ImageModel {
  readonly #client: ProviderClient;
  /** What a server is known not to take, by its address and model. */
  readonly #without = new Map<string, number>();

  constructor(
    private readonly http: HttpClient,
    private readonly settings: ImageModelSettings,
    private readonly answerMsMax: number = TIME_LIMITS.SLOW,
  ) {
    this.#client = new ProviderClient(http, IMAGE_PROVIDER, {
      authorize: (key) => ({ authorization: `Bearer ${key}` }),
      refusal: refusalIn,
    });
  }

  /**
   * @returns The bytes of a PNG or a JPEG; nothing of them but their beginning has been looked at.
   * @throws ProviderFailed; the signal's reason when aborted.
   */
  async picture(prompt: string, signal: AbortSignal): Promise<Buffer> {
    const startedMs = performance.now();
    const where = `${this.settings.baseUrl} ${this.settings.model}`;
    for (;;) {
      const without = this.#without.get(where) ?? 0;
      const leftMs = this.answerMsMax - (performance.now() - startedMs);
      try {
        const body = await this.#ask(prompt, without, Math.max(1, leftMs), signal);
        return await this.#imageIn(body, Math.max(1, leftMs), signal);
      } catch (error) {
        const isForm = error instanceof ProviderFailed && error.isOfForm;
        if (!isForm || without >= OPTIONAL.length) throw error;
        this.#without.set(where, without + 1);
      }
    }
  }

  async #ask(
    prompt: string,
    without: number,
    deadlineMs: number,
    signal: AbortSignal,
  ): Promise<Buffer> {
    const { baseUrl, model, quality, size } = this.settings;
    const left = new Set<string>(OPTIONAL.slice(without));
    const { body } = await this.#client.ask(
      {
        url: `${baseUrl.replace(/\/+$/u, '')}/images/generations`,
        key: imageKeyOf(this.settings),
        json: {
          model,
          prompt,
          n: 1,
          ...(left.has('size') && { size }),
          ...(left.has('quality') && quality !== 'auto' && { quality }),
          ...(left.has('form') && formOf(model)),
        },
        bodyBytesMax: ANSWER_BYTES_MAX,
        deadlineMs,
        operation: 'paint',
        genAi: { operation: 'generate_content', model },
      },
      signal,
    );
    return body;
  }

  async #imageIn(body: Buffer, deadlineMs: number, signal: AbortSignal): Promise<Buffer> {
    const { b64_json: packed, url } = firstOf(body);
    if (typeof packed === 'string') return checked(Buffer.from(packed, 'base64'));
    if (typeof url !== 'string') throw inVain('it answered nothing');
    const limits = { deadlineMs, bodyBytesMax: IMAGE_BYTES_MAX, signal };
    // The address comes from outside, whoever gave it.
    const answer = await this.http
      .get(url, { ...limits, untrusted: true, provider: IMAGE_PROVIDER, operation: 'fetch image' })
      .catch((error: unknown) => {
        signal.throwIfAborted();
        throw inVain('its image could not be fetched', error);
      });
    if (answer.status !== 200) throw inVain(`its image could not be fetched (${answer.status})`);
    return checked(answer.body);
  }
}

/** How the image is to come: newer models always send it packed, and name its coding. */
function formOf(model: string): object {
  if (/gpt-image/u.test(model)) return { output_format: 'jpeg', background: 'opaque' };
  return { response_format: 'b64_json' };
}

interface WireImage {
  readonly b64_json?: unknown;
  readonly url?: unknown;
}

function firstOf(body: Buffer): WireImage {
  let answer: unknown;
  try {
    answer = JSON.parse(body.toString('utf8'));
  } catch {
    throw inVain(body.length === 0 ? 'it answered nothing' : 'it answered garbage');
  }
  const data = (answer as { data?: unknown } | null)?.data;
  const first: unknown = Array.isArray(data) ? data[0] : undefined;
  if (typeof first !== 'object' || first === null) throw inVain('it answered nothing');
  return first;
}

/** @throws ProviderFailed for anything that does not begin as a PNG or a JPEG does. */
function checked(bytes: Buffer): Buffer {
  if (bytes.length === 0) throw inVain('it answered nothing');
  const isPng = bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
  if (!isPng && !isJpeg) throw inVain('its image is neither PNG nor JPEG');
  return bytes;
}

/** It has worked, and will send its bill. */
export function inVain(reason: string, cause?: unknown): ProviderFailed {
  return new ProviderFailed(reason, { mayCost: true, cause });
}

function refusalIn(status: number, body: string): Refusal | undefined {
  if (/insufficient_quota|billing/iu.test(body))
    return { reason: `its quota is used up (${status})`, isOfKey: true };
  if (status !== 400 && status !== 422 && status !== 403) return undefined;
  if (/content_policy|moderation|safety/iu.test(body))
    return { reason: 'it refused to make this image' };
  if (/Unknown parameter|response_format|output_format|background|quality|size/iu.test(body))
    return { reason: 'it does not take the request', isOfForm: true };
  return undefined;
}
