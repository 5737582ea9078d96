// The types of result.json: those of its schema (docs/result.md explains them), and the page's names for some of them.
import type { Element, Position, Rated, Result } from './schema';

export type * from './schema';

/** The two readings of silence. */
export interface ByReading<T> {
  cautious: T;
  open: T;
}

export type Status = Position['status'];
export type IssuePositions = Position;
export type BestPackage = Rated;
export type ConflictElement = Element;
export type PartyConsent = Rated['parties'][number];
/** One option for each issue, by id. */
export type Clauses = Rated['package'];
export type FrontierPoint = NonNullable<Result['frontier']>['points'][number];
