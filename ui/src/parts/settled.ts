// What is agreed, disputed and unclear, issue by issue.
import { documentOf, inNumbers, isPlural, named, partyWords, signWords, speakerName, stanceVerb, stanceVerbs, statementsOf, type Book } from '../book';
import { capital, cut, list } from '../format';
import type { Issue, IssuePositions, Party, Status } from '../result';

export interface Saying {
  stance: string;
  words: string;
  /** Who says so, where the words are a source's own. */
  by: string;
}

export interface Entry {
  issue: Issue;
  sayings: Saying[];
}

const saying = (words: string, by = ''): Saying => ({ stance: '', words, by });

/** At most four names, or three and how many more. */
const shortList = (names: string[]) => list(names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names);

/** Options in words: all that can be agreed as such, a run along a scale by its ends, others by name. */
function optionRun(book: Book, issue: Issue, ids: string[]): string {
  const all = issue.options.filter((option) => !option.only_without_deal);
  if (all.length > 2 && all.length === ids.length && all.every((option) => ids.includes(option.id))) return 'every option';
  const order = issue.options.map((option) => option.id);
  const places = ids.map((id) => order.indexOf(id));
  const run = issue.kind !== 'choice' && ids.length > 2 && places.every((place, i) => i === 0 || place === places[i - 1] + 1);
  if (!run) return list(ids.map((id) => named(book, issue.id, id)), 'or');
  const first = issue.kind === 'numeric' ? ids[0] : named(book, issue.id, ids[0]);
  return `${first} to ${named(book, issue.id, ids[ids.length - 1])}`;
}

/** What a party wants of an issue before all: what it demands, and else what it rejects, and so on. */
function position(book: Book, issue: Issue, at: IssuePositions, party: Party): { stance: string; words: string } | null {
  const own = at.cells.filter((cell) => cell.party === party.id);
  for (const stance of ['demand', 'reject', 'favour', 'oppose', 'accept', 'tolerate']) {
    const cells = own.filter((cell) => cell.stance === stance);
    if (cells.length === 0) continue;
    const signs = signWords(cells[0]);
    const options = optionRun(book, issue, cells.map((cell) => cell.option));
    return { stance, words: `${options}${signs.length > 0 ? ` (${signs.join(', ')})` : ''}` };
  }
  return null;
}

/** Each principal's position, those that are alike together. */
function standOff(book: Book, issue: Issue, at: IssuePositions): Saying[] {
  const groups = new Map<string, { stance: string; words: string; names: string[]; one: boolean }>();
  for (const party of book.columns) {
    const its = party.kind === 'principal' ? position(book, issue, at, party) : null;
    if (!its) continue;
    const key = `${its.stance} ${its.words}`;
    const names = groups.get(key)?.names ?? [];
    groups.set(key, { ...its, names: [...names, partyWords(book, party.id)], one: names.length === 0 && !isPlural(book, party.id) });
  }
  return [...groups.values()].map(({ stance, words, names, one }) => ({
    stance,
    words: `${capital(shortList(names))} ${one ? stanceVerb(stance) : stanceVerbs(stance)} ${words}`,
    by: '',
  }));
}

/** Those concerned who have said nothing; nothing where all have. */
function silence(book: Book, issue: Issue, at: IssuePositions): Saying[] {
  const silent = issue.concerned.filter((party) => at.cells.every((cell) => cell.party !== party || cell.stance === 'silent'));
  if (silent.length === 0) return [];
  return [saying(`${capital(shortList(silent.map((party) => partyWords(book, party))))} ${silent.length === 1 && !isPlural(book, silent[0]) ? 'has' : 'have'} taken no position.`)];
}

/** What the sources themselves say is unclear. */
const saidUnclear = (book: Book, at: IssuePositions) =>
  statementsOf(book, at.unclear)
    .slice(0, 2)
    .map((s) => (s.quote ? saying(`“${cut(s.quote, 160)}”`, s.speaker ? speakerName(book, s) : documentOf(book, s)?.title || speakerName(book, s)) : saying(s.note)));

/** The entries of one column: each issue stands in one alone. */
export function entriesOf(book: Book, status: Status): Entry[] {
  return book.result.case.issues.flatMap((issue): Entry[] => {
    const at = book.positions.get(issue.id);
    if (!at || at.status !== status || issue.left_out || inNumbers(at)) return [];
    const unclear = saidUnclear(book, at);
    const besides = unclear.length > 0 ? [saying('What is said to be unclear:'), ...unclear] : [];
    if (status === 'agreed') return [{ issue, sayings: [saying(optionRun(book, issue, at.agreed_options)), ...besides] }];
    if (status === 'disputed') return [{ issue, sayings: [...standOff(book, issue, at), ...besides] }];
    return [{ issue, sayings: unclear.length > 0 ? unclear : [...standOff(book, issue, at), ...silence(book, issue, at)] }];
  });
}
