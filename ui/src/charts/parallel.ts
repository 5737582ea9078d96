// The frontier in parallel coordinates: an axis a party, a line a package; brushed along each axis.
import { dot, line, ruleX, text, type PlotOptions } from '@observablehq/plot';
import { brushY } from 'd3-brush';
import { select } from 'd3-selection';
import type { Axis, Named, Ranges } from '../parts/frontier';
import type { FrontierPoint } from '../result';
import { units } from '../format';
import { column, columnWidth, heading, HEADING_LINE } from './labels';

export interface Drawn {
  points: FrontierPoint[];
  kept: Set<number>;
  chosen: number | null;
  axes: Axis[];
  named: Named[];
}

const FIELD = 260;
const BOTTOM = 24;
/** Above the field: the highest value, and over it a line of the party's name. */
const TOP = 32;

interface Path {
  rect(x: number, y: number, width: number, height: number): void;
}
/** A short bar across an axis. */
const bar = { draw: (path: Path) => path.rect(-9, -1.5, 18, 3) };

interface Step {
  line: string;
  party: string;
  t: number;
}

const along = (axes: Axis[], key: string, values: Record<string, number>): Step[] =>
  axes.map(({ party, low, high }) => ({ line: key, party, t: (values[party] - low) / (high - low) }));

/** How wide a party's heading may be, and the room at the sides of the chart. */
function layout({ axes, named }: Drawn, width: number) {
  const side = Math.max(40, Math.min(90, width / (2 * axes.length)));
  const right = Math.max(side, Math.min(columnWidth(named, width), (2 * width) / axes.length));
  const apart = Math.min(2 * side, (width - side - right) / Math.max(1, axes.length - 1));
  const headings = axes.map(({ name }) => heading(name, apart - 8));
  const top = TOP + HEADING_LINE * Math.max(1, ...headings.map((each) => each.length));
  return { side, right, headings, top, bottom: top + FIELD };
}

export function parallel(drawn: Drawn, colour: (party: string) => string, width: number): PlotOptions {
  const { points, kept, chosen, axes, named } = drawn;
  const { side, right, headings, top, bottom } = layout(drawn, width);
  const steps = (keep: boolean) => points.flatMap((point, k) => (kept.has(k) === keep && k !== chosen ? along(axes, String(k), point.values) : []));
  const path = { x: 'party', y: 't', z: 'line' } as const;
  const opacity = Math.max(0.25, Math.min(0.9, 40 / points.length));
  const solutions = named.flatMap((each) => along(axes, each.name, each.values));
  const last = axes[axes.length - 1].party;
  // A single axis stands in the middle.
  const lastAt = axes.length > 1 ? width - right : (side + width - right) / 2;
  const ends = solutions.filter(({ party }) => party === last).map(({ line: name, t }) => ({ name, x: lastAt, y: top + (1 - t) * FIELD }));
  return {
    height: bottom + BOTTOM,
    marginTop: top,
    marginBottom: BOTTOM,
    marginLeft: side,
    marginRight: right,
    x: { type: 'point', domain: axes.map((axis) => axis.party), padding: 0, axis: null },
    y: { domain: [0, 1], axis: null },
    marks: [
      ruleX(axes, { x: 'party', stroke: 'var(--none)' }),
      line(steps(false), { ...path, stroke: 'var(--line)', strokeWidth: 1 }),
      line(steps(true), { ...path, stroke: 'var(--for)', strokeWidth: 1.4, strokeOpacity: opacity }),
      line(solutions, { ...path, stroke: 'var(--ink)', strokeWidth: 1.6, strokeDasharray: '5 3' }),
      dot(solutions, { x: 'party', y: 't', r: 3.5, fill: 'var(--ink)' }),
      ...column(ends, width - right, right, top, bottom),
      ...(chosen === null ? [] : [line(along(axes, 'chosen', points[chosen].values), { ...path, stroke: 'var(--against)', strokeWidth: 3 })]),
      dot(axes.filter((axis) => axis.without !== null), { x: 'party', y: (axis: Axis) => (axis.without! - axis.low) / (axis.high - axis.low), symbol: bar as never, r: 9, fill: 'var(--red)' }),
      text(axes, { x: 'party', text: (_, i) => headings[i].join('\n'), frameAnchor: 'top', dy: -28, lineAnchor: 'bottom', lineHeight: HEADING_LINE / 12.5, fontWeight: 600, fill: (axis: Axis) => colour(axis.party) }),
      text(axes, { x: 'party', text: (axis: Axis) => (axis.flat ? '' : units(axis.high)), frameAnchor: 'top', dy: -13, fill: 'var(--soft)' }),
      text(axes, { x: 'party', text: (axis: Axis) => units(axis.low), frameAnchor: 'bottom', dy: 18, fill: 'var(--soft)' }),
    ],
  };
}

/** Lets each axis be brushed; `on` is told the ranges in the parties' own units. */
export function brushAxes(figure: SVGSVGElement, drawn: Drawn, ranges: Ranges, on: (ranges: Ranges) => void): void {
  const { axes } = drawn;
  const place = (figure as SVGSVGElement & { scale: (name: string) => { apply: (value: unknown) => number } }).scale('x');
  const { top, bottom } = layout(drawn, Number(figure.getAttribute('width')));
  const pixel = (axis: Axis, value: number) => bottom - ((value - axis.low) / (axis.high - axis.low)) * (bottom - top);
  const value = (axis: Axis, y: number) => axis.low + ((bottom - y) / (bottom - top)) * (axis.high - axis.low);
  for (const axis of axes) {
    const x = place.apply(axis.party);
    const brush = brushY<Axis>()
      .extent([[x - 16, top], [x + 16, bottom]])
      .on('end', ({ selection, sourceEvent }: { selection: [number, number] | null; sourceEvent: unknown }) => {
        if (!sourceEvent) return;
        const { [axis.party]: _, ...others } = ranges;
        on(selection ? { ...others, [axis.party]: [value(axis, selection[1]), value(axis, selection[0])] } : others);
      });
    const group = select(figure).append('g').attr('class', 'brush').datum(axis).call(brush);
    const range = ranges[axis.party];
    if (range) group.call(brush.move, [pixel(axis, range[1]), pixel(axis, range[0])]);
  }
}
