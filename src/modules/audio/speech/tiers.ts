import type { SpeechSynthesizer, VoiceQuality } from './speech-synthesizer.js';

/** `high=elevenlabs:eleven_v3`: who speaks a quality, and with which of its models. */
export const TIER = /^(low|mid|high|ultra)=([a-z0-9-]{1,50})(?::([\w./-]{1,200}))?$/u;

export interface TierEntry {
  readonly provider: string;
  /** The provider's own choice when left out. */
  readonly model: string | undefined;
}

/** Who is asked first for a quality. */
export type Tiers = (quality: VoiceQuality) => readonly TierEntry[];

/** @param entries Each as `TIER` says; read at each asking, for they may be reloaded. */
export function tiersOf(entries: () => readonly string[]): Tiers {
  return (quality) =>
    entries().flatMap((entry) => {
      const [, tier, provider = '', model] = TIER.exec(entry) ?? [];
      return tier === quality ? [{ provider, model }] : [];
    });
}

/** The engines in the order they are asked: those of the tier, then the others as they stand. */
export function asked(
  engines: readonly SpeechSynthesizer[],
  tier: readonly TierEntry[],
): Array<{ readonly engine: SpeechSynthesizer; readonly model: string | undefined }> {
  const first = tier.flatMap(({ provider, model }) => {
    const engine = engines.find((one) => one.provider === provider);
    return engine ? [{ engine, model }] : [];
  });
  const rest = engines.filter((engine) => !first.some((one) => one.engine === engine));
  return [...first, ...rest.map((engine) => ({ engine, model: undefined }))];
}
