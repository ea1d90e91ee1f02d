/** Total deadlines of outside calls, milliseconds: from the call to the last byte, retries and redirects included. */
export const TIME_LIMITS = {
  /** Look-ups that somebody waits for. */
  FAST: 5_000,
  /** Documents, images, ordinary APIs. */
  STANDARD: 30_000,
  /** A model that writes, an engine that speaks. */
  SLOW: 120_000,
  /** Music and video generation, transcription of long recordings. */
  ULTRA_SLOW: 300_000,
} as const;
