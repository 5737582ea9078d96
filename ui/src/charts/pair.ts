// The frontier as two parties see it: a dot a package, brushed by a rectangle.
import { dot, ruleX, ruleY, text, type PlotOptions } from '@observablehq/plot';
import { brush as brushBoth } from 'd3-brush';
import { select } from 'd3-selection';
import { cut, units } from '../format';
import type { Axis, Ranges } from '../parts/frontier';
import { column, columnWidth } from './labels';
import type { Drawn } from './parallel';

const HEIGHT = 360;
const MARGIN = { marginTop: 34, marginBottom: 42, marginLeft: 58 };
const marginRight = (named: Drawn['named'], width: number) => (named.length > 0 ? columnWidth(named, width) : 24);

/** A scale with some room around what it holds. */
const domain = ({ low, high }: Axis): [number, number] => [low - 0.04 * (high - low), high + 0.04 * (high - low)];
const share = (axis: Axis, value: number) => (value - domain(axis)[0]) / (domain(axis)[1] - domain(axis)[0]);

export function pair({ points, kept, chosen, named }: Drawn, [across, up]: [Axis, Axis], width: number): PlotOptions {
  const place = { x: (each: { values: Record<string, number> }) => each.values[across.party], y: (each: { values: Record<string, number> }) => each.values[up.party] };
  const held = points.filter((_, k) => kept.has(k) && k !== chosen);
  const others = points.filter((_, k) => !kept.has(k) && k !== chosen);
  const right = marginRight(named, width);
  const labels = named.map(({ name, values }) => ({
    name,
    x: MARGIN.marginLeft + share(across, values[across.party]) * (width - MARGIN.marginLeft - right),
    y: HEIGHT - MARGIN.marginBottom - share(up, values[up.party]) * (HEIGHT - MARGIN.marginTop - MARGIN.marginBottom),
  }));
  const late = across.without !== null && share(across, across.without) > 0.5;
  const scale = (axis: Axis) => ({ domain: domain(axis), ticks: width < 500 ? 4 : 6, tickFormat: units, tickSize: 4, grid: true });
  return {
    height: HEIGHT,
    ...MARGIN,
    marginRight: right,
    x: { ...scale(across), label: `${cut(across.name, width / 8)} →`, labelAnchor: 'right' },
    y: { ...scale(up), label: `↑ ${cut(up.name, width / 8)}`, labelAnchor: 'top' },
    marks: [
      ...(across.without === null ? [] : [ruleX([across.without], { stroke: 'var(--red)', strokeDasharray: '2 3' }), text([across.without], { x: (d: number) => d, text: () => 'no deal', frameAnchor: 'top', dy: 4, dx: late ? -4 : 4, textAnchor: late ? 'end' : 'start', fill: 'var(--red)', stroke: 'var(--paper)', strokeWidth: 3 })]),
      ...(up.without === null ? [] : [ruleY([up.without], { stroke: 'var(--red)', strokeDasharray: '2 3' })]),
      dot(others, { ...place, r: 3, stroke: 'var(--none)' }),
      dot(held, { ...place, r: 3.5, fill: 'var(--for)', fillOpacity: 0.75 }),
      ...(chosen === null ? [] : [dot([points[chosen]], { ...place, r: 7, fill: 'var(--against)' })]),
      ...column(labels, width - right, right, MARGIN.marginTop, HEIGHT - MARGIN.marginBottom),
      dot(named, { ...place, symbol: 'diamond', r: 6, fill: 'var(--ink)' }),
    ],
  };
}

interface Scale {
  apply: (value: number) => number;
  invert: (pixel: number) => number;
}

/** Lets the field be brushed; `on` is told the ranges in the parties' own units. */
export function brushField(figure: SVGSVGElement, { named }: Drawn, [across, up]: [Axis, Axis], ranges: Ranges, on: (ranges: Ranges) => void): void {
  const scale = (name: string) => (figure as SVGSVGElement & { scale: (name: string) => Scale }).scale(name);
  const [x, y] = [scale('x'), scale('y')];
  const width = Number(figure.getAttribute('width'));
  type Box = [[number, number], [number, number]];
  const brush = brushBoth<undefined>()
    .extent([[MARGIN.marginLeft, MARGIN.marginTop], [width - marginRight(named, width), HEIGHT - MARGIN.marginBottom]])
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
