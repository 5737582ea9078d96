// From an address (the part after #) to the statements behind what stands there, and from a statement to its uses.
import { cellKey, cellWords, issueName, optionName, partyName, signWords, sourceWords, statementsOf, type Book } from './book';
import { capital, many } from './format';
import type { BestPackage, Statement } from './result';

export interface Group {
  heading: string;
  statements: Statement[];
}

/** What the panel shows. */
export interface Evidence {
  kicker: string;
  title: string;
  note: string;
  groups: Group[];
}

export const address = (...parts: string[]) => `#${parts.map(encodeURIComponent).join('/')}`;
export const statementAddress = (id: string) => address(id);
export const cellAddress = (issue: string, party: string, option: string) => address('cell', issue, party, option);

/** The id of the element at which a place of the page begins. */
export const placeId = (...parts: string[]) => ['place', ...parts].join('/');
export const placeAddress = (...parts: string[]) => address('place', ...parts);

const packagesAt = (book: Book, list: string): BestPackage[] =>
  list === 'best' ? book.result.best : (book.result.conflict?.if_gave_way[Number(list.replace('gave-', ''))]?.best ?? []);

function ofStatement(book: Book, id: string): Evidence | null {
  const statement = book.statements.get(id);
  if (!statement) return null;
  const kicker = [issueName(book, statement.issue), partyName(book, statement.party)].filter(Boolean).join(' · ');
  return { kicker: kicker || 'Statement', title: `Statement ${id}`, note: '', groups: [{ heading: '', statements: [statement] }] };
}

function ofCell(book: Book, issue: string, party: string, option: string): Evidence | null {
  const cell = book.cells.get(cellKey(issue, party, option));
  if (!cell) return null;
  const silent = cell.stance === 'silent';
  const [stands, ...others] = statementsOf(book, cell.statements);
  const signs = signWords(cell);
  const groups = [
    { heading: '', statements: stands ? [stands] : [] },
    { heading: 'Also said on this option; the one above stands first', statements: others },
    { heading: 'Reasons given on this issue', statements: statementsOf(book, cell.reasons) },
  ];
  return {
    kicker: `${issueName(book, issue)} · ${partyName(book, party)}`,
    title: cellWords(book, issue, { ...cell, conditional: false, judgement: false, hearsay: false, disputed_sources: false }),
    note: silent
      ? 'Silence is not consent. In the cautious reading this counts as opposed; in the open one it may be worth anything.'
      : signs.length > 0
        ? `${capital(signs.join('; '))}.`
        : '',
    groups,
  };
}

function ofIssue(book: Book, id: string): Evidence | null {
  const issue = book.issues.get(id);
  if (!issue) return null;
  const position = book.positions.get(id);
  const unclear = new Set(position?.unclear);
  const rest = statementsOf(book, position?.statements ?? []).filter((statement) => !unclear.has(statement.id));
  const parties = [...new Set(rest.map((statement) => statement.party))];
  return {
    kicker: `Issue${position ? ` · ${position.status}` : ''}`,
    title: issue.name,
    note: issue.question,
    groups: [
      { heading: 'Said to be unclear', statements: statementsOf(book, [...unclear]) },
      ...parties.map((party) => ({
        heading: partyName(book, party) || 'The sources themselves',
        statements: rest.filter((statement) => statement.party === party),
      })),
    ],
  };
}

function ofBlocker(book: Book, list: string, rank: string, party: string): Evidence | null {
  const best = packagesAt(book, list).find((each) => String(each.rank) === rank);
  const consent = best?.parties.find((each) => each.party === party);
  if (!consent) return null;
  return {
    kicker: `Package ${rank} · ${partyName(book, party)}`,
    title: `What keeps ${partyName(book, party)} from package ${rank}`,
    note: consent.silent_members > 0 ? `${many(consent.silent_members, 'member')} of it silent.` : '',
    groups: [{ heading: '', statements: statementsOf(book, consent.statements) }],
  };
}

function ofElement(book: Book, index: string): Evidence | null {
  const element = book.result.conflict?.elements[Number(index)];
  if (!element) return null;
  return {
    kicker: `Why there is no deal · ${element.kind}`,
    title: element.words,
    note: element.rule ? (book.result.case.rules.find((rule) => rule.id === element.rule)?.note ?? '') : '',
    groups: [{ heading: '', statements: statementsOf(book, element.statements) }],
  };
}

function ofUnknown(book: Book, index: string): Evidence | null {
  const unknown = book.result.unknowns[Number(index)];
  if (!unknown) return null;
  return {
    kicker: 'What to ask next',
    title: unknown.question,
    note: '',
    groups: [{ heading: 'What is known so far', statements: statementsOf(book, unknown.statements) }],
  };
}

function ofParty(book: Book, id: string): Evidence | null {
  const party = book.parties.get(id);
  if (!party) return null;
  const all = book.result.statements.filter((statement) => statement.party === id);
  const issues = [...new Set(all.map((statement) => statement.issue))];
  return {
    kicker: 'Party',
    title: party.name,
    note: party.kind === 'body' && party.rule ? `A body of ${many(party.members?.length ?? 0, 'member')}, deciding by ${party.rule}.` : '',
    groups: issues.map((issue) => ({
      heading: issueName(book, issue) || 'On no single issue',
      statements: all.filter((statement) => statement.issue === issue),
    })),
  };
}

function ofDocument(book: Book, id: string): Evidence | null {
  const document = book.documents.get(id);
  if (!document) return null;
  return {
    kicker: 'Source',
    title: sourceWords(document),
    note: '',
    groups: [{ heading: '', statements: book.result.statements.filter((statement) => statement.document === id) }],
  };
}

/** What the panel shows at an address, or nothing where the address is a place on the page. */
export function evidenceAt(book: Book, hash: string): Evidence | null {
  let parts: string[];
  try {
    parts = hash.replace(/^#/, '').split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
  const [kind, ...rest] = parts;
  if (rest.length === 0) return ofStatement(book, kind);
  const [a, b, c] = rest;
  switch (kind) {
    case 'cell': return ofCell(book, a, b, c);
    case 'issue': return ofIssue(book, a);
    case 'blocks': return ofBlocker(book, a, b, c);
    case 'element': return ofElement(book, a);
    case 'unknown': return ofUnknown(book, a);
    case 'party': return ofParty(book, a);
    case 'document': return ofDocument(book, a);
    default: return null;
  }
}

export interface Use {
  words: string;
  href: string;
}

/** Where the page rests on a statement. */
export function usesOf(book: Book, statement: Statement): Use[] {
  const { conflict, best, unknowns } = book.result;
  const issue = statement.issue ?? '';
  const position = book.positions.get(issue);
  const cells = (position?.cells ?? []).filter((cell) => cell.statements.includes(statement.id) || cell.reasons.includes(statement.id));
  const blocked = best.filter((each) => each.parties.some((party) => party.statements.includes(statement.id)));
  return [
    ...(cells.length > 0
      ? [{
          words: `Positions on ${issueName(book, issue)}: ${cells.length > 3 ? many(cells.length, 'cell') : cells.map((cell) => optionName(book, issue, cell.option)).join('; ')}`,
          href: placeAddress('issue', issue),
        }]
      : []),
    ...(conflict?.elements ?? []).flatMap((element, i) =>
      element.statements.includes(statement.id) ? [{ words: 'Why there is no deal', href: placeAddress('element', String(i)) }] : []),
    ...(blocked.length > 0
      ? [{ words: `Blocks ${blocked.length === 1 ? 'package' : 'packages'} ${blocked.map((each) => each.rank).join(', ')}`, href: placeAddress('best', String(blocked[0].rank)) }]
      : []),
    ...unknowns.flatMap((unknown, i) =>
      unknown.statements.includes(statement.id) ? [{ words: `Ask next: ${unknown.question}`, href: placeAddress('unknown', String(i)) }] : []),
  ];
}
