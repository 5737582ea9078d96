// Stances as marks of a chart, in the shapes of marks/Shape.svelte: readable without their colours.
import { dot, type Markish } from '@observablehq/plot';

export interface Placed {
  x: number;
  y: number;
  stance: string;
  words: string;
  href: string;
}

interface Path {
  arc(x: number, y: number, r: number, from: number, to: number): void;
  closePath(): void;
}
const half = {
  draw(path: Path, size: number) {
    path.arc(0, 0, Math.sqrt(size / Math.PI), -Math.PI / 2, Math.PI / 2);
    path.closePath();
  },
};

/** The place of each is a link; its shape lies upon it. */
export function stanceMarks(all: Placed[]): Markish[] {
  const of = (...stances: string[]) => all.filter(({ stance }) => stances.includes(stance));
  const known = ['demand', 'favour', 'accept', 'tolerate', 'oppose', 'reject'];
  const at = { x: 'x', y: 'y', pointerEvents: 'none', ariaHidden: 'true' } as const;
  const ring = { ...at, r: 3.9, fill: 'var(--paper)', strokeWidth: 1.3 };
  return [
    dot(all, { x: 'x', y: 'y', r: 7, fill: 'transparent', href: 'href', title: 'words', ariaLabel: 'words' }),
    dot(of('demand'), { ...at, r: 4.4, fill: 'var(--for)' }),
    dot(of('favour', 'accept'), { ...ring, stroke: 'var(--for)' }),
    dot(of('favour'), { ...at, r: 3.9, symbol: half as never, fill: 'var(--for)' }),
    dot(of('tolerate'), { ...ring, stroke: 'var(--middling)', strokeDasharray: '2 1.4' }),
    dot(of('oppose'), { ...at, r: 4.4, symbol: 'times', stroke: 'var(--against)', strokeWidth: 1.6 }),
    dot(of('reject'), { ...at, r: 4.6, symbol: 'square', fill: 'var(--red)' }),
    dot(of('reject'), { ...at, r: 3, symbol: 'times', stroke: 'var(--paper)', strokeWidth: 1.4 }),
    dot(all.filter(({ stance }) => !known.includes(stance)), { ...at, r: 2, fill: 'var(--soft)' }),
  ];
}
