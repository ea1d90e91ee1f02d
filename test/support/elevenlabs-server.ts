import type { ServerResponse } from 'node:http';
import { type Asked, type Fault, hum, ProviderServer } from './provider-server.js';

interface Person {
  readonly voice_id: string;
  readonly name: string;
  readonly gender: 'female' | 'male';
  readonly pitchHz: number;
  readonly languages: readonly string[];
}

const BODY_FIELDS = new Set([
  'text',
  'model_id',
  'language_code',
  'voice_settings',
  'pronunciation_dictionary_locators',
  'seed',
  'previous_text',
  'next_text',
  'previous_request_ids',
  'next_request_ids',
  'use_pvc_as_ivc',
  'apply_text_normalization',
  'apply_language_text_normalization',
]);
const QUERY_FIELDS = new Set(['enable_logging', 'optimize_streaming_latency', 'output_format']);
const FORMATS =
  /^(?:mp3_(?:22050_32|24000_48|44100_(?:32|64|96|128|192))|(?:pcm|wav)_(?:8000|16000|22050|24000|32000|44100|48000)|ulaw_8000|alaw_8000|opus_48000_(?:32|64|96|128|192))$/u;
const SETTINGS: Readonly<Record<string, readonly [number, number] | 'boolean'>> = {
  stability: [0, 1],
  similarity_boost: [0, 1],
  style: [0, 1],
  speed: [0.7, 1.2],
  use_speaker_boost: 'boolean',
};
/** Characters of one request, by model. */
const MODELS: Readonly<Record<string, number>> = {
  eleven_v3: 5_000,
  eleven_multilingual_v2: 10_000,
  eleven_flash_v2_5: 40_000,
  eleven_turbo_v2_5: 40_000,
  eleven_flash_v2: 30_000,
};
/** What a restricted key may be made without, and the routes that want it. */
const PERMISSIONS = [
  ['text_to_speech', /^POST \/v1\/text-to-speech\//u],
  ['user_read', /^GET \/v1\/user/u],
  ['voices_read', /^GET \/v\d\/voices/u],
  ['voices_write', /^(?:POST|DELETE) \/v1\/voices\//u],
] as const;
type Permission = (typeof PERMISSIONS)[number][0];
const SEED_MAX = 4_294_967_295;

/** The part of the API of ElevenLabs that a station uses, as it is published. */
export class ElevenLabsServer extends ProviderServer {
  readonly people: Person[] = [
    person('JBFqnCBsd6RMkjVDRZzb', 'George', { pitchHz: 95 }),
    person('EXAVITQu4vr4xnSDxMaL', 'Sarah', { gender: 'female', pitchHz: 190 }),
    person('nPczCjzI2devNBz1zQrb', 'Brian', { pitchHz: 115 }),
    person('XrExE9yKIg1WjnnlVkGX', 'Matilda', { gender: 'female', pitchHz: 220 }),
    person('VoiceOfGermanWoman01', 'Anna', { gender: 'female', pitchHz: 205, languages: ['de'] }),
  ];
  /** Of `GET /v1/user/subscription`. */
  used = 1_000;
  limit = 100_000;
  /** How long it thinks about that. */
  subscriptionMs = 0;
  /** Formats that the plan has not. */
  deniedFormats: RegExp = /^pcm_44100$/u;
  /** An MP3 of its own making, where one is asked for. */
  mp3: Buffer = Buffer.alloc(0);
  /** What was sent to be cloned: names of forms and files. */
  readonly cloned: Array<{ name: string; files: number; bytes: number }> = [];
  /** Permissions that the key was made without. */
  lacks: readonly Permission[] = [];
  /** Page size it gives at most. */
  pageMax = 2;
  /** What goes wrong, while it is set, with the list of voices, and with taking one away. */
  listFault: Fault | undefined;
  removalFault: Fault | undefined;

  override reset(): void {
    super.reset();
    this.listFault = undefined;
    this.removalFault = undefined;
  }

  protected override answer(asked: Asked, response: ServerResponse): void {
    const { headers, method, url } = asked;
    if (headers['xi-api-key'] !== this.key) {
      this.send(response, 401, {
        detail: { status: 'invalid_api_key', message: `Invalid API key ${this.key}` },
      });
      return;
    }
    const route = `${method} ${url.pathname}`;
    const needed = PERMISSIONS.find(([, routes]) => routes.test(route))?.[0];
    if (needed && this.lacks.includes(needed)) {
      const message = `The API key you used is missing the permission ${needed} to execute this operation.`;
      this.send(response, 401, { detail: { status: 'missing_permissions', message } });
      return;
    }
    const speak = /^POST \/v1\/text-to-speech\/([\w-]+)$/u.exec(route);
    if (speak) this.#speak(asked, speak[1] ?? '', response);
    else if (route === 'GET /v2/voices') this.#list(url, response);
    else if (route === 'GET /v1/user/subscription')
      setTimeout(() => {
        this.#subscription(response);
      }, this.subscriptionMs);
    else if (route === 'POST /v1/voices/add') this.#clone(asked, response);
    else {
      const one = /^(GET|DELETE) \/v1\/voices\/([\w-]+)$/u.exec(route);
      if (one) this.#one(one[1] === 'DELETE', one[2] ?? '', response);
      else this.#unknown(route, response);
    }
  }

  #subscription(response: ServerResponse): void {
    this.send(response, 200, {
      tier: 'creator',
      character_count: this.used,
      character_limit: this.limit,
      can_extend_character_limit: false,
      allowed_to_extend_character_limit: false,
      next_character_count_reset_unix: 1_800_000_000,
      status: 'active',
    });
  }

  #unknown(route: string, response: ServerResponse): void {
    this.faults.push(`no such route: ${route}`);
    this.send(response, 404, { detail: 'Not Found' });
  }

  #speak(asked: Asked, voiceId: string, response: ServerResponse): void {
    const { json, headers, url } = asked;
    const before = this.faults.length;
    this.demand(
      /^application\/json/u.test(headers['content-type'] ?? ''),
      'content-type must be application/json',
    );
    for (const name of url.searchParams.keys())
      this.demand(QUERY_FIELDS.has(name), `unknown query ${name}`);
    const format = url.searchParams.get('output_format') ?? 'mp3_44100_128';
    this.demand(FORMATS.test(format), `no such output_format: ${format}`);
    this.#judge(json);
    if (this.faults.length > before || !json) {
      const msg = this.faults.slice(before).join('; ');
      this.send(response, 422, { detail: [{ loc: ['body'], msg, type: 'value_error' }] });
      return;
    }
    const speaker = this.people.find(({ voice_id }) => voice_id === voiceId);
    if (!speaker) {
      this.#detail(response, 404, 'voice_not_found');
      return;
    }
    if (this.deniedFormats.test(format)) {
      this.#detail(response, 403, 'output_format_not_allowed');
      return;
    }
    const text = String(json['text']);
    if (this.used + text.length > this.limit) {
      this.#detail(response, 401, 'quota_exceeded');
      return;
    }
    this.work(response, () => {
      this.used += text.length;
      this.#sound(response, { text, format, speaker, json });
    });
  }

  #sound(
    response: ServerResponse,
    said: { text: string; format: string; speaker: Person; json: Record<string, unknown> },
  ): void {
    const { speed = 1 } = (said.json['voice_settings'] ?? {}) as { speed?: number };
    const [coding, rate] = said.format.split('_');
    const isPcm = coding === 'pcm';
    const pcm = isPcm ? hum(said.text, said.speaker.pitchHz, Number(rate), speed) : undefined;
    response.writeHead(200, {
      'content-type': isPcm ? 'audio/pcm' : 'audio/mpeg',
      'character-cost': String(said.text.length),
      'request-id': 'request-1',
    });
    response.end(pcm ? Buffer.from(pcm.buffer) : this.mp3);
  }

  #judge(json: Record<string, unknown> | undefined): void {
    this.demand(json !== undefined, 'the body is no JSON');
    if (!json) return;
    const { text, model_id: model, language_code: language, seed } = json;
    const context = json['previous_text'] ?? json['next_text'];
    for (const name of Object.keys(json))
      this.demand(BODY_FIELDS.has(name), `unknown field ${name}`);
    this.demand(typeof text === 'string' && text.trim() !== '', 'text is required');
    const known = MODELS[model as string];
    this.demand(known !== undefined, `no such model: ${String(model)}`);
    this.demand(String(text).length <= (known ?? 0), 'text is too long for the model');
    this.demand(context === undefined || typeof context === 'string', 'context must be a text');
    this.demand(context === undefined || model !== 'eleven_v3', 'unsupported_model: no context');
    const isCode = language === undefined || /^[a-z]{2}$/u.test(language as string);
    this.demand(isCode, 'language_code must be ISO 639-1');
    const takesLanguage = model === 'eleven_v3' || /_v2_5$/u.test(String(model));
    this.demand(language === undefined || takesLanguage, 'the model takes no language_code');
    const isSeed = Number.isInteger(seed) && (seed as number) >= 0 && (seed as number) <= SEED_MAX;
    this.demand(seed === undefined || isSeed, 'seed must be an integer from 0 to 4294967295');
    this.demand(
      !/<phoneme/u.test(String(text)) || model === 'eleven_flash_v2',
      'the model takes no phonemes',
    );
    this.#judgeSettings((json['voice_settings'] ?? {}) as Record<string, unknown>, model);
  }

  #judgeSettings(settings: Readonly<Record<string, unknown>>, model: unknown): void {
    for (const [name, value] of Object.entries(settings)) {
      const range = SETTINGS[name];
      this.demand(range !== undefined, `unknown voice setting ${name}`);
      if (range === 'boolean') this.demand(typeof value === 'boolean', `${name} must be a boolean`);
      else if (range)
        this.demand(
          typeof value === 'number' && value >= range[0] && value <= range[1],
          `${name} is out of range: ${String(value)}`,
        );
    }
    const stability = settings['stability'];
    const isStep = stability === undefined || [0, 0.5, 1].includes(stability as number);
    this.demand(isStep || model !== 'eleven_v3', 'invalid_ttd_stability');
  }

  #list(url: URL, response: ServerResponse): void {
    if (this.listFault) {
      this.listFault(response, () => undefined);
      return;
    }
    const size = Number(url.searchParams.get('page_size') ?? 10);
    this.demand(Number.isInteger(size) && size >= 1 && size <= 100, 'page_size is out of range');
    const from = Number(url.searchParams.get('next_page_token') ?? 0);
    const page = this.people.slice(from, from + Math.min(size, this.pageMax));
    const next = from + page.length;
    const hasMore = next < this.people.length;
    this.send(response, 200, {
      voices: page.map(wireOf),
      has_more: hasMore,
      total_count: this.people.length,
      next_page_token: hasMore ? String(next) : null,
    });
  }

  #one(isRemoval: boolean, voiceId: string, response: ServerResponse): void {
    if (isRemoval && this.removalFault) {
      this.removalFault(response, () => undefined);
      return;
    }
    const at = this.people.findIndex(({ voice_id }) => voice_id === voiceId);
    if (at < 0) {
      this.#detail(response, 404, 'voice_not_found');
      return;
    }
    const [one] = isRemoval ? this.people.splice(at, 1) : this.people.slice(at, at + 1);
    this.send(response, 200, isRemoval ? { status: 'ok' } : wireOf(one as Person));
  }

  #clone({ headers, bytes }: Asked, response: ServerResponse): void {
    const type = headers['content-type'] ?? '';
    this.demand(/^multipart\/form-data; ?boundary=/u.test(type), 'a form is wanted');
    const parts = formParts(bytes, /boundary="?([^";]+)/u.exec(type)?.[1] ?? '');
    const before = this.faults.length;
    const name = parts.find((part) => part.name === 'name')?.body.toString() ?? '';
    const files = parts.filter((part) => part.name === 'files');
    const known = ['name', 'files', 'remove_background_noise', 'description', 'labels'];
    for (const part of parts) this.demand(known.includes(part.name), `unknown field ${part.name}`);
    this.demand(name !== '', 'name is required');
    this.demand(files.length >= 1 && files.length <= 25, 'files: 1 to 25');
    this.demand(
      files.every(({ body, type: kind }) => body.length > 0 && kind.startsWith('audio/')),
      'files must be audio',
    );
    if (this.faults.length > before) {
      this.send(response, 422, { detail: [{ loc: ['body'], msg: 'wrong', type: 'x' }] });
      return;
    }
    this.work(response, () => {
      const voiceId = `Clone${String(this.cloned.length + 1).padStart(15, '0')}`;
      const size = files.reduce((sum, { body }) => sum + body.length, 0);
      this.cloned.push({ name, files: files.length, bytes: size });
      this.people.push(person(voiceId, name));
      this.send(response, 200, { voice_id: voiceId, requires_verification: false });
    });
  }

  #detail(response: ServerResponse, status: number, name: string): void {
    this.send(response, status, { detail: { status: name, message: 'No.' } });
  }
}

function person(voiceId: string, name: string, rest: Partial<Person> = {}): Person {
  return { voice_id: voiceId, name, gender: 'male', pitchHz: 100, languages: ['en'], ...rest };
}

function wireOf({ voice_id, name, gender, languages }: Person): object {
  return {
    voice_id,
    name,
    category: 'premade',
    labels: { gender, accent: 'american', age: 'middle_aged', use_case: 'news' },
    verified_languages: languages.map((language) => ({ language, model_id: 'eleven_v3' })),
    samples: null,
  };
}

interface FormPart {
  readonly name: string;
  /** Of a file. */
  readonly type: string;
  readonly body: Buffer;
}

/** Reads a form that fits into memory (RFC 7578). */
function formParts(bytes: Buffer, boundary: string): FormPart[] {
  const text = bytes.toString('latin1');
  return text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const end = part.indexOf('\r\n\r\n');
      const head = part.slice(0, end);
      return {
        name: /name="([^"]*)"/u.exec(head)?.[1] ?? '',
        type: /content-type: (\S+)/iu.exec(head)?.[1] ?? '',
        body: Buffer.from(part.slice(end + 4, -2), 'latin1'),
      };
    });
}
