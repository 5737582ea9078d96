// The clauses of packages, and how one differs from another.
import { issueName, optionName, type Book } from '../book';
import type { BestPackage } from '../result';

export type Clause = [issue: string, option: string];

/** In the order of the case's issues. */
export function clausesOf(book: Book, best: BestPackage): Clause[] {
  const order = book.result.case.issues.map((issue) => issue.id).filter((id) => id in best.package);
  return order.map((issue) => [issue, best.package[issue]]);
}

/** The clauses of `best` that `first` has otherwise. */
export function changes(book: Book, first: BestPackage, best: BestPackage): Clause[] {
  return clausesOf(book, best).filter(([issue, option]) => first.package[issue] !== option);
}

export const clauseWords = (book: Book, clauses: Clause[]) =>
  clauses.map(([issue, option]) => `${issueName(book, issue)}: ${optionName(book, issue, option)}`).join(' · ');
