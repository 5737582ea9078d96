// A document's text in pieces: which words belong to which statements, and where a selection stands. The program counts
// code points; the browser counts UTF-16 units.
import type { DocumentText, Mark } from './client';

export interface Piece {
  start: number;
  text: string;
  ids: string[];
}

export interface Paragraph {
  start: number;
  kind: string;
  pieces: Piece[];
}

/** Lines of a document, cut where a mark begins or ends. */
export function paragraphs(document: DocumentText, marks: Mark[] = document.statements, lines = document.lines): Paragraph[] {
  const points = Array.from(document.text);
  return lines.map((line) => {
    const inside = marks.filter((mark) => mark.start < line.end && mark.end > line.start);
    const cuts = [...new Set([line.start, line.end, ...inside.flatMap((mark) => [Math.max(mark.start, line.start), Math.min(mark.end, line.end)])])].sort((a, b) => a - b);
    return {
      start: line.start,
      kind: line.kind,
      pieces: cuts.slice(0, -1).map((start, i) => ({
        start,
        text: points.slice(start, cuts[i + 1]).join(''),
        ids: inside.filter((mark) => mark.start <= start && mark.end >= cuts[i + 1]).map((mark) => mark.id),
      })),
    };
  });
}

/** Of a boundary of a selection: the code point in the document, by the piece that holds it. */
function offset(node: Node, at: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const piece = element?.closest<HTMLElement>('[data-start]');
  if (!piece) return null;
  const range = piece.ownerDocument.createRange();
  range.setStart(piece, 0);
  range.setEnd(node, at);
  return Number(piece.dataset.start) + Array.from(range.toString()).length;
}

/** What is selected inside `box`, without white space at its ends. */
export function selected(box: HTMLElement, document: DocumentText): { start: number; end: number; quote: string } | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.commonAncestorContainer)) return null;
  let start = offset(range.startContainer, range.startOffset);
  let end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return null;
  const points = Array.from(document.text);
  while (start < end && /\s/.test(points[start])) start += 1;
  while (end > start && /\s/.test(points[end - 1])) end -= 1;
  return start < end ? { start, end, quote: points.slice(start, end).join('') } : null;
}
