import { type Child, Html, html } from './html.js';

const BARS = 240;
const WIDTH = 960;
const HEIGHT = 120;

/** What `peaks.json` holds: pairs of lowest and highest, 8 bit. */
export interface PeaksFile {
  readonly data: readonly number[];
}

/**
 * Height of each part of the show, 0 to 1, the highest part being 1. The mean of its peaks: a mastered show
 * touches its limit nearly everywhere, and its highest peaks would draw a block.
 */
export function barHeights({ data }: PeaksFile, count = BARS): number[] {
  const pairs = Math.floor(data.length / 2);
  const bars = Math.min(count, pairs);
  const heights = Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * pairs) / bars) * 2;
    const to = Math.floor(((bar + 1) * pairs) / bars) * 2;
    const sum = data.slice(from, to).reduce((total, value) => total + Math.abs(value), 0);
    return sum / Math.max(1, to - from);
  });
  const highest = heights.reduce((high, value) => Math.max(high, value), 1e-9);
  return heights.map((height) => height / highest);
}

/** The waveform twice: once as it is, once for what has been heard, which the player uncovers. */
export function waveform(peaks: PeaksFile): Html {
  const heights = barHeights(peaks);
  const step = WIDTH / Math.max(1, heights.length);
  const d = heights
    .map((height, i) => {
      const tall = Math.max(3, height * (HEIGHT - 6));
      const x = (i * step + step / 2).toFixed(1);
      return `M${x} ${((HEIGHT - tall) / 2).toFixed(1)}v${tall.toFixed(1)}`;
    })
    .join('');
  const layer = (name: string): Child =>
    html`<svg
      class="${name}"
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d="${d}" stroke-width="${(step * 0.62).toFixed(2)}" />
    </svg>`;
  return html`${layer('wave')}${layer('wave heard')}`;
}
