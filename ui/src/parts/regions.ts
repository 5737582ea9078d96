// The areas of a case's map and what becomes of them; the outlines of the lands around.
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { geoCentroid } from 'd3-geo';
import { partyName, type Book } from '../book';
import { lettersIn } from '../charts/labels';
import { lines } from '../format';
import type { Clauses, Region } from '../result';

export interface Area {
  feature: Feature<Polygon | MultiPolygon>;
  name: string;
  note: string;
  issue: string;
  /** A party's id or words; empty where the package says nothing of the area. */
  fate: string;
  words: string;
}

/** A ring is wound as on a sphere: d3-geo fills what lies to the right of it, and a map file may have it either way. */
function wound(ring: number[][], clockwise: boolean): number[][] {
  let twice = 0;
  for (let i = 0; i < ring.length; ++i) {
    const [[x1, y1], [x2, y2]] = [ring[i], ring[(i + 1) % ring.length]];
    twice += x1 * y2 - x2 * y1;
  }
  return twice < 0 === clockwise ? ring : [...ring].reverse();
}

export function rewound(geometry: Polygon | MultiPolygon): MultiPolygon {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map((ring, i) => wound(ring, i === 0))) };
}

export function areasOf(book: Book, clauses: Clauses): Area[] {
  return (book.result.regions?.features ?? []).map((region: Region): Area => {
    const { name, note, issue, options } = region.properties;
    const fate = options[clauses[issue]] ?? '';
    const geometry = rewound(region.geometry as Polygon | MultiPolygon);
    return { feature: { type: 'Feature', properties: {}, geometry }, name, note, issue, fate, words: fate ? partyName(book, fate) : 'not said' };
  });
}

/** The lands around the areas as one shape. */
export const around = (book: Book): Feature<MultiPolygon> => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'MultiPolygon', coordinates: book.lands.map(({ c }) => c) },
});

export interface Size {
  width: number;
  height: number;
  /** Between the areas and the map's edge. */
  inset: number;
}

export const sizeOf = (width: number): Size => ({ width, height: Math.min(520, Math.max(260, width * 0.55)), inset: Math.min(90, width / 8) });

const LINE = 14;
const LETTERS = 18;

/** What stands on an area: its name, and what becomes of it. */
export const labelOf = ({ name, words }: Area) => [...lines(name, LETTERS, 4), ...lines(words, LETTERS, 4)];

/** A place in Mercator's projection, which the map is drawn in; y runs down. */
function mercator([longitude, latitude]: number[]): [number, number] {
  const radians = Math.PI / 180;
  return [longitude * radians, -Math.log(Math.tan(Math.PI / 4 + (latitude * radians) / 2))];
}

/** Where each area's middle stands on the map, in pixels. */
function middles(areas: Area[], { width, height, inset }: Size): { x: number; y: number }[] {
  const corners = areas.flatMap(({ feature }) => (feature.geometry as MultiPolygon).coordinates.flat(2).map(mercator));
  const [across, up] = [0, 1].map((axis) => {
    const ends = corners.reduce(([low, high], corner) => [Math.min(low, corner[axis]), Math.max(high, corner[axis])], [Infinity, -Infinity]);
    return { middle: (ends[0] + ends[1]) / 2, length: ends[1] - ends[0] };
  });
  const scale = Math.min((width - 2 * inset) / across.length, (height - 2 * inset) / up.length);
  return areas.map((area) => {
    const place = mercator(geoCentroid(area.feature));
    return { x: width / 2 + scale * (place[0] - across.middle), y: height / 2 + scale * (place[1] - up.middle) };
  });
}

/** Whether every area's label stands on the map whole, and none over another; else the areas are numbered. */
export function labelsFit(areas: Area[], size: Size): boolean {
  const { width, height } = size;
  const places = middles(areas, size);
  const boxes = areas.map((area, i) => {
    const label = labelOf(area);
    return { ...places[i], across: Math.max(...label.map((line) => line.length)) / lettersIn(1) / 2, up: (LINE * label.length) / 2 };
  });
  return boxes.every((box, i) =>
    box.x - box.across >= 0 && box.x + box.across <= width && box.y - box.up >= 0 && box.y + box.up <= height &&
    boxes.slice(0, i).every((other) => Math.abs(box.x - other.x) > box.across + other.across || Math.abs(box.y - other.y) > box.up + other.up));
}

/** Pixels between the middles of two numbers that can both be read. */
const NUMBER = 16;
const DIRECTIONS = [[1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [-1, -1], [1, -1], [-1, 1]];

export interface Shift {
  dx: number;
  dy: number;
}

/** How far each number is moved from the middle of its area, so that none stands over one before it. */
export function numberShifts(areas: Area[], size: Size): Shift[] {
  const further = areas.flatMap((_, k) => DIRECTIONS.map(([x, y]): Shift => ({ dx: x * (k + 1) * NUMBER, dy: y * (k + 1) * NUMBER })));
  const taken: { x: number; y: number }[] = [];
  return middles(areas, size).map(({ x, y }) => {
    const free = ({ dx, dy }: Shift) => taken.every((other) => Math.abs(x + dx - other.x) >= NUMBER || Math.abs(y + dy - other.y) >= NUMBER);
    const shift = [{ dx: 0, dy: 0 }, ...further].find(free) ?? { dx: 0, dy: 0 };
    taken.push({ x: x + shift.dx, y: y + shift.dy });
    return shift;
  });
}
