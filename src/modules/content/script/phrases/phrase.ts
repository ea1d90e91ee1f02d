/** How a phrase sounds: a show of that tone prefers it, every other show may do without. */
export type Tone = 'lively' | 'calm' | 'plain';

/** A text with places such as {city}; a phrase with a tone is left to shows of that tone while others remain. */
export type Phrase = string | { readonly tone: Tone; readonly say: string };

export const lively = (say: string): Phrase => ({ tone: 'lively', say });
export const calm = (say: string): Phrase => ({ tone: 'calm', say });
export const plain = (say: string): Phrase => ({ tone: 'plain', say });
