// The frontier as two parties see it: a dot a package, brushed by a rectangle.
import { dot, ruleX, ruleY, text, type PlotOptions } from '@observablehq/plot';
import { brush as brushBoth } from 'd3-brush';
import { select } from 'd3-selection';
import { units } from '../format';
import type { Axis, Ranges } from '../parts/frontier';
import { column, columnWidth, heading, HEADING_LINE } from './labels';
import type { Drawn } from './parallel';

const FIELD = 284;
const LEFT = 58;
/** Above the field, but for the lines of the heading; under it the ticks. */
const TOP = 20;
const TICKS = 30;
const marginRight = (named: Drawn['named'], width: number) => (named.length > 0 ? columnWidth(named, width) : 24);

/** A scale with some room around what it holds. */
const domain = ({ low, high }: Axis): [number, number] => [low - 0.04 * (high - low), high + 0.04 * (high - low)];
const share = (axis: Axis, value: number) => (value - domain(axis)[0]) / (domain(axis)[1] - domain(axis)[0]);

/** The headings of the two sides, and where the field lies. */
function layout({ named }: Drawn, [across, up]: [Axis, Axis], width: number) {
  const right = marginRight(named, width);
  const above = heading(`↑ ${up.name}`, width - right);
  const below = heading(`${across.name} →`, width - LEFT - right);
  const top = TOP + HEADING_LINE * above.length;
  return { right, above, below, top, bottom: top + FIELD, height: top + FIELD + TICKS + HEADING_LINE * below.length };
}

export function pair(drawn: Drawn, sides: [Axis, Axis], width: number): PlotOptions {
  const { points, kept, chosen, named } = drawn;
  const [across, up] = sides;
  const { right, above, below, top, bottom, height } = layout(drawn, sides, width);
  const place = { x: (each: { values: Record<string, number> }) => each.values[across.party], y: (each: { values: Record<string, number> }) => each.values[up.party] };
  const held = points.filter((_, k) => kept.has(k) && k !== chosen);
  const others = points.filter((_, k) => !kept.has(k) && k !== chosen);
  const labels = named.map(({ name, values }) => ({
    name,
    x: LEFT + share(across, values[across.party]) * (width - LEFT - right),
    y: bottom - share(up, values[up.party]) * FIELD,
  }));
  const late = across.without !== null && share(across, across.without) > 0.5;
  const scale = (axis: Axis) => ({ domain: domain(axis), ticks: width < 500 ? 4 : 6, tickFormat: units, tickSize: 4, grid: true });
  return {
    height,
    marginTop: top,
    marginBottom: height - bottom,
    marginLeft: LEFT,
    marginRight: right,
    x: { ...scale(across), label: null },
    y: { ...scale(up), label: null },
    marks: [
      text([above.join('\n')], { frameAnchor: 'top-left', text: (words: string) => words, dx: -LEFT, dy: -12, lineAnchor: 'bottom', textAnchor: 'start', lineHeight: HEADING_LINE / 12.5 }),
      text([below.join('\n')], { frameAnchor: 'bottom-right', text: (words: string) => words, dy: TICKS - 4, lineAnchor: 'top', textAnchor: 'end', lineHeight: HEADING_LINE / 12.5 }),
      ...(across.without === null ? [] : [ruleX([across.without], { stroke: 'var(--red)', strokeDasharray: '2 3' }), text([across.without], { x: (d: number) => d, text: () => 'no deal', frameAnchor: 'top', dy: 4, dx: late ? -4 : 4, textAnchor: late ? 'end' : 'start', fill: 'var(--red)', stroke: 'var(--paper)', strokeWidth: 3 })]),
      ...(up.without === null ? [] : [ruleY([up.without], { stroke: 'var(--red)', strokeDasharray: '2 3' })]),
      dot(others, { ...place, r: 3, stroke: 'var(--none)' }),
      dot(held, { ...place, r: 3.5, fill: 'var(--for)', fillOpacity: 0.75 }),
      ...(chosen === null ? [] : [dot([points[chosen]], { ...place, r: 7, fill: 'var(--against)' })]),
      ...column(labels, width - right, right, top, bottom),
      dot(named, { ...place, symbol: 'diamond', r: 6, fill: 'var(--ink)' }),
    ],
  };
}

interface Scale {
  apply: (value: number) => number;
  invert: (pixel: number) => number;
}

/** Lets the field be brushed; `on` is told the ranges in the parties' own units. */
export function brushField(figure: SVGSVGElement, drawn: Drawn, sides: [Axis, Axis], ranges: Ranges, on: (ranges: Ranges) => void): void {
  const scale = (name: string) => (figure as SVGSVGElement & { scale: (name: string) => Scale }).scale(name);
  const [x, y] = [scale('x'), scale('y')];
  const [across, up] = sides;
  const width = Number(figure.getAttribute('width'));
  const { right: margin, top: ceiling, bottom: floor } = layout(drawn, sides, width);
  type Box = [[number, number], [number, number]];
  const brush = brushBoth<undefined>()
    .extent([[LEFT, ceiling], [width - margin, floor]])
    .on('end', ({ selection, sourceEvent }: { selection: Box | null; sourceEvent: unknown }) => {
      if (!sourceEvent) return;
      const { [across.party]: _, [up.party]: __, ...others } = ranges;
      if (!selection) return on(others);
      const [[left, top], [right, bottom]] = selection;
      on({ ...others, [across.party]: [x.invert(left), x.invert(right)], [up.party]: [y.invert(bottom), y.invert(top)] });
    });
  const group = select(figure).append('g').attr('class', 'brush').datum(undefined).call(brush);
  const [a, b] = [ranges[across.party], ranges[up.party]];
  if (a && b) group.call(brush.move, [[x.apply(a[0]), y.apply(b[1])], [x.apply(a[1]), y.apply(b[0])]]);
}
