// Arrow keys in a table of links.

const ROW_STEP: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };
const COLUMN_STEP: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** Moves the focus to the next cell that holds a link, in the direction of the arrow. */
export function moveInTable(event: KeyboardEvent): void {
  const rowStep = ROW_STEP[event.key] ?? 0;
  const columnStep = COLUMN_STEP[event.key] ?? 0;
  const cell = (event.currentTarget as HTMLElement).closest('td');
  const table = cell?.closest('table');
  if (!cell || !table || (rowStep === 0 && columnStep === 0)) return;
  event.preventDefault();
  let row = (cell.parentElement as HTMLTableRowElement).rowIndex;
  let column = cell.cellIndex;
  for (;;) {
    row += rowStep;
    column += columnStep;
    const cells = table.rows[row]?.cells;
    if (!cells || column < 0 || (columnStep !== 0 && column >= cells.length)) return;
    const link = cells[column]?.querySelector<HTMLElement>('td > a');
    if (link) return link.focus();
  }
}
