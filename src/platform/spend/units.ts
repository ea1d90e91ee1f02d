/** What providers are paid by, as prices name it. */
export const UNIT_NAMES = [
  'characters',
  'input_tokens',
  'output_tokens',
  'images',
  'voices',
] as const;
export type UnitName = (typeof UNIT_NAMES)[number];

/** How much of each was used; what is left out is nothing. */
export interface Units {
  /** Characters of text that were spoken. */
  readonly characters?: number;
  /** Tokens that a language model read. */
  readonly inputTokens?: number;
  /** Tokens that a language model wrote. */
  readonly outputTokens?: number;
  readonly images?: number;
  /** Voices that were made of samples. */
  readonly voices?: number;
  /** Seconds of sound or picture that came of it. Counted, never priced. */
  readonly seconds?: number;
}

export function unitsOf(units: Units, name: UnitName): number {
  const amounts: Record<UnitName, number | undefined> = {
    characters: units.characters,
    input_tokens: units.inputTokens,
    output_tokens: units.outputTokens,
    images: units.images,
    voices: units.voices,
  };
  return amounts[name] ?? 0;
}
