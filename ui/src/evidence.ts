// From an address (the part after #) to the statements behind what stands there, and from a statement to its uses.
import { cellKey, cellWords, issueName, named, optionName, partyName, partyStance, partyWords, signWords, sourceWords, statementsOf, type Book } from './book';
import { apart, capital, date, many, of100, points, range100, sentence } from './format';
import { moversOf } from './parts/course';
import { waysOut } from './parts/ways';
import type { BestPackage, ConflictElement, Statement } from './result';

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
  /** Where there is more to see. */
  links?: Use[];
}

export const address = (...parts: string[]) => `#${parts.map(encodeURIComponent).join('/')}`;
export const statementAddress = (id: string) => address(id);
export const wordsAddress = (ids: string[]) => (ids.length === 1 ? address(ids[0]) : address('words', ...ids));
export const cellAddress = (issue: string, party: string, option: string) => address('cell', issue, party, option);

/** What an address says; one that is cut short or mistyped says itself. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The id of the element at which a place of the page begins. */
export const placeId = (...parts: string[]) => ['place', ...parts].join('/');
export const placeAddress = (...parts: string[]) => address('place', ...parts);

function packagesAt(book: Book, list: string): BestPackage[] {
  const [kind, index] = list.split('-');
  if (kind === 'variant') return book.result.variants[Number(index)]?.best ?? [];
  if (kind === 'gave') return book.result.conflict?.if_gave_way[Number(index)]?.best ?? [];
  return kind === 'judged' ? book.judged : book.result.best;
}

function ofStatement(book: Book, id: string): Evidence | null {
  const statement = book.statements.get(id);
  if (!statement) return null;
  const kicker = apart([issueName(book, statement.issue), partyName(book, statement.party)]);
  return { kicker: kicker || 'Statement', title: `Statement ${id}`, note: '', groups: [{ heading: '', statements: [statement] }] };
}

/** Words that more than one statement stands on. */
function ofWords(book: Book, ids: string[]): Evidence | null {
  const statements = statementsOf(book, ids);
  if (statements.length === 0) return null;
  return { kicker: many(statements.length, 'statement'), title: 'What these words are coded as', note: '', groups: [{ heading: '', statements }] };
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
    kicker: `${list === 'judged' ? 'This package' : `Package ${rank}`} · ${partyName(book, party)}`,
    title: `What keeps ${partyWords(book, party)} from ${list === 'judged' ? 'this package' : `package ${rank}`}`,
    note: consent.silent_members > 0 ? `${many(consent.silent_members, 'member')} of it silent.` : '',
    groups: [{ heading: '', statements: statementsOf(book, consent.statements) }],
  };
}

function ofSilence(book: Book, list: string, rank: string): Evidence | null {
  const best = packagesAt(book, list).find((each) => String(each.rank) === rank);
  if (!best) return null;
  return {
    kicker: `Package ${rank}`,
    title: `On whose silence package ${rank} rests`,
    note: 'Silence is not consent. In the cautious reading each of these counts as opposed; in the open one it may be worth anything.',
    groups: [],
    links: best.silence.map(({ party, issue, option }) => ({
      words: `${partyStance(book, party, 'silent')} ${named(book, issue, option)} (${issueName(book, issue)})`,
      href: cellAddress(issue, party, option),
    })),
  };
}

/** What has to hold together or give way, each with its statements. */
const elementGroups = (book: Book, elements: ConflictElement[]): Group[] =>
  elements.map((element) => ({ heading: capital(element.words), statements: statementsOf(book, element.statements) }));

function ofConflict(book: Book, index: string): Evidence | null {
  const conflict = book.result.conflicts.list[Number(index)];
  if (!conflict) return null;
  return {
    kicker: 'Why there is no deal',
    title: conflict.elements.length === 1 ? 'This alone leaves no package' : `These ${conflict.elements.length} together leave no package`,
    note: conflict.among === 'certain' ? 'Whatever else is true.' : 'In the reference world, silence read cautiously.',
    groups: elementGroups(book, conflict.elements),
  };
}

function ofRelaxation(book: Book, index: string): Evidence | null {
  const way = book.result.relaxations.list[Number(index)];
  if (!way) return null;
  return { kicker: 'What would have to give way', title: sentence(capital(way.words)), note: '', groups: elementGroups(book, way.elements) };
}

function ofFlip(book: Book): Evidence | null {
  const { flip } = book.result.verdict;
  if (!flip) return null;
  return {
    kicker: 'What would change the verdict',
    title: sentence(flip.sentence),
    note: flip.untried > 0 ? `${many(flip.untried, 'other move')} came near and ${flip.untried === 1 ? 'was' : 'were'} not judged.` : '',
    groups: flip.list.map(({ statement, words, best_share }) => ({ heading: `${capital(words)}: ${range100(best_share)} of 100`, statements: statementsOf(book, [statement]) })),
  };
}

function ofMoment(book: Book, day: string): Evidence | null {
  const moment = book.result.course?.points.find((each) => each.date === day);
  if (!moment) return null;
  const movers = moversOf(moment);
  const moved = new Set(movers.map(({ statement }) => statement));
  return {
    kicker: `As of ${date(day)}`,
    title: `The best package held in ${range100(moment.stands.best_share)} of 100 readings`,
    note: moment.words.length > 0 ? `${capital(moment.words.join('; '))}.` : 'No conclusion changed.',
    groups: [
      ...movers.map(({ statement, change }) => ({
        heading: `Moved the best share by ${points(change.cautious)} (cautious) and ${points(change.open)} (open)`,
        statements: statementsOf(book, [statement]),
      })),
      { heading: movers.length > 0 ? 'Also said by then' : 'Said by then', statements: statementsOf(book, moment.said.filter((id) => !moved.has(id))) },
    ],
  };
}

function ofSource(book: Book, kind: string, id: string): Evidence | null {
  const row = book.result.sources?.list.find((each) => each.kind === kind && each.source === id);
  if (!row) return null;
  return {
    kicker: 'Without this source',
    title: row.kind === 'judgements' ? 'The judgements' : row.name,
    note: row.words.length > 0 ? `Left out, ${row.words.join('; ')}.` : 'Left out, every conclusion stands.',
    groups: [{ heading: 'What is computed on', statements: statementsOf(book, row.statements) }],
  };
}

function ofElement(book: Book, index: string): Evidence | null {
  const element = book.result.conflict?.elements[Number(index)];
  if (!element) return null;
  return {
    kicker: `Why there is no deal · ${element.kind}`,
    title: sentence(capital(element.words)),
    note: element.rule ? (book.result.case.rules.find((rule) => rule.id === element.rule)?.note ?? '') : '',
    groups: [{ heading: '', statements: statementsOf(book, element.statements) }],
  };
}

function ofUnknown(book: Book, index: string): Evidence | null {
  const unknown = book.result.unknowns[Number(index)];
  if (!unknown) return null;
  return {
    kicker: 'What to ask next',
    title: sentence(unknown.question),
    note: (unknown.answers ?? [])
      .map(({ words, worlds, best_share }) => `If “${words}” (in ${of100(worlds)} of 100 worlds), the best package holds in ${of100(best_share)} of 100.`)
      .join(' '),
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
  const [kind, ...rest] = hash.replace(/^#/, '').split('/').map(decoded);
  if (rest.length === 0) return ofStatement(book, kind);
  const [a, b, c] = rest;
  switch (kind) {
    case 'cell': return ofCell(book, a, b, c);
    case 'words': return ofWords(book, rest);
    case 'issue': return ofIssue(book, a);
    case 'blocks': return ofBlocker(book, a, b, c);
    case 'silence': return ofSilence(book, a, b);
    case 'element': return ofElement(book, a);
    case 'conflict': return ofConflict(book, a);
    case 'relaxation': return ofRelaxation(book, a);
    case 'flip': return ofFlip(book);
    case 'moment': return ofMoment(book, a);
    case 'source': return ofSource(book, a, b);
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
  const { conflict, best, unknowns, course, sources } = book.result;
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
    ...waysOut(book).flatMap(({ ways }) => ways.slice(0, 6)).flatMap(({ way, index }) =>
      way.elements.some((element) => element.statements.includes(statement.id)) ? [{ words: `Would have to give way: ${way.words}`, href: placeAddress('relaxation', String(index)) }] : []),
    ...(blocked.length > 0
      ? [{ words: `Blocks ${blocked.length === 1 ? 'package' : 'packages'} ${blocked.map((each) => each.rank).join(', ')}`, href: placeAddress('best', String(blocked[0].rank)) }]
      : []),
    ...unknowns.flatMap((unknown, i) =>
      unknown.statements.includes(statement.id) ? [{ words: `Ask next: ${unknown.question}`, href: placeAddress('unknown', String(i)) }] : []),
    ...(course?.points ?? []).flatMap((moment) =>
      moment.movers.some((mover) => mover.statement === statement.id) ? [{ words: `Moved the answer on ${date(moment.date)}`, href: placeAddress('moment', moment.date) }] : []),
    ...(sources?.list ?? []).flatMap((row) =>
      row.kind === 'judgements' && row.words.length > 0 && row.statements.includes(statement.id) ? [{ words: 'Conclusions that fall without judgements', href: '#part/falls' }] : []),
  ];
}
