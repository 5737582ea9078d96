// The rows of the matrix: one an option, or one for a run of options of a long scale on which all stand alike.
import { cellKey, optionName, type Book } from '../book';
import type { Cell, Issue } from '../result';

export interface Row {
  /** The option that the row's marks open. */
  option: string;
  name: string;
  note: string;
  needs: string[];
  cells: (Cell | null)[];
}

/** Scales up to this length are shown option by option. */
const SHORT = 6;

const face = (cell: Cell | null) =>
  cell ? [cell.stance, cell.conditional, cell.judgement, cell.hearsay, cell.disputed_sources, ...cell.statements].join(' ') : '';
const alike = (a: Row, b: Row) => a.cells.every((cell, i) => face(cell) === face(b.cells[i]));

/** Of an issue whose options are numbers not listed, those that its cells name. */
function optionsOf(book: Book, issue: Issue): Issue['options'] {
  if (issue.options.length > 0) return issue.options;
  const ids = new Set(book.positions.get(issue.id)?.cells.map((cell) => cell.option));
  return [...ids].map((id) => ({ id, name: id, note: '', needs: [], only_without_deal: false }));
}

export function rowsOf(book: Book, issue: Issue): Row[] {
  const rows = optionsOf(book, issue).map((option): Row => ({
    option: option.id,
    name: optionName(book, issue.id, option.id),
    note: [option.note, option.only_without_deal && 'exists only without a deal'].filter(Boolean).join('; '),
    needs: option.needs ?? [],
    cells: book.columns.map((party) => {
      const cell = book.cells.get(cellKey(issue.id, party.id, option.id));
      return cell && (cell.stance !== 'silent' || issue.concerned.includes(party.id)) ? cell : null;
    }),
  }));
  if (issue.kind === 'choice' || rows.length <= SHORT) return rows;

  const runs: Row[][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last && alike(last[0], row)) last.push(row);
    else runs.push([row]);
  }
  return runs.map((run) => {
    const [first, last] = [run[0], run[run.length - 1]];
    if (run.length === 1) return first;
    return { ...first, name: issue.kind === 'numeric' ? `${first.option} to ${last.name}` : `${first.name} to ${last.name}` };
  });
}
