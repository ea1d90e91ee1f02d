/** A picture as data: what to draw, in order. Painting it takes no decision. */
export interface Scene {
  readonly shapes: readonly Shape[];
  readonly texts: readonly TextRun[];
  /** Seeds the film grain that keeps gradients from banding. */
  readonly grainSeed: string;
}

/** Side of a cover: what Apple and Spotify take, well above their minimum of 1400. */
export const SIDE_PX = 1500;

export interface Stop {
  /** 0 to 1. */
  readonly at: number;
  /** `#rrggbb` or `#rrggbbaa`. */
  readonly color: string;
}

export type Paint =
  | string
  | { readonly kind: 'linear'; readonly from: Point; readonly to: Point; readonly stops: Stop[] }
  | {
      readonly kind: 'radial';
      readonly at: Point;
      readonly radius: number;
      readonly stops: Stop[];
    };

export type Point = readonly [x: number, y: number];

/** An SVG path in pixels, filled, stroked or both. */
export interface Shape {
  readonly d: string;
  readonly fill?: Paint;
  readonly stroke?: string;
  readonly widthPx?: number;
  readonly roundEnds?: boolean;
  /** 0 to 1; 1 when left out. */
  readonly alpha?: number;
  /** Moves and enlarges path and line width, for signs that are drawn on a small grid. */
  readonly place?: { readonly x: number; readonly y: number; readonly scale: number };
}

export type Weight = 500 | 700 | 800;

export interface TextRun {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly sizePx: number;
  readonly weight: Weight;
  readonly color: string;
  /** Extra space after each letter. */
  readonly trackingPx?: number;
}

/** Width of a text at 1 px font size; a line is as wide as that times its size. */
export type Measure = (text: string, weight: Weight) => number;

export function rectangle(x: number, y: number, width: number, height: number): string {
  return `M${px(x)} ${px(y)}h${px(width)}v${px(height)}h${px(-width)}Z`;
}

export function circle([x, y]: Point, radius: number): string {
  const r = px(radius);
  return `M${px(x - radius)} ${px(y)}a${r} ${r} 0 1 0 ${px(2 * radius)} 0a${r} ${r} 0 1 0 ${px(-2 * radius)} 0Z`;
}

export function polygon(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${px(x)} ${px(y)}`).join('L')}Z`;
}

/** An open arc; angles in radians, clockwise from three o'clock, less than a full turn apart. */
export function arc([x, y]: Point, radius: number, from: number, to: number): string {
  const [x0, y0] = [x + radius * Math.cos(from), y + radius * Math.sin(from)];
  const [x1, y1] = [x + radius * Math.cos(to), y + radius * Math.sin(to)];
  const large = to - from > Math.PI ? 1 : 0;
  return `M${px(x0)} ${px(y0)}A${px(radius)} ${px(radius)} 0 ${large} 1 ${px(x1)} ${px(y1)}`;
}

export function roundedRectangle(x: number, y: number, width: number, height: number): string {
  const r = px(height / 2);
  const straight = width - height;
  return (
    `M${px(x + height / 2)} ${px(y)}h${px(straight)}a${r} ${r} 0 0 1 0 ${px(height)}` +
    `h${px(-straight)}a${r} ${r} 0 0 1 0 ${px(-height)}Z`
  );
}

/** A gradient down the picture, its stops evenly spread. */
export function downwards(fromY: number, toY: number, colors: readonly string[]): Paint {
  return {
    kind: 'linear',
    from: [0, fromY],
    to: [0, toY],
    stops: colors.map((color, i) => ({ at: i / Math.max(1, colors.length - 1), color })),
  };
}

/** A light that fades out. */
export function glow(at: Point, radius: number, color: string, alpha: number): Shape {
  const stops = [1, 0.45, 0.12, 0].map((share, i) => ({
    at: i / 3,
    color: withAlpha(color, alpha * share),
  }));
  return { d: circle(at, radius), fill: { kind: 'radial', at, radius, stops } };
}

/** @param share 0 gives `from`, 1 gives `to`. */
export function mix(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)];
  return hex(a.map((value, i) => value + ((b[i] ?? 0) - value) * share));
}

export function withAlpha(color: string, alpha: number): string {
  return color.slice(0, 7) + hex([alpha * 255]).slice(1);
}

/** Contrast of two opaque colours by WCAG 2: 1 (none) to 21. */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** A tenth of a pixel is finer than what is seen. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function hex(values: readonly number[]): string {
  return `#${values
    .map((value) =>
      Math.round(Math.min(255, Math.max(0, value)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
