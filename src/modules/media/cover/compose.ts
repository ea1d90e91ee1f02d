import { SeededRandom } from '#kernel';
import type { CoverRequest } from '../cover-artist.js';
import { SIGN_SIDE, signOf } from './category-mark.js';
import { drawable, fitLine, fitTitle } from './fit-text.js';
import { type Motif, MOTIFS, type TitlePlace } from './motifs/motif.js';
import { type Palette, paletteOf } from './palette.js';
import {
  arc,
  circle,
  downwards,
  type Measure,
  rectangle,
  roundedRectangle,
  type Scene,
  type Shape,
  SIDE_PX,
  type TextRun,
  withAlpha,
} from './scene.js';

/** Podcast players round corners off and lay badges over edges: text stays this far inside. */
export const MARGIN_PX = 100;
const WIDTH_PX = SIDE_PX - 2 * MARGIN_PX;
const TOPICS_MAX = 3;
const MARKS_MAX = 4;
const TOPIC_SIZE_PX = 40;
const TOPIC_STEP_PX = 60;
const MARK_PX = 76;
const LABEL_SIZE_PX = 42;
const LABEL_TRACKING_PX = 3;
/** Smaller than this, city and day get a line each. */
const LABEL_WHOLE_PX = 36;
const LABEL_SIZE_MIN_PX = 24;
const LABEL_STEP_PX = 58;
const TITLE_LEADING = 1.02;
/** Height of Inter's capitals in font sizes. */
const CAPITAL = 0.727;
/** How far the tails of its letters go below the baseline, in font sizes. */
const DESCENT = 0.24;

interface Part {
  readonly shapes: readonly Shape[];
  readonly texts: readonly TextRun[];
}

/** What stands where on the cover of a show: everything but the painting. */
export function composeCover(request: CoverRequest, measure: Measure): Scene {
  const random = new SeededRandom(`${request.seed}/cover`);
  const palette = paletteOf(request.style, random);
  const picked = random.pick(MOTIFS); // Picked in any case: what follows of the seed stays the same.
  const words = wordsOf(request);
  const motif = motifOf(request, picked, words, measure);
  const text = ARRANGEMENTS[motif.titlePlace](words, palette, measure);
  const art = motif.draw(palette, random, text.endY);
  const { parts } = text;
  return {
    shapes: [...art, ...parts.flatMap(({ shapes }) => shapes)],
    texts: parts.flatMap(({ texts }) => texts),
    grainSeed: `${request.seed}/grain`,
  };
}

/** The layout that was asked for, or the picked one; a title whose words are too long for a column gets no column. */
function motifOf(request: CoverRequest, picked: Motif, words: Words, measure: Measure): Motif {
  const wanted = MOTIFS.find(({ name }) => name === request.layout);
  if (wanted || picked.titlePlace !== 'column') return wanted ?? picked;
  const { sizePx } = fitTitle(words.title, COLUMN, measure);
  const wide = MOTIFS.find(({ titlePlace }) => titlePlace === 'ground');
  return sizePx < COLUMN_TITLE_PX && wide ? wide : picked;
}

interface Arranged {
  readonly parts: readonly Part[];
  /** Below this line the title and its label have ended. */
  readonly endY: number;
}

interface Words {
  readonly station: string;
  readonly title: string;
  /** City and day, or the day alone where the title says the city. */
  readonly label: readonly string[];
  readonly topics: readonly string[];
  readonly signs: readonly string[];
}

function wordsOf(request: CoverRequest): Words {
  const city = drawable(request.city);
  const title = drawable(request.title) || city;
  const date = drawable(request.dateText);
  const cityIsSaid = plain(title).includes(plain(city));
  return {
    station: drawable(request.stationName),
    title,
    label: (cityIsSaid ? [date] : [city, date])
      .filter((part) => part !== '')
      .map((part) => part.toLocaleUpperCase(request.language)),
    topics: request.topics.map(drawable).filter((topic) => topic.length > 8),
    signs: request.categories.flatMap((category) => signOf(category) ?? []).slice(0, MARKS_MAX),
  };
}

/** For comparing: "Zürich" is said by "Zurich News". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Title at the top on the sky; topics on the ground at the foot. */
function onSky(words: Words, palette: Palette, measure: Measure): Arranged {
  const color = palette.onSky;
  const veil: Shape = {
    d: rectangle(0, 0, SIDE_PX, 800),
    fill: downwards(0, 800, [
      withAlpha(palette.sky[0], 0.75),
      withAlpha(palette.sky[0], 0.5),
      withAlpha(palette.sky[0], 0),
    ]),
  };
  const limits = { ...TITLE, heightPx: 380 };
  const title = fitTitle(words.title, limits, measure);
  const top = 268 + title.sizePx * CAPITAL;
  const end = top + (title.lines.length - 1) * title.sizePx * TITLE_LEADING;
  const lines = labelLines(words.label, measure);
  const labelY = end + labelGap(title.sizePx) + 12;
  const parts = [
    { shapes: [veil], texts: [] },
    stationMark(words.station, color, MARGIN_PX + 40),
    { shapes: [], texts: titleRuns(title, top, color) },
    { shapes: [], texts: labelRuns(lines, labelY, color) },
    footer(words, palette, measure, 1278),
  ];
  return { parts, endY: labelY + 12 + (lines.length - 1) * LABEL_STEP_PX };
}

/** Station at the top in a badge; everything else on plain ground, set from the foot upwards. */
function onGround(words: Words, palette: Palette, measure: Measure): Arranged {
  const limits = { ...TITLE, heightPx: 330 };
  const title = fitTitle(words.title, limits, measure);
  const lines = labelLines(words.label, measure);
  const labelY = 1190 - (lines.length - 1) * LABEL_STEP_PX;
  const end = labelY - labelGap(title.sizePx);
  const top = end - (title.lines.length - 1) * title.sizePx * TITLE_LEADING;
  const badgeWidth = 132 + measure(words.station, 800) * 54;
  const parts = [
    {
      shapes: [
        {
          d: roundedRectangle(MARGIN_PX - 34, MARGIN_PX - 10, badgeWidth, 104),
          fill: palette.ground,
        },
      ],
      texts: [],
    },
    stationMark(words.station, palette.onGround, MARGIN_PX + 42),
    { shapes: [], texts: titleRuns(title, top, palette.onGround) },
    { shapes: [], texts: labelRuns(lines, labelY, palette.accent) },
    footer(words, palette, measure, 1278),
  ];
  return { parts, endY: labelY + 12 };
}

/** Station, title and label on plain ground at the top, the first topics below; the picture at the foot. */
function atTop(words: Words, palette: Palette, measure: Measure): Arranged {
  const color = palette.onGround;
  const lines = labelLines(words.label, measure);
  const more = (lines.length - 1) * LABEL_STEP_PX;
  const title = fitTitle(words.title, { ...TITLE, heightPx: 370 - more }, measure);
  const top = 226 + title.sizePx * CAPITAL;
  const end = top + (title.lines.length - 1) * title.sizePx * TITLE_LEADING;
  const labelY = end + labelGap(title.sizePx);
  const topicsY = labelY + more + 74;
  const room = Math.floor((TOP_END_Y - topicsY) / TOPIC_STEP_PX) + 1;
  const few = { ...words, topics: words.topics.slice(0, Math.max(0, room)), signs: [] };
  const parts = [
    stationMark(words.station, color, MARGIN_PX + 40),
    { shapes: [], texts: titleRuns(title, top, color) },
    { shapes: [], texts: labelRuns(lines, labelY, palette.accent) },
    footer(few, palette, measure, topicsY),
  ];
  return { parts, endY: TOP_END_Y };
}

/** Everything in the middle, on plain ground below the picture. */
function inMiddle(words: Words, palette: Palette, measure: Measure): Arranged {
  const lines = labelLines(words.label, measure);
  const more = (lines.length - 1) * LABEL_STEP_PX;
  const title = fitTitle(words.title, { ...TITLE, heightPx: 330 - more }, measure);
  const labelY = 1330 - more;
  const end = labelY - labelGap(title.sizePx);
  const top = end - (title.lines.length - 1) * title.sizePx * TITLE_LEADING;
  const lead = words.topics
    .slice(0, 1)
    .flatMap((topic) => fitLine(topic, WIDTH_PX, TOPIC_SIZE_PX, 500, measure) ?? []);
  const texts: TextRun[] = [
    ...titleRuns(title, top, palette.onGround),
    ...labelRuns(lines, labelY, palette.accent),
    ...lead.map((text): TextRun => ({
      text,
      x: MARGIN_PX,
      y: labelY + more + 66,
      sizePx: TOPIC_SIZE_PX,
      weight: 500,
      color: palette.onGround,
    })),
  ];
  const mark = 66 + measure(words.station, 800) * 54;
  const parts = [
    stationMark(words.station, palette.onSky, MARGIN_PX + 36, (SIDE_PX - mark) / 2),
    { shapes: [], texts: texts.map((run) => centred(run, measure)) },
  ];
  return { parts, endY: labelY };
}

function centred(run: TextRun, measure: Measure): TextRun {
  const tracking = (run.text.length - 1) * (run.trackingPx ?? 0);
  const width = measure(run.text, run.weight) * run.sizePx + tracking;
  return { ...run, x: (SIDE_PX - width) / 2 };
}

/** A column of words beside the picture, topics across the foot. */
function inColumn(words: Words, palette: Palette, measure: Measure): Arranged {
  const color = palette.onGround;
  const lines = labelLines(words.label, measure, COLUMN_PX);
  const title = fitTitle(words.title, COLUMN, measure);
  const top = 300 + title.sizePx * CAPITAL;
  const end = top + (title.lines.length - 1) * title.sizePx * TITLE_LEADING;
  const labelY = end + labelGap(title.sizePx) + 16;
  const parts = [
    stationMark(words.station, color, MARGIN_PX + 40),
    { shapes: [], texts: titleRuns(title, top, color) },
    { shapes: [], texts: labelRuns(lines, labelY, palette.accent) },
    footer(words, palette, measure, 1278),
  ];
  return { parts, endY: labelY };
}

type Arrange = (words: Words, palette: Palette, measure: Measure) => Arranged;

const ARRANGEMENTS: Readonly<Record<TitlePlace, Arrange>> = {
  sky: onSky,
  ground: onGround,
  top: atTop,
  middle: inMiddle,
  column: inColumn,
};

/** The picture begins here where it is at the foot. */
const TOP_END_Y = 716;
const COLUMN_PX = 700;

const TITLE = {
  widthPx: WIDTH_PX,
  linesMax: 4,
  sizeMaxPx: 290,
  sizeMinPx: 68,
  leading: TITLE_LEADING,
} as const;

const COLUMN = { ...TITLE, widthPx: COLUMN_PX, heightPx: 680, linesMax: 5, sizeMinPx: 60 } as const;
/** A smaller title is not read on a small cover. */
const COLUMN_TITLE_PX = 92;

function titleRuns(
  { lines, sizePx }: { lines: readonly string[]; sizePx: number },
  firstBaseline: number,
  color: string,
): TextRun[] {
  return lines.map((text, i) => ({
    text,
    x: MARGIN_PX - sizePx * 0.05,
    y: firstBaseline + i * sizePx * TITLE_LEADING,
    sizePx,
    weight: 800,
    color,
  }));
}

/** City and day in spaced capitals: on one line, or on two where they would be small on one. */
function labelLines(
  parts: readonly string[],
  measure: Measure,
  widthPx = WIDTH_PX,
): ReadonlyArray<Pick<TextRun, 'text' | 'sizePx'>> {
  const sizeOf = (text: string) => {
    const room = widthPx - text.length * LABEL_TRACKING_PX;
    return Math.floor(Math.min(LABEL_SIZE_PX, room / Math.max(0.1, measure(text, 700))));
  };
  const whole = parts.join(' · ');
  const lines = sizeOf(whole) >= LABEL_WHOLE_PX ? [whole] : parts;
  return lines.flatMap((text) => {
    const sizePx = Math.max(LABEL_SIZE_MIN_PX, sizeOf(text));
    const room = widthPx - text.length * LABEL_TRACKING_PX;
    const fitted =
      sizeOf(text) >= LABEL_SIZE_MIN_PX ? text : fitLine(text, room, sizePx, 700, measure);
    return fitted === undefined || fitted === '' ? [] : [{ text: fitted, sizePx }];
  });
}

/** @param y Baseline of the first line. */
function labelRuns(lines: ReturnType<typeof labelLines>, y: number, color: string): TextRun[] {
  return lines.map(({ text, sizePx }, i) => ({
    text,
    sizePx,
    x: MARGIN_PX,
    y: y + i * LABEL_STEP_PX,
    weight: 700,
    color,
    trackingPx: LABEL_TRACKING_PX,
  }));
}

/** From the last baseline of the title to the first of the label: below the tail of a g, however large. */
function labelGap(titleSizePx: number): number {
  return Math.max(86, titleSizePx * DESCENT + LABEL_SIZE_PX * CAPITAL + 22);
}

/** The station's sign: a source and two waves, then its name. @param y Middle of the line. */
function stationMark(name: string, color: string, y: number, left = MARGIN_PX): Part {
  const x = left + 10;
  const wave = (radius: number) => arc([x, y + 16], radius, -Math.PI / 2, 0);
  return {
    shapes: [
      { d: circle([x, y + 16], 10), fill: color },
      { d: wave(27) + wave(46), stroke: color, widthPx: 9, roundEnds: true },
    ],
    texts: [{ text: name, x: x + 66, y: y + 19, sizePx: 54, weight: 800, color }],
  };
}

/** Topics to the left, signs of the categories to the right. @param y Baseline of the first topic. */
function footer(words: Words, palette: Palette, measure: Measure, y: number): Part {
  const marks = categoryMarks(words.signs, palette, y);
  const room = WIDTH_PX - marks.widthPx - 44;
  const lines = words.topics
    .flatMap((topic) => fitLine(topic, room, TOPIC_SIZE_PX, 500, measure) ?? [])
    .slice(0, TOPICS_MAX);
  const texts = lines.map((text, i): TextRun => ({
    text,
    x: MARGIN_PX + 44,
    y: y + i * TOPIC_STEP_PX,
    sizePx: TOPIC_SIZE_PX,
    weight: 500,
    color: palette.onGround,
  }));
  const bullets = lines.map((_, i) => rectangle(MARGIN_PX, y - 19 + i * TOPIC_STEP_PX, 24, 8));
  return {
    shapes: [{ d: bullets.join(''), fill: palette.accent }, ...marks.shapes],
    texts,
  };
}

/** Two signs a row, at the right edge. */
function categoryMarks(
  signs: readonly string[],
  { accent, ground }: Palette,
  y: number,
): { shapes: Shape[]; widthPx: number } {
  if (signs.length === 0) return { shapes: [], widthPx: 0 };
  const columns = Math.min(2, signs.length);
  const step = MARK_PX + 18;
  const widthPx = columns * step - 18;
  const left = SIDE_PX - MARGIN_PX - widthPx;
  const shapes = signs.flatMap((sign, i): Shape[] => {
    const x = left + (i % columns) * step;
    const top = y - 42 + Math.floor(i / columns) * step;
    const scale = 46 / SIGN_SIDE;
    const inset = (MARK_PX - 46) / 2;
    return [
      { d: circle([x + MARK_PX / 2, top + MARK_PX / 2], MARK_PX / 2), fill: accent },
      {
        d: sign,
        stroke: ground,
        widthPx: 1.9,
        roundEnds: true,
        place: { x: x + inset, y: top + inset, scale },
      },
    ];
  });
  return { shapes, widthPx };
}
