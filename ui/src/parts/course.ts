// The dates of the verdict's course and what moved it on each.
import type { Course } from '../result';

export type Moment = Course['points'][number];
export type Mover = Moment['movers'][number];

const size = ({ change }: Mover) => Math.abs(change.cautious) + Math.abs(change.open);

/** Those that moved it most first. */
export const moversOf = (moment: Moment): Mover[] => [...moment.movers].sort((a, b) => size(b) - size(a));
