// Statements along time, one lane a party.
import { documentOf, partyName, type Book } from '../book';
import type { Statement } from '../result';

const DAY = 86_400_000;

/** First and last day of a date, month, year or interval, in days since 1970; nothing where it is no date. */
export function days(text: string): { from: number; to: number } | null {
  const one = (part: string) => {
    const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(part);
    if (!match) return null;
    const [year, month, day] = [Number(match[1]), match[2] && Number(match[2]) - 1, match[3] && Number(match[3])];
    if (typeof day === 'number') return { from: Date.UTC(year, month as number, day), to: Date.UTC(year, month as number, day) };
    if (typeof month === 'number') return { from: Date.UTC(year, month, 1), to: Date.UTC(year, month + 1, 0) };
    return { from: Date.UTC(year, 0, 1), to: Date.UTC(year, 11, 31) };
  };
  const [first, last = first] = text.split('/');
  const [a, b] = [one(first), one(last)];
  return a && b ? { from: a.from / DAY, to: b.to / DAY } : null;
}

/** The day from which the axis is drawn to scale: far-off early statements stand before it, together. */
export function axisStart(last: number[]): number {
  const sorted = [...last].sort((a, b) => a - b);
  const end = sorted[sorted.length - 1];
  const start = sorted[Math.floor(sorted.length * 0.15)];
  return end - sorted[0] > 3 * Math.max(end - start, 14) ? start : sorted[0];
}

export interface Dot {
  statement: Statement;
  /** Left to right, 0 to 1; below 0 where it stands before the axis. */
  x: number;
  from: number;
  /** How many stand below it. */
  level: number;
}

export interface Lane {
  party: string;
  name: string;
  dots: Dot[];
  height: number;
}

export interface Timeline {
  lanes: Lane[];
  ticks: { x: number; day: number }[];
  earlier: boolean;
  undated: number;
}

/** Dots nearer than this share of the width are stacked. */
const SLOT = 1 / 36;

export function timeline(book: Book): Timeline {
  const dated = book.result.statements.flatMap((statement) => {
    const span = days(statement.date || documentOf(book, statement)?.date || '');
    return span ? [{ statement, span }] : [];
  });
  const undated = book.result.statements.length - dated.length;
  if (dated.length === 0) return { lanes: [], ticks: [], earlier: false, undated };
  const ends = dated.map(({ span }) => span.to);
  const start = axisStart(ends);
  const length = Math.max(1, Math.max(...ends) - start);
  const place = (day: number) => (day - start) / length;

  const columns = book.columns.map((party) => party.id);
  const known = new Set(columns);
  const laneOf = (statement: Statement) => (statement.party && known.has(statement.party) ? statement.party : '');
  const lanes = [...columns, ''].flatMap((party): Lane[] => {
    const stacks = new Map<number, number>();
    const own = dated.filter(({ statement }) => laneOf(statement) === party).sort((a, b) => a.span.to - b.span.to);
    if (own.length === 0) return [];
    const dots = own.map(({ statement, span }): Dot => {
      const early = span.to < start;
      const slot = early ? -1 : Math.round(place(span.to) / SLOT);
      const level = stacks.get(slot) ?? 0;
      stacks.set(slot, level + 1);
      return { statement, x: early ? -1 : slot * SLOT, from: Math.max(0, place(span.from)), level };
    });
    return [{ party, name: party ? partyName(book, party) : 'Others and the sources themselves', dots, height: Math.max(...stacks.values()) }];
  });
  const steps = ends.every((end) => end === start) ? 0 : length < 4 ? 1 : 4;
  const ticks = Array.from({ length: steps + 1 }, (_, i) => ({ x: i / Math.max(1, steps), day: Math.round(start + (length * i) / Math.max(1, steps)) }));
  return { lanes, ticks, earlier: ends.some((end) => end < start), undated };
}

/** `2025-02-14` of a count of days. */
export const isoDay = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
