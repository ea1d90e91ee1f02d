import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { JobQueue } from '#platform/queue';
import { ElevenLabsVoices } from '../speech/remote/elevenlabs-voices.js';
import { ElevenLabsSettings } from '../speech/remote/elevenlabs.settings.js';
import { ElevenLabsSpeechSynthesizer } from '../speech/remote/elevenlabs.speech-synthesizer.js';
import { SpeechEngines } from '../speech/speech-engines.js';
import type { VoiceClone } from './clone.js';
import { CloneRepository } from './clone.repository.js';

const TIDY = 'audio.tidy-clones';
/** Once an hour, away from the full one. */
const TIDY_CRON = '23 * * * *';

/** What the provider had of an attempt: nothing, something that is gone now, or nobody can tell. */
export type Remains = 'nothing' | 'removed' | 'unknown';

/**
 * Voices that broken-off attempts may have left at the provider. The consent of an attempt is forgotten only once the
 * provider's list shows that there is no voice made by it.
 */
@Injectable()
export class CloneRemains implements OnModuleInit {
  readonly #logger = new Logger(CloneRemains.name);

  constructor(
    private readonly clones: CloneRepository,
    private readonly engines: SpeechEngines,
    private readonly settings: ElevenLabsSettings,
    private readonly queue: JobQueue,
  ) {}

  /** What a process that was killed has left is looked for at the start, then every hour. */
  async onModuleInit(): Promise<void> {
    this.queue.handle(TIDY, (_payload, { signal }) => this.tidy(undefined, signal), {
      lane: 'low',
    });
    const every = { timezone: 'UTC', payload: {}, lane: 'low' } as const;
    await this.queue.schedule({ ...every, name: TIDY, type: TIDY, cron: TIDY_CRON });
    if ((await this.clones.abandoned()).length > 0)
      await this.queue.add(TIDY, {}, { dedupKey: TIDY });
  }

  /** Clears what attempts have left, as far as the provider can be asked; the rest is for the next time. */
  async tidy(speakerId: string | undefined, signal: AbortSignal): Promise<void> {
    const engine = this.engines.find(ElevenLabsSpeechSynthesizer);
    if (!engine?.hasKey) return;
    for (const left of await this.clones.abandoned(speakerId)) {
      if (signal.aborted) return;
      await this.clear(engine, left, signal);
    }
  }

  /** @returns Whether nothing of the attempt is left, here or there. */
  async clear(
    engine: ElevenLabsSpeechSynthesizer,
    { id, name }: Pick<VoiceClone, 'id' | 'name'>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const remains = await this.remove(engine, name, signal);
    if (remains === 'unknown') return false;
    // The provider may still be at what it was asked for a moment ago.
    if (remains === 'nothing') return this.clones.dropOld(id);
    await this.clones.drop(id);
    return true;
  }

  /** Removes the voice of a name. Names of clones are like no other, so what has one is ours. Never fails. */
  async remove(
    engine: ElevenLabsSpeechSynthesizer,
    name: string,
    signal: AbortSignal,
  ): Promise<Remains> {
    try {
      const left = await this.#named(engine, name);
      for (const voice of left) await engine.cloning.remove(voice, signal);
      if (left.length === 0) return 'nothing';
      const isGone = (await this.#named(engine, name)).length === 0;
      if (isGone) await engine.freshVoices().catch(() => undefined); // Nobody shall be cast with it.
      return isGone ? 'removed' : 'unknown';
    } catch (error) {
      this.#logger.warn({ message: 'A cloned voice may be left at the provider.', name, error });
      return 'unknown';
    }
  }

  /** By a list of its own: what others keep, or are waiting for, may be older than the voice. */
  async #named(engine: ElevenLabsSpeechSynthesizer, wanted: string): Promise<string[]> {
    const voices = await new ElevenLabsVoices(engine.calls, this.settings).all();
    return voices.flatMap(({ name, title }) => (title === wanted ? [name] : []));
  }
}
