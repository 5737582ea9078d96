// The clauses of packages, and how one differs from another.
import { issueName, optionName, type Book } from '../book';
import { apart } from '../format';
import type { BestPackage, Clauses } from '../result';

export type Clause = [issue: string, option: string];

/** In the order of the case's issues. */
export const sortedClauses = (book: Book, clauses: Clauses): Clause[] =>
  book.result.case.issues.filter(({ id }) => id in clauses).map(({ id }) => [id, clauses[id]]);

export const clausesOf = (book: Book, best: BestPackage): Clause[] => sortedClauses(book, best.package);

/** The clauses of `best` that `first` has otherwise. */
export function changes(book: Book, first: BestPackage, best: BestPackage): Clause[] {
  return clausesOf(book, best).filter(([issue, option]) => first.package[issue] !== option);
}

export const clauseWords = (book: Book, clauses: Clause[]) =>
  apart(clauses.map(([issue, option]) => `${issueName(book, issue)}: ${optionName(book, issue, option)}`));
