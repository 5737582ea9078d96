// The names of solutions, in a column beside a chart: marks that lie close together have names that can still be read,
// each with a thin line to its own.
import { link, text, type Markish } from '@observablehq/plot';

/** A mark in pixels, and its name. */
export interface Label {
  name: string;
  x: number;
  y: number;
}

const GAP = 16;

/** Heights at which labels stand: in the order of their marks, `gap` apart, from `top` to `bottom`, as near to them as that allows. */
export function spread(marks: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = marks.map((_, i) => i).sort((a, b) => marks[a] - marks[b]);
  const heights = [...marks];
  let least = top;
  for (const i of order) {
    heights[i] = Math.max(marks[i], least);
    least = heights[i] + gap;
  }
  let most = bottom;
  for (const i of order.reverse()) {
    heights[i] = Math.min(heights[i], most);
    most = heights[i] - gap;
  }
  return heights;
}

/** How wide the column is, as far as the chart can spare it. */
export const columnWidth = (names: { name: string }[], width: number) => Math.min(0.3 * width, 24 + 7 * Math.max(0, ...names.map(({ name }) => name.length)));

/** The column, from `left` on and `wide` pixels wide. */
export function column(labels: Label[], left: number, wide: number, top: number, bottom: number): Markish[] {
  const heights = spread(labels.map(({ y }) => y), GAP, top, bottom);
  const pixels = (value: (each: Label, i: number) => number) => ({ value: labels.map(value), scale: null });
  return [
    link(labels, { x1: pixels(({ x }) => x), y1: pixels(({ y }) => y), x2: pixels(() => left + 16), y2: pixels((_, i) => heights[i]), stroke: 'var(--soft)', strokeWidth: 0.8 }),
    text(labels, { x: pixels(() => left + 19), y: pixels((_, i) => heights[i]), text: 'name', textAnchor: 'start', lineWidth: (wide - 19) / 13, textOverflow: 'ellipsis-end', fill: 'var(--ink)' }),
  ];
}
