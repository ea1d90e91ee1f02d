/** @returns A pattern for any of the words standing alone; understands letters of every alphabet. */
export function wordPattern(words: string, flags = 'iu'): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, flags);
}

/**
 * @returns A pattern for any of the words written small or with a first capital. All in capitals they are something
 * else: the US, the canton TI.
 */
export function uncapitalisedPattern(words: string): RegExp {
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  return wordPattern(
    words
      .split('|')
      .flatMap((word) => [word, capital(word)])
      .join('|'),
    'u',
  );
}

/** @returns A pattern for a text that starts with one of the words. */
export function startPattern(words: string, flags = 'iu'): RegExp {
  return new RegExp(`^["“„«»'‘’\\s]*(?:${words})(?![\\p{L}\\p{N}])`, flags);
}

/** @returns The words of a space-separated list. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/u));
}
