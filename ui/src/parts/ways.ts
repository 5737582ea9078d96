// The ways out, in the two families that they come in: what stands in every world, and all that stands in the reference
// world, where what parties ask for in value counts too.
import type { Book } from '../book';
import type { Result } from '../result';

type Relaxation = Result['relaxations']['list'][number];

export interface WayOut {
  /** In `relaxations.list`. */
  index: number;
  way: Relaxation;
}

export interface Family {
  among: Relaxation['among'];
  ways: WayOut[];
}

/** Each way out once: one that is enough in the reference world as it is need not be told beforehand. */
export function waysOut(book: Book): Family[] {
  const all = book.result.relaxations.list.map((way, index): WayOut => ({ index, way }));
  const of = (among: Relaxation['among']) => all.filter(({ way }) => way.among === among);
  const sameSet = ({ way }: WayOut) => JSON.stringify(way.elements);
  const reference = of('reference');
  const enough = new Set(reference.map(sameSet));
  const families: Family[] = [
    { among: 'certain', ways: of('certain').filter((each) => !enough.has(sameSet(each))) },
    { among: 'reference', ways: reference },
  ];
  return families.filter(({ ways }) => ways.length > 0);
}
