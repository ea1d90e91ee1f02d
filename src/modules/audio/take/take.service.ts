import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Language } from '#kernel';
import { BudgetUsedUp, FreeSpend, type Purchase, Spend } from '#platform/spend';
import { SpeechPaidInVain, SpeechUnavailable, TakeUnreadable } from '../audio.problems.js';
import type { Recording, WordTime, Work } from '../speech/speech.js';
import {
  type SpeechSettings,
  SpeechSynthesizer,
  type Voice,
  type VoiceQuality,
  type VoiceSettings,
} from '../speech/speech-synthesizer.js';
import { type PronouncedWords, withoutIpa } from '../spoken-text/pronounced.js';
import { asked, type Tiers } from '../speech/tiers.js';
import type { VoiceChoice, VoiceKind } from '../speech/voices.js';
import { keyOf } from './take-key.js';
import { readTake } from './take-file.js';
import { SharedWork } from './shared-work.js';
import { TakeFolder } from './take-folder.js';

export interface TakeRequest {
  /** One segment, normalised for speech. */
  readonly text: string;
  readonly language: Language;
  /** Voice by provider; one that is not named is asked for a voice of the kind, or not at all where there is no kind. */
  readonly voices: VoiceChoice;
  /** What the speaker sounds like, whoever speaks for him: `kindsOf` tells it of a cast. */
  readonly kind?: VoiceKind;
  /** Factor of pace, 0.5 to 2; 1 is the voice's own. */
  readonly rate?: number;
  readonly quality?: VoiceQuality;
  /** Who is asked before everybody else: the provider of a voice that somebody chose. */
  readonly provider?: string;
  /** How long one engine may take before the next is asked, ms; left out, as long as its own limits say. */
  readonly engineMsMax?: number;
  /** What the money is for: the id of a show. */
  readonly subject?: string;
  /** The same words read again: each reading is a take of its own; 0, the default, is the first. */
  readonly reading?: number;
  /** How each provider's voice is to speak. */
  readonly voiceSettings?: Readonly<Record<string, VoiceSettings>>;
  /** Words of the text that have IPA, as they stand in it, and what voices without it read instead. */
  readonly pronunciations?: PronouncedWords['phonetic'];
}

/** A segment as sound, kept on disk. */
export interface Take {
  /** SHA-256 of everything that decides how it sounds. */
  readonly hash: string;
  /** Mono 16-bit WAV, edges trimmed. Stays at least ten minutes after it was asked for. */
  readonly file: string;
  readonly durationS: number;
  readonly sampleRateHz: number;
  readonly provider: string;
  /** Name of the voice with that provider. */
  readonly voice: string;
  /** Of the provider, where the quality asked for one. */
  readonly model?: string;
  /** Nothing was spoken for it now. */
  readonly cached: boolean;
  /** Providers asked before that could not. */
  readonly fellBackFrom?: readonly string[];
  /** Why they could not, a few words each. */
  readonly fellBackBecause?: readonly string[];
  readonly words?: readonly WordTime[];
  /** What speaking it took; left out of what comes from the cache. */
  readonly work?: Work;
}

/** Counts since the start, for `GET /audio/status`. */
export interface TakeCounts {
  spoken: number;
  cached: number;
  fallbacks: number;
  failed: number;
  spokenSeconds: number;
}

/** What an engine has spoken since the start. */
export interface EngineFigures {
  /** Seconds of speech. */
  spokenS: number;
  /** Seconds of waiting and work for it. */
  workS: number;
  /** Largest memory that its process held, bytes; nothing where it runs elsewhere. */
  memoryBytesMax: number;
}

/** Voices the station has, and takes made with them. */
@Injectable()
export class TakeService implements OnApplicationShutdown {
  readonly counts: TakeCounts = { spoken: 0, cached: 0, fallbacks: 0, failed: 0, spokenSeconds: 0 };
  readonly #logger = new Logger(TakeService.name);
  readonly #shared = new SharedWork<Made>();

  /** @param engines In the order they are asked. */
  constructor(
    private readonly engines: readonly SpeechSynthesizer[],
    private readonly folder: TakeFolder,
    private readonly spend: Spend = new FreeSpend(),
    private readonly tiers: Tiers = () => [],
  ) {}

  /** What each engine has spoken and how long it took, by provider. */
  readonly figures = new Map<string, EngineFigures>();

  /** Takes that nobody could speak since the last one that somebody could. */
  failedInRow = 0;

  /** Takes being spoken, or waiting to be. */
  get inProgress(): number {
    return this.#shared.size;
  }

  /** Every voice of every engine that is here. */
  async voices(): Promise<Voice[]> {
    return (await Promise.all(this.engines.map((engine) => engine.voices()))).flat();
  }

  /** Engines in the order they are asked, and whether they are here. */
  async providers(): Promise<
    Array<{ provider: string; voices: number; figures: EngineFigures | undefined }>
  > {
    return Promise.all(
      this.engines.map(async (engine) => ({
        provider: engine.provider,
        voices: (await engine.voices()).length,
        figures: this.figures.get(engine.provider),
      })),
    );
  }

  /**
   * One segment as sound: from the cache, else by the first provider that can. Equal requests at the same
   * time are spoken once; the work ends when the last of them is aborted.
   * @throws SpeechUnavailable when no provider can; the signal's reason when aborted.
   */
  async take(request: TakeRequest, signal: AbortSignal): Promise<Take> {
    const failed: SpeechUnavailable[] = [];
    for (const { engine, model } of this.#orderFor(request)) {
      const patience = patienceOf(request, signal);
      try {
        const voice = await voiceWith(engine, request);
        if (voice === undefined) continue;
        return await this.#takeBy({ engine, model, voice }, request, failed, patience);
      } catch (given) {
        signal.throwIfAborted();
        const error = patience.aborted ? tooSlow(engine, request, given) : given;
        if (!(error instanceof SpeechUnavailable)) throw error;
        this.counts.fallbacks += 1;
        this.#logger.warn({ message: 'Speech engine failed', reason: error.message });
        failed.push(error);
      }
    }
    this.counts.failed += 1;
    this.failedInRow += 1;
    const reasons = failed.map(({ message }) => message).join(' ');
    const reason = reasons || `no engine has a voice for ${request.language}`;
    const names = failed.map(({ facts }) => facts['provider']).join(', ');
    throw new SpeechUnavailable(names || 'The station', reason);
  }

  /** Where a take lies now. @throws TakeUnreadable when it is gone. */
  async file(hash: string): Promise<string> {
    const file = await this.folder.find(hash);
    if (file === undefined) throw new TakeUnreadable(hash, 'it is not in the cache any more');
    return file;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.engines.map((engine) => engine.close()));
  }

  #orderFor({ provider, quality = 'mid' }: TakeRequest): ReturnType<typeof asked> {
    const order = asked(this.engines, this.tiers(quality));
    const isFirst = ({ engine }: { engine: SpeechSynthesizer }) => engine.provider === provider;
    return [...order.filter(isFirst), ...order.filter((one) => !isFirst(one))];
  }

  async #takeBy(
    { engine, model, voice: given }: Chosen,
    request: TakeRequest,
    failed: readonly SpeechUnavailable[],
    signal: AbortSignal,
  ): Promise<Take> {
    const { provider } = engine;
    const voice = given.replace(`${provider}:`, '');
    const settings = settingsFor(engine, model, request);
    const text = settings.ipa
      ? request.text
      : withoutIpa(request.text, request.pronunciations ?? {});
    const hash = keyOf(engine, { text, voice, settings });
    const purchase: Purchase = {
      provider,
      operation: 'speak',
      units: { characters: text.length },
      item: hash,
      ...(request.subject !== undefined && { subject: request.subject }),
    };
    const line = { hash, text, voice, settings, purchase };
    const { boughtFor, ...made } = await this.#shared.run(hash, signal, (whole) =>
      this.#make(engine, line, whole),
    );
    if (made.cached) this.counts.cached += 1;
    else this.failedInRow = 0;
    // Spoken for somebody else at this moment is as good as spoken before.
    if (boughtFor !== purchase) await this.spend.noteReuse(purchase);
    const how = { hash, provider, voice, ...(model !== undefined && { model }) };
    return { ...made, ...how, ...fallbackOf(failed) };
  }

  async #make(engine: SpeechSynthesizer, line: Line, signal: AbortSignal): Promise<Made> {
    const { hash, text, voice, settings } = line;
    const file = await this.folder.find(hash);
    if (file) {
      const known = await readTake(file).catch(() => undefined); // Damaged: speak it again.
      if (known) return { ...known, file, cached: true };
    }
    const temporary = await this.folder.temporary(hash, randomUUID());
    try {
      const request = { text, voice, settings, file: temporary };
      const startedMs = performance.now();
      const recording = await this.#buy(line.purchase, () => engine.record(request, signal));
      const kept = await this.folder.keep(temporary, hash);
      this.counts.spoken += 1;
      this.counts.spokenSeconds += recording.durationS;
      this.#note(engine.provider, recording, (performance.now() - startedMs) / 1_000);
      return { ...recording, file: kept, cached: false, boughtFor: line.purchase };
    } finally {
      await rm(temporary, { force: true });
    }
  }

  #note(provider: string, { durationS, work }: Recording, tookS: number): void {
    const before = this.figures.get(provider) ?? { spokenS: 0, workS: 0, memoryBytesMax: 0 };
    this.figures.set(provider, {
      spokenS: before.spokenS + durationS,
      workS: before.workS + (work?.seconds ?? tookS),
      memoryBytesMax: Math.max(before.memoryBytesMax, work?.memoryBytes ?? 0),
    });
  }

  /**
   * Has something spoken where the provider's budget allows it.
   * @throws SpeechUnavailable when it does not: the embedded engines cost nothing.
   */
  async #buy(purchase: Purchase, speak: () => Promise<Recording>): Promise<Recording> {
    const { provider } = purchase;
    const held = await this.spend.reserve(purchase).catch((error: unknown) => {
      const reason =
        error instanceof BudgetUsedUp
          ? `its ${error.facts['period'] === 'day' ? 'daily' : 'monthly'} money budget is used up`
          : 'nobody knows what may be spent';
      throw new SpeechUnavailable(provider, reason, error);
    });
    try {
      const recording = await speak();
      const characters = recording.chargedCharacters ?? purchase.units.characters ?? 0;
      await held.settle({ characters, seconds: recording.durationS });
      return recording;
    } catch (error) {
      // An engine that refuses has not worked. What broke off in any other way may have to be paid.
      if (error instanceof SpeechPaidInVain) await held.settle(error.spent);
      else await (error instanceof SpeechUnavailable ? held.release() : held.settle());
      throw error;
    }
  }
}

/** Ends when the caller's signal does, or when one engine has had its time. */
function patienceOf({ engineMsMax }: TakeRequest, signal: AbortSignal): AbortSignal {
  if (engineMsMax === undefined) return signal;
  return AbortSignal.any([signal, AbortSignal.timeout(engineMsMax)]);
}

function tooSlow(
  { provider }: SpeechSynthesizer,
  { engineMsMax = 0 }: TakeRequest,
  cause: unknown,
): SpeechUnavailable {
  const reason = `it took longer than ${Math.round(engineMsMax / 1_000)} s`;
  return new SpeechUnavailable(provider, reason, cause);
}

/** What this engine is asked to say, and how: IPA goes to who takes it, respellings to the others. */
function fallbackOf(failed: readonly SpeechUnavailable[]) {
  if (failed.length === 0) return {};
  return {
    fellBackFrom: failed.map(({ facts }) => String(facts['provider'])),
    fellBackBecause: failed.map(({ facts }) => String(facts['reason'])),
  };
}

interface Line {
  readonly hash: string;
  readonly text: string;
  readonly voice: string;
  readonly settings: SpeechSettings;
  readonly purchase: Purchase;
}

interface Made extends Recording {
  readonly file: string;
  readonly cached: boolean;
  /** What was bought, where something was. */
  readonly boughtFor?: Purchase;
}

interface Chosen {
  readonly engine: SpeechSynthesizer;
  readonly model: string | undefined;
  readonly voice: string;
}

/** The speaker's own voice with this engine, else one of its kind. */
async function voiceWith(
  engine: SpeechSynthesizer,
  { voices, kind, language }: TakeRequest,
): Promise<string | undefined> {
  const own = voices[engine.provider];
  return own ?? (kind && (await engine.castVoice(kind, language)));
}

function settingsFor(
  engine: SpeechSynthesizer,
  model: string | undefined,
  request: TakeRequest,
): SpeechSettings {
  const { language, rate = 1, quality = 'mid', reading = 0 } = request;
  const voice = request.voiceSettings?.[engine.provider];
  const words = Object.entries(request.pronunciations ?? {});
  const ipa =
    words.length > 0 && engine.takesIpa(model)
      ? Object.fromEntries(words.map(([word, said]) => [word, said.ipa ?? '']))
      : undefined;
  return {
    language,
    rate,
    quality,
    reading,
    ...(model !== undefined && { model }),
    ...(voice && { voice }),
    ...(ipa && { ipa }),
  };
}
