/** What the models of ElevenLabs take, by the published API. One that is not known is asked for the least. */
export interface ModelManners {
  /** Takes `previous_text` and `next_text`; v3 refuses them. */
  readonly hasContext: boolean;
  /** Takes `language_code`; multilingual v2 refuses it. */
  readonly hasLanguage: boolean;
  /** Stability is one of three: 0 (creative), 0.5 (natural), 1 (robust). */
  readonly hasSteps: boolean;
  /** Takes phonemes in the text, English only. */
  readonly hasPhonemes: boolean;
}

export function mannersOf(model: string): ModelManners {
  const isV3 = /_v3(?:_|$)/u.test(model);
  return {
    hasContext: /_v2(?:_5)?$|_v1$/u.test(model),
    hasLanguage: isV3 || /_(?:flash|turbo)_v2_5$/u.test(model),
    hasSteps: isV3,
    hasPhonemes: /^eleven_(?:flash_v2|turbo_v2|monolingual_v1)$/u.test(model),
  };
}
