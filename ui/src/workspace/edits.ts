// Changes of a case in words, and what stands there before them.
import { cellKey, issueName, optionName, partyStance, partyWords, type Book } from '../book';
import { date } from '../format';
import type { Edit } from './client';

/** What a change supposes, as a sentence without its full stop. */
export function editWords(book: Book, edit: Edit): string {
  const lever = (id: string) => book.result.case.levers.find((each) => each.id === id);
  switch (edit.kind) {
    case 'stance':
      return `${partyStance(book, edit.party, edit.to)} “${optionName(book, edit.issue, edit.option)}” (${issueName(book, edit.issue)})`;
    case 'importance':
      return edit.to === 'unknown'
        ? `How important ${issueName(book, edit.issue)} is to ${partyWords(book, edit.party)} is unknown`
        : `${issueName(book, edit.issue)} is of ${edit.to} importance to ${partyWords(book, edit.party)}`;
    case 'statement':
      return `Statement ${edit.id} is coded ${Object.entries(edit.fields).map(([name, value]) => `${name} = ${value || 'nothing'}`).join(', ')}`;
    case 'added':
      return `One more statement: ${edit.fields.quote || edit.fields.note || edit.fields.id}`;
    case 'dropped':
      return `Without statement ${edit.id}`;
    case 'as_of':
      return `As of ${date(edit.to)}`;
    case 'lever':
      return `${lever(edit.id)?.name ?? edit.id}: ${lever(edit.id)?.options.find((option) => option.id === edit.to)?.name ?? edit.to}`;
    case 'rule':
      return `The rule ${edit.id}: ${edit.to}`;
    case 'no_rule':
      return `Without the rule ${edit.id}`;
  }
}

/** Whether two changes are of the same thing: the later one stands. */
export function sameThing(a: Edit, b: Edit): boolean {
  const of = (edit: Edit) => JSON.stringify({ ...edit, to: '', fields: '', was: '', kind: edit.kind === 'no_rule' ? 'rule' : edit.kind });
  return of(a) === of(b) && a.kind !== 'added';
}

/** A formula in the case's own names, as an example of what can be written; nothing where it has no issue. */
export function formulaOf(book: Book): string {
  const issue = book.result.case.issues.find(({ options }) => options.length > 0);
  return issue ? `${issue.id} = ${issue.options[0].id}` : '';
}

/** The stance that stands in a cell. */
export const stanceAt = (book: Book, issue: string, party: string, option: string) => book.cells.get(cellKey(issue, party, option))?.stance ?? 'silent';

/** A name for a scenario's file, from its title. */
export const fileName = (title: string) =>
  title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 60) || 'scenario';
