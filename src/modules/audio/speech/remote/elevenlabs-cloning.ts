import { SpeechUnavailable } from '../../audio.problems.js';
import type { ElevenLabsSettings } from './elevenlabs.settings.js';
import type { SpeechCalls } from './speech-calls.js';

/** It listens to all of it before it answers. */
const ADD_MS_MAX = 180_000;
const REMOVE_MS_MAX = 20_000;
const BYTES_MAX = 200_000;

/** What a voice is made of, in the words of `POST /v1/voices/add`. */
export interface VoiceForm {
  readonly name: string;
  readonly files: ReadonlyArray<{
    readonly name: string;
    readonly contentType: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
  }>;
  readonly removesBackgroundNoise: boolean;
  readonly description?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** Makes and removes voices of an account. */
export class ElevenLabsCloning {
  constructor(
    private readonly calls: SpeechCalls,
    private readonly settings: ElevenLabsSettings,
  ) {}

  /** Asked once: a second voice would cost a place of the account. @throws SpeechUnavailable, SpeechPaidInVain */
  async add(
    form: VoiceForm,
    signal: AbortSignal,
  ): Promise<{ voice: string; needsVerification: boolean }> {
    const body = new FormData();
    body.set('name', form.name);
    for (const { name, contentType, bytes } of form.files)
      body.append('files', new Blob([bytes], { type: contentType }), name);
    body.set('remove_background_noise', String(form.removesBackgroundNoise));
    if (form.description !== undefined) body.set('description', form.description);
    if (form.labels) body.set('labels', JSON.stringify(form.labels));
    const answer = await this.calls.ask(
      { ...this.#question('/add'), body, deadlineMs: ADD_MS_MAX, operation: 'clone voice' },
      signal,
    );
    return voiceIn(answer.body.toString('utf8'));
  }

  /** One that is gone already is gone. @throws SpeechUnavailable */
  async remove(voice: string, signal: AbortSignal): Promise<void> {
    try {
      await this.calls.ask(
        {
          ...this.#question(`/${encodeURIComponent(voice)}`),
          method: 'DELETE',
          deadlineMs: REMOVE_MS_MAX,
          operation: 'remove voice',
        },
        signal,
      );
    } catch (error) {
      if (!(error instanceof SpeechUnavailable) || error.facts['reason'] !== 'it has no such voice')
        throw error;
    }
  }

  #question(path: string) {
    const url = `${this.settings.baseUrl.replace(/\/+$/u, '')}/v1/voices${path}`;
    return { url, key: this.settings.apiKey, bodyBytesMax: BYTES_MAX };
  }
}

/** An answer that nobody understands may stand for a voice that is there. @throws SpeechPaidInVain */
function voiceIn(body: string): { voice: string; needsVerification: boolean } {
  let told: { voice_id?: unknown; requires_verification?: unknown } = {};
  try {
    told = JSON.parse(body) as typeof told;
  } catch {
    // Told below.
  }
  const { voice_id: voice, requires_verification: needsVerification } = told;
  if (typeof voice !== 'string' || !/^\w{1,100}$/u.test(voice)) throw new VoiceUntold();
  return { voice, needsVerification: needsVerification === true };
}

/** It may have made a voice, and does not say which. */
export class VoiceUntold extends SpeechUnavailable {
  constructor() {
    super('elevenlabs', 'it answered garbage');
  }
}
