// The frontier as the page shows it: whose values, on which scales, which points a brush keeps, and what those settle.
import { optionName, type Book } from '../book';
import type { Clauses, FrontierPoint } from '../result';

export interface Axis {
  party: string;
  name: string;
  low: number;
  high: number;
  /** All are worth the same to it. */
  flat: boolean;
  /** Its value of no-deal, where there is one. */
  without: number | null;
}

export interface Named {
  name: string;
  values: Record<string, number>;
  package: Clauses;
}

/** By party, the lowest and the highest value that a brush keeps. */
export type Ranges = Record<string, [number, number]>;

/** The named solutions that were worked out; of several packages of one solution the first, and those of one point together. */
export function solutionsOf(book: Book): Named[] {
  const named = new Map<string, Named>();
  for (const solution of book.result.solutions.list) {
    const first = solution.packages[0];
    if (!first) continue;
    const key = JSON.stringify(first.values);
    const before = named.get(key);
    if (before) before.name += `, ${solution.name}`;
    else named.set(key, { name: solution.name, values: first.values, package: first.package });
  }
  return [...named.values()];
}

export function axesOf(book: Book, points: FrontierPoint[], named: Named[]): Axis[] {
  const rows = [...points.map((point) => point.values), ...named.map((each) => each.values)];
  const { disagreement, least_of_zone } = book.result.solutions;
  return book.result.case.parties
    .filter((party) => points[0] && party.id in points[0].values)
    .map(({ id, name }) => {
      // Where no no-deal is known, solutions count from the least of the zone, which is nobody's no-deal.
      const without = least_of_zone.includes(id) ? null : (disagreement[id] ?? null);
      const values = [...rows.map((row) => row[id] ?? 0), ...(without === null ? [] : [without])];
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return { party: id, name, low, high: high > low ? high : low + 1, flat: high === low, without };
    });
}

export const keeps = (ranges: Ranges, values: Record<string, number>) =>
  Object.entries(ranges).every(([party, [low, high]]) => values[party] >= low - 1e-9 && values[party] <= high + 1e-9);

export interface Tally {
  issue: string;
  options: { option: string; points: number }[];
}

/** Of the points that are kept, how many have each option; issues on which they differ come first. */
export function tally(book: Book, points: FrontierPoint[]): Tally[] {
  const rows = book.result.case.issues
    .filter((issue) => points.some((point) => issue.id in point.example))
    .map((issue): Tally => {
      const counts = new Map<string, number>();
      for (const { example } of points) counts.set(example[issue.id], (counts.get(example[issue.id]) ?? 0) + 1);
      const options = [...counts].map(([option, n]) => ({ option, points: n })).sort((a, b) => b.points - a.points);
      return { issue: issue.id, options };
    });
  return rows.sort((a, b) => Number(b.options.length > 1) - Number(a.options.length > 1));
}

/** Of so many numbers only their range is told, and where half of them lie. */
const NUMBERS = 6;

/** `all cranes (7), none (2)`; of many numbers `0 to 200 million, half of them from 40 to 120`. */
export function tallyWords(book: Book, issue: string, options: Tally['options']): string {
  const scale = book.issues.get(issue);
  if (scale?.kind !== 'numeric' || options.length < NUMBERS) return options.map(({ option, points }) => `${optionName(book, issue, option)} (${points})`).join(', ');
  const place = new Map(scale.options.map(({ id }, i) => [id, i]));
  const sorted = [...options].sort((a, b) => (place.get(a.option) ?? 0) - (place.get(b.option) ?? 0));
  const all = sorted.reduce((sum, { points }) => sum + points, 0);
  /** The first option up to which so many of them lie. */
  const at = (share: number) => {
    let sum = 0;
    return (sorted.find(({ points }) => (sum += points) >= share * all) ?? sorted[0]).option;
  };
  return `${sorted[0].option} to ${optionName(book, issue, sorted[sorted.length - 1].option)}, half of them from ${at(0.25)} to ${at(0.75)}`;
}
