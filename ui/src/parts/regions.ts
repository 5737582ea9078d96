// The areas of a case's map and what becomes of them; the outlines of the lands around.
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { partyName, type Book } from '../book';
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
