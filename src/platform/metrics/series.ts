import type { LabelValues } from './family.js';

/** What a label value that is one too many becomes. */
export const OTHER = 'other';
const VALUE_CHARACTERS_MAX = 100;

/** The series of one meter, bounded: whoever sends a million different values gets one series for most of them. */
export class Series<Child> {
  readonly #children = new Map<string, Child>();
  readonly #other: LabelValues;

  /**
   * @param make Makes the series of these labels.
   * @param onOverflow Called for each use that had to go to the series `other`.
   */
  constructor(
    private readonly names: readonly string[],
    private readonly seriesMax: number,
    private readonly make: (labels: LabelValues) => Child,
    private readonly onOverflow: () => void,
  ) {
    this.#other = Object.fromEntries(names.map((name) => [name, OTHER]));
  }

  /** The series of these labels; what is missing is the empty text. */
  of(labels: Readonly<Record<string, string | number>> | undefined): Child {
    const key = this.#keyOf(labels);
    const known = this.#children.get(key);
    if (known !== undefined) return known;
    if (this.#children.size >= this.seriesMax && key !== this.#keyOf(this.#other)) {
      this.onOverflow();
      return this.of(this.#other);
    }
    const child = this.make(this.#bounded(labels));
    this.#children.set(key, child);
    return child;
  }

  #keyOf(labels: Readonly<Record<string, string | number>> | undefined): string {
    let key = '';
    for (const name of this.names) key += `${cut(labels?.[name])}\0`;
    return key;
  }

  #bounded(labels: Readonly<Record<string, string | number>> | undefined): LabelValues {
    return Object.fromEntries(this.names.map((name) => [name, cut(labels?.[name])]));
  }
}

function cut(value: string | number | undefined): string {
  const text = String(value ?? '');
  return text.length > VALUE_CHARACTERS_MAX ? text.slice(0, VALUE_CHARACTERS_MAX) : text;
}
