// The result with its names at hand: ids become words here, and nowhere else.
import { capital, date, inLine, list } from './format';
import type { BestPackage, Cell, Document, Issue, IssuePositions, Party, Person, Result, Statement } from './result';

/** A land's outline, as Natural Earth draws it: rings of longitude and latitude. */
export interface Land {
  c: number[][][];
}

export interface Book {
  result: Result;
  parties: Map<string, Party>;
  people: Map<string, Person>;
  issues: Map<string, Issue>;
  documents: Map<string, Document>;
  statements: Map<string, Statement>;
  positions: Map<string, IssuePositions>;
  cells: Map<string, Cell>;
  /** The parties with a stance somewhere, or concerned: principals first, then bodies, then voices. */
  columns: Party[];
  /** The package at hand in the workspace. */
  judged: BestPackage[];
  /** Around the areas of the map. */
  lands: Land[];
}

const KIND_ORDER = { principal: 0, body: 1, voice: 2 };
const byId = <T extends { id: string }>(items: T[]) => new Map(items.map((item) => [item.id, item]));
export const cellKey = (issue: string, party: string, option: string) => JSON.stringify([issue, party, option]);

export function makeBook(result: Result, lands: Land[] = []): Book {
  const involved = new Set(result.case.issues.flatMap((issue) => issue.concerned));
  const cells = new Map<string, Cell>();
  for (const position of result.positions) {
    for (const cell of position.cells) {
      cells.set(cellKey(position.issue, cell.party, cell.option), cell);
      if (cell.stance !== 'silent') involved.add(cell.party);
    }
  }
  return {
    result,
    parties: byId(result.case.parties),
    people: byId(result.case.people),
    issues: byId(result.case.issues),
    documents: byId(result.documents),
    statements: byId(result.statements),
    positions: new Map(result.positions.map((position) => [position.issue, position])),
    cells,
    judged: [],
    lands,
    columns: result.case.parties
      .filter((party) => involved.has(party.id))
      .sort((a, b) => KIND_ORDER[a.kind] - KIND_ORDER[b.kind]),
  };
}

/** Whether no issue concerns a principal: there is nothing that a package would settle. */
export const nothingToSettle = ({ result }: Book) => result.case.issues.every((issue) => issue.left_out);

/** How many documents some statement is from. */
export const documentsUsed = (book: Book) => new Set(book.result.statements.flatMap(({ document }) => document ?? [])).size;

export const documentOf = (book: Book, statement: Statement) => (statement.document ? book.documents.get(statement.document) : undefined);
export const partyName = (book: Book, id: string | null) => (id ? inLine(book.parties.get(id)?.name ?? id) : '');
/** The same as a sentence takes it: `the United States`, where that is the first of the party's aliases. */
export function partyWords(book: Book, id: string | null): string {
  const [alias] = (id && book.parties.get(id)?.aliases) || [];
  const name = partyName(book, id);
  return alias === `the ${name}` ? alias : name;
}
export const issueName = (book: Book, id: string | null) => (id ? inLine(book.issues.get(id)?.name ?? id) : '');

/** A unit beside a number: `1 month`, where it is the plural of one English word. */
const unitOf = (number: string, unit: string) => (number === '1' && /^[a-z]+(?<![ius]|ie)s$/.test(unit) ? unit.slice(0, -1) : unit);

/** The name of an option; a number carries its issue's unit. */
export function optionName(book: Book, issueId: string | null, id: string): string {
  const issue = issueId ? book.issues.get(issueId) : undefined;
  const name = inLine(issue?.options.find((option) => option.id === id)?.name || id);
  return issue?.kind === 'numeric' && issue.unit && !name.includes(issue.unit) ? `${name} ${unitOf(name, issue.unit)}` : name;
}

/** An option's name in quotation marks, a number without. */
export const named = (book: Book, issue: string | null, id: string) =>
  issue && book.issues.get(issue)?.kind === 'numeric' ? optionName(book, issue, id) : `“${optionName(book, issue, id)}”`;

/** A statement's `option` in words: a set, a negation, a bound, a draft. */
export function optionWords(book: Book, issue: string | null, text: string): string {
  const draft = /^draft:(.*)$/.exec(text)?.[1];
  if (draft !== undefined) return `the draft “${book.result.case.drafts.find((d) => d.id === draft)?.name || draft}”`;
  const eitherOr = /^\?\((.*)\)$/.exec(text)?.[1];
  const words = (ids: string) => list(ids.split('|').map((id) => named(book, issue, id.trim())), 'or');
  if (text === '*') return 'every option';
  if (eitherOr !== undefined) return `${words(eitherOr)} (the source does not say which)`;
  if (text.startsWith('!')) return `anything but ${words(text.slice(1).replace(/^\((.*)\)$/, '$1'))}`;
  const bound = /^(<=|>=|<|>)(.*)$/.exec(text);
  if (bound) {
    const [, sign, id] = bound;
    const numeric = issue !== null && book.issues.get(issue)?.kind === 'numeric';
    const say = { '<=': numeric ? 'at most' : 'up to', '>=': numeric ? 'at least' : 'from', '<': numeric ? 'less than' : 'before', '>': numeric ? 'more than' : 'past' };
    return `${say[sign as keyof typeof say]} ${named(book, issue, id.trim())}`;
  }
  return words(text);
}

const SIGNS: Record<string, string> = { '=': ':', '!=': ': not', in: ':', '<': ' <', '<=': ' ≤', '>': ' >', '>=': ' ≥' };

/** A formula with names for ids: `Payment: a common fund or nobody`. */
export function formulaWords(book: Book, formula: string): string {
  return formula
    .replace(/([A-Za-z][\w-]*)\s*(!=|<=|>=|=|<|>|\bin\b)\s*(?!=)(\([^)]*\)|[\w.-]+)/g, (_, id: string, sign: string, value: string) => {
      const options = value.replace(/[()\s]/g, '').split('|');
      const lever = book.result.case.levers.find((each) => each.id === id);
      const names = lever
        ? options.map((option) => lever.options.find((each) => each.id === option)?.name ?? option)
        : options.map((option) => optionName(book, id, option));
      return `${lever?.name ?? issueName(book, id)}${SIGNS[sign]} ${list(names, 'or')}`;
    })
    .replace(/\s*<->\s*/g, ' ⟷ ')
    .replace(/\s*->\s*/g, ' → ');
}

export const STANCES = ['demand', 'favour', 'accept', 'tolerate', 'oppose', 'reject'] as const;
const STANCE_WORDS: Record<string, string> = {
  demand: 'demands',
  favour: 'favours',
  accept: 'accepts',
  tolerate: 'tolerates',
  oppose: 'opposes',
  reject: 'rejects',
  silent: 'has said nothing on',
};

export const isClass = (stance: string) => stance in STANCE_WORDS;

/** Whether all that is said of an issue is said in numbers. */
export const inNumbers = (at: IssuePositions) =>
  at.cells.some((cell) => !isClass(cell.stance)) && at.cells.every((cell) => cell.stance === 'silent' || !isClass(cell.stance));

/** Of several: `demand`, `have said nothing on`. */
export const stanceVerbs = (stance: string) => (stance === 'silent' ? 'have said nothing on' : isClass(stance) ? stance : `put ${stance} on`);

/** `demands`, `has said nothing on`, or `puts 0.4 on` where the stance is a number. */
export const stanceVerb = (stance: string) => STANCE_WORDS[stance] ?? `puts ${stance} on`;

/** Whether a party's name takes verbs in the plural, as `European allies` does. */
export const isPlural = (book: Book, id: string | null) => Boolean(id && book.parties.get(id)?.plural);

/** A sentence's beginning: `Russia rejects`, `European allies reject`. */
export const partyStance = (book: Book, id: string | null, stance: string) =>
  `${capital(partyWords(book, id))} ${isPlural(book, id) ? stanceVerbs(stance) : stanceVerb(stance)}`;

/** The signs on a cell, in words. */
export function signWords(cell: Cell): string[] {
  return [
    cell.conditional && 'on a condition',
    cell.judgement && 'an analyst’s judgement',
    cell.hearsay && 'hearsay',
    cell.disputed_sources && 'sources differ',
  ].filter((word) => typeof word === 'string');
}

/** A cell as a sentence, for those who hear the page and for the head of its panel. */
export function cellWords(book: Book, issue: string, cell: Cell): string {
  const signs = signWords(cell);
  return `${partyStance(book, cell.party, cell.stance)} ${named(book, issue, cell.option)}${signs.length ? ` (${signs.join(', ')})` : ''}`;
}

const covers = (from: string | null, to: string | null, day: string) => (!from || from <= day) && (!to || day <= to);

/** The office in which the statement was made: the speaker's own id, or one held then, for the statement's party first. */
export function officeOf(book: Book, statement: Statement): string {
  const offices = book.result.case.people.flatMap((person) => person.offices);
  const itself = offices.find((office) => office.id === statement.speaker);
  if (itself) return itself.name;
  const day = (statement.date || documentOf(book, statement)?.date || '').split('/').pop() ?? '';
  const held = (book.people.get(statement.speaker)?.offices ?? []).filter((office) => covers(office.from, office.to, day));
  return (held.find((office) => office.party === statement.party) ?? held[0])?.name ?? '';
}

/** Who says it: a name, or the source itself. */
export function speakerName(book: Book, statement: Statement): string {
  if (statement.speaker_name) return inLine(statement.speaker_name);
  if (statement.speaker) return inLine(book.people.get(statement.speaker)?.name ?? '') || partyName(book, statement.speaker);
  return statement.form === 'judgement' ? 'An analyst’s judgement' : 'The source itself';
}

const FORM_WORDS: Record<string, string> = {
  direct: 'in their own words',
  indirect: 'reported',
  mixed: 'reported, partly in their own words',
  deed: 'a deed',
  rule: 'a rule or treaty',
  fact: 'the source’s own assertion',
  forecast: 'a forecast',
  unknown: 'said to be unclear',
  judgement: 'a judgement, no one’s words',
};
export const formWords = (form: string) => FORM_WORDS[form] ?? form;

/** Title, publisher and date of a statement's document. */
export function sourceWords(document: Document): string {
  return [document.title || document.id, document.publisher, date(document.date)].filter(Boolean).map(inLine).join(', ');
}

/** Only links that a browser opens as pages. */
export const safeUrl = (url: string | undefined) => (url && /^https?:\/\//i.test(url) ? url : '');

export const statementsOf = (book: Book, ids: readonly string[]) =>
  ids.map((id) => book.statements.get(id)).filter((statement) => statement !== undefined);
