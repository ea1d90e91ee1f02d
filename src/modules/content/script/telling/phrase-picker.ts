import { SeededRandom } from '#kernel';
import type { Phrase, Tone } from '../phrases/phrase.js';
import type { ScriptRequest } from '../script.js';

const TONE_OF_SHOW: Readonly<Record<ScriptRequest['showStyle'], Tone | undefined>> = {
  energetic: 'lively',
  professional: 'plain',
  casual: 'calm',
  local: undefined,
  balanced: undefined,
};
const TONE_OF_HOUR: Readonly<Record<ScriptRequest['style'], Tone | undefined>> = {
  fresh_morning: 'lively',
  professional_afternoon: 'plain',
  chill_evening: 'calm',
  late_night: 'calm',
};
const TONE_OF_MOOD: Readonly<Record<string, Tone>> = {
  enthusiastic: 'lively',
  energetic: 'lively',
  lively: 'lively',
  cheerful: 'lively',
  calm: 'calm',
  relaxed: 'calm',
  warm: 'calm',
  soft: 'calm',
  analytical: 'plain',
  dry: 'plain',
  serious: 'plain',
  professional: 'plain',
};

/** @returns The tone of a show: its own style first, then the hour, then the mood of the main host. */
export function toneOf(request: ScriptRequest): Tone | undefined {
  const moods = request.speakers[0]?.mood ?? [];
  const mood = moods
    .map((word) => TONE_OF_MOOD[word.toLowerCase()])
    .find((tone) => tone !== undefined);
  return TONE_OF_SHOW[request.showStyle] ?? TONE_OF_HOUR[request.style] ?? mood;
}

/** How often a phrase of the show's own tone goes before the others. */
const TONE_SHARE = 0.65;

/** Chooses what hosts say so that no sentence and, while others remain, no phrase is heard twice in a show. */
export class PhrasePicker {
  readonly #random: SeededRandom;
  readonly #tone: Tone | undefined;
  readonly #spent = new Set<string>();
  readonly #said = new Set<string>();
  readonly #forbidden: readonly string[];
  #last = '';

  /** @param alreadySaid Text of a script that is being added to: none of it is said again. */
  constructor(request: ScriptRequest, purpose: string, alreadySaid: readonly string[] = []) {
    this.#random = new SeededRandom(`${request.seed}/${purpose}`);
    this.#tone = toneOf(request);
    this.#forbidden = (request.forbiddenWords ?? []).map((word) => word.toLowerCase());
    for (const text of alreadySaid) this.#said.add(text);
  }

  /**
   * @param fits Of a filled phrase: whether it may stand where it is wanted; the first that does best is taken.
   * @returns A filled phrase not heard before; undefined where every one has been or none fits.
   */
  fresh(
    phrases: readonly Phrase[],
    values: Readonly<Record<string, string>> = {},
    fits: (text: string) => boolean = () => true,
  ): string | undefined {
    for (const phrase of this.#ordered(phrases)) {
      const template = sayOf(phrase);
      if (this.#spent.has(template)) continue;
      const text = fill(template, values);
      if (!this.#isUsable(text) || !fits(text)) continue;
      this.#spent.add(template);
      this.#last = template;
      this.#said.add(text);
      return text;
    }
    return undefined;
  }

  /** @returns A filled phrase; one heard before where nothing else is left, for words that join a sentence. */
  any(phrases: readonly Phrase[], values: Readonly<Record<string, string>> = {}): string {
    const fresh = this.fresh(phrases, values);
    if (fresh !== undefined) return fresh;
    const allowed = this.#ordered(phrases).filter(
      (phrase) => !this.#isForbidden(fill(sayOf(phrase), values)),
    );
    for (const phrase of phrases) this.#spent.delete(sayOf(phrase));
    // All have been heard: any but the one that was heard last.
    const again = allowed.find((phrase) => sayOf(phrase) !== this.#last) ?? allowed[0];
    if (again === undefined) return '';
    this.#last = sayOf(again);
    this.#spent.add(this.#last);
    return fill(this.#last, values);
  }

  /** @returns True about `share` of the times. */
  chance(share: number): boolean {
    return this.#random.next() < share;
  }

  /** @returns From 0 to 1, 1 left out. */
  roll(): number {
    return this.#random.next();
  }

  shuffled<T>(items: readonly T[]): T[] {
    return this.#random.shuffled(items);
  }

  #isUsable(text: string): boolean {
    if (this.#isForbidden(text)) return false;
    return ![...this.#said].some(
      (said) => said === text || (said.length > text.length && said.includes(text)),
    );
  }

  #isForbidden(text: string): boolean {
    const lower = text.toLowerCase();
    return this.#forbidden.some((word) => word !== '' && lower.includes(word));
  }

  /** Phrases of the show's tone first, those of no tone next, the others never. */
  #ordered(phrases: readonly Phrase[]): Phrase[] {
    const neutral = phrases.filter((phrase) => typeof phrase === 'string');
    const own = phrases.filter(
      (phrase) => typeof phrase !== 'string' && phrase.tone === this.#tone,
    );
    // The tone colours a show; a show of nothing else would be a caricature.
    return this.#random.next() < TONE_SHARE
      ? [...this.#random.shuffled(own), ...this.#random.shuffled(neutral)]
      : this.#random.shuffled([...own, ...neutral]);
  }
}

function sayOf(phrase: Phrase): string {
  return typeof phrase === 'string' ? phrase : phrase.say;
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  const text = template.replace(/\{(\w+)\}/gu, (_place, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`The phrase "${template}" wants a ${name}.`);
    return value;
  });
  return text.replace(/^(\p{Ll})/u, (letter) =>
    template.startsWith('{') ? letter.toUpperCase() : letter,
  );
}
