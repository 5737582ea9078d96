// Colours of parties: by their order in the case, never by who they are; apart for the colour-blind, and never alone.
import type { Book } from '../book';

const COLOURS = 8;

export function partyColour(book: Book, id: string): string {
  const order = book.result.case.parties.filter((party) => party.kind === 'principal').map((party) => party.id);
  const place = order.indexOf(id);
  return place < 0 ? 'var(--soft)' : `var(--party-${place % COLOURS})`;
}
