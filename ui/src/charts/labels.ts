// The names of solutions, in a column beside a chart: marks that lie close together have names that can still be read,
// each with a thin line to its own.
import { link, text, type Markish } from '@observablehq/plot';
import { lines } from '../format';

/** A mark in pixels, and its name. */
export interface Label {
  name: string;
  x: number;
  y: number;
}

const SIZE = 12.5;
/** A heading that is longer is cut: the sliders below the chart have the whole name. */
const HEADING_LINES = 4;
/** A line of a label, and as much as labels stand apart. */
const LINE = 14;
const APART = 2;
/** Pixels of a letter, on average. */
const LETTER = 6.6;
/** Between the field and a name. */
const BEFORE = 19;

/** So many letters stand in so many pixels. */
export const lettersIn = (pixels: number) => pixels / LETTER;

/** Where the middles of labels stand: in the order of their marks, none over another, their edges from `top` to `bottom`,
    as near to their marks as that allows. */
export function spread(marks: readonly number[], heights: readonly number[], top: number, bottom: number): number[] {
  const order = marks.map((_, i) => i).sort((a, b) => marks[a] - marks[b]);
  const middles = [...marks];
  let least = top;
  for (const i of order) {
    middles[i] = Math.max(marks[i], least + heights[i] / 2);
    least = middles[i] + heights[i] / 2;
  }
  let most = bottom;
  for (const i of order.reverse()) {
    middles[i] = Math.min(middles[i], most - heights[i] / 2);
    most = middles[i] - heights[i] / 2;
  }
  return middles;
}

/** How wide the column is, as far as the chart can spare it. */
export const columnWidth = (names: { name: string }[], width: number) =>
  Math.min(0.3 * width, BEFORE + 5 + LETTER * Math.max(0, ...names.map(({ name }) => name.length)));

/** The column, from `left` on and `wide` pixels wide; names that are longer have several lines. */
export function column(labels: Label[], left: number, wide: number, top: number, bottom: number): Markish[] {
  const within = (most: number) => labels.map((label) => ({ ...label, lines: lines(label.name, lettersIn(wide - BEFORE), most) }));
  const room = Math.floor((bottom - top + LINE) / (LINE + APART));
  const whole = within(room);
  const fits = whole.reduce((sum, each) => sum + each.lines.length, 0) <= room;
  const broken = fits ? whole : within(Math.max(1, Math.floor(room / labels.length)));
  const middles = spread(broken.map(({ y }) => y), broken.map((each) => LINE * each.lines.length + APART), top - LINE / 2, bottom + LINE / 2);
  const pixels = (value: (each: Label, i: number) => number) => ({ value: labels.map(value), scale: null });
  return [
    link(labels, { x1: pixels(({ x }) => x), y1: pixels(({ y }) => y), x2: pixels(() => left + 16), y2: pixels((_, i) => middles[i]), stroke: 'var(--soft)', strokeWidth: 0.8 }),
    text(broken, { x: pixels(() => left + BEFORE), y: pixels((_, i) => middles[i]), text: (each) => each.lines.join('\n'), textAnchor: 'start', lineHeight: LINE / SIZE, fontSize: SIZE, fill: 'var(--ink)' }),
  ];
}

/** A heading of a chart's side, broken into lines. */
export const heading = (name: string, wide: number) => lines(name, lettersIn(wide), HEADING_LINES);
export const HEADING_LINE = LINE;
