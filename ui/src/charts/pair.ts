// The frontier as two parties see it: a dot a package, brushed by a rectangle.
import { dot, ruleX, ruleY, text, type PlotOptions } from '@observablehq/plot';
import { brush as brushBoth } from 'd3-brush';
import { select } from 'd3-selection';
import { cut, units } from '../format';
import type { Axis, Ranges } from '../parts/frontier';
import type { Drawn } from './parallel';

const HEIGHT = 360;
const MARGIN = { marginTop: 22, marginRight: 24, marginBottom: 42, marginLeft: 58 };

export function pair({ points, kept, chosen, named }: Drawn, [across, up]: [Axis, Axis], width: number): PlotOptions {
  const place = { x: (each: { values: Record<string, number> }) => each.values[across.party], y: (each: { values: Record<string, number> }) => each.values[up.party] };
  const held = points.filter((_, k) => kept.has(k) && k !== chosen);
  const others = points.filter((_, k) => !kept.has(k) && k !== chosen);
  const scale = (axis: Axis) => ({ domain: [axis.low, axis.high], nice: true, ticks: width < 500 ? 4 : 6, tickFormat: units, tickSize: 4, grid: true });
  return {
    height: HEIGHT,
    ...MARGIN,
    x: { ...scale(across), label: `${cut(across.name, width / 8)} →`, labelAnchor: 'right' },
    y: { ...scale(up), label: `↑ ${cut(up.name, width / 8)}`, labelAnchor: 'top' },
    marks: [
      ...(across.without === null ? [] : [ruleX([across.without], { stroke: 'var(--red)', strokeDasharray: '2 3' }), text([across.without], { x: (d: number) => d, text: () => 'no deal', frameAnchor: 'bottom', dy: -4, dx: 4, textAnchor: 'start', fill: 'var(--red)' })]),
      ...(up.without === null ? [] : [ruleY([up.without], { stroke: 'var(--red)', strokeDasharray: '2 3' })]),
      dot(others, { ...place, r: 3, stroke: 'var(--none)' }),
      dot(held, { ...place, r: 3.5, fill: 'var(--for)', fillOpacity: 0.75 }),
      ...(chosen === null ? [] : [dot([points[chosen]], { ...place, r: 7, fill: 'var(--against)' })]),
      dot(named, { ...place, symbol: 'diamond', r: 6, fill: 'var(--ink)' }),
      text(named, { ...place, text: 'name', dx: 9, textAnchor: 'start', lineWidth: 14, fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 3 }),
    ],
  };
}

interface Scale {
  apply: (value: number) => number;
  invert: (pixel: number) => number;
}

/** Lets the field be brushed; `on` is told the ranges in the parties' own units. */
export function brushField(figure: SVGSVGElement, [across, up]: [Axis, Axis], ranges: Ranges, on: (ranges: Ranges) => void): void {
  const scale = (name: string) => (figure as SVGSVGElement & { scale: (name: string) => Scale }).scale(name);
  const [x, y] = [scale('x'), scale('y')];
  const width = Number(figure.getAttribute('width'));
  type Box = [[number, number], [number, number]];
  const brush = brushBoth<undefined>()
    .extent([[MARGIN.marginLeft, MARGIN.marginTop], [width - MARGIN.marginRight, HEIGHT - MARGIN.marginBottom]])
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
