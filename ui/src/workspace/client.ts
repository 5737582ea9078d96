// What the page asks of `parley serve`, and the shapes of the answers (docs/serve.md).
import type { Land } from '../book';
import type { BestPackage, ByReading, Clauses, Conflict, Result, Share } from '../result';

export interface Problem {
  severity: 'error' | 'warning';
  file: string;
  line: number;
  column: number;
  width: number;
  message: string;
  expected: string;
  hint: string;
  source_line: string;
}

export type Edit =
  | { kind: 'stance'; party: string; issue: string; option: string; to: string }
  | { kind: 'importance'; party: string; issue: string; to: string }
  | { kind: 'statement'; id: string; fields: Record<string, string>; was?: Record<string, string> }
  | { kind: 'added'; fields: Record<string, string> }
  | { kind: 'dropped'; id: string; was?: Record<string, string> }
  | { kind: 'as_of'; to: string }
  | { kind: 'lever'; id: string; to: string }
  | { kind: 'rule'; id: string; to: string }
  | { kind: 'no_rule'; id: string };

export interface Trial {
  version: string;
  worlds: number;
  best_share: ByReading<Share>;
  zone_share: ByReading<Share>;
  band: ByReading<string>;
  sentence: string;
  headline: string;
  best: BestPackage[];
  conflict: Conflict | null;
  warnings: string[];
}

export interface Judged extends Omit<BestPackage, 'rank' | 'searched_share'> {
  sentence: string;
  broken_rules: string[];
  left_to_no_deal: string[];
}

export interface Scenario {
  name: string;
  seen?: string;
  title?: string;
  note?: string;
  edits?: Edit[];
  problems?: Problem[];
}

export interface State {
  fingerprint: string;
  undo: string | null;
  redo: string | null;
}

export interface Text {
  name: string;
  seen: string;
  text: string;
}

export interface Saved extends Text {
  merged: boolean;
  problems: Problem[];
}

/** Where words stand in a document, in code points. */
export interface Mark {
  id: string;
  start: number;
  end: number;
}

export interface DocumentText {
  id: string;
  title: string;
  missing: boolean;
  text: string;
  lines: { start: number; end: number; kind: string }[];
  sentences: [number, number][];
  statements: Mark[];
  /** Those that wait for a decision. */
  proposals: Mark[];
}

export interface Proposal {
  id: string;
  /** It was put off before. */
  skipped: boolean;
  confidence: string;
  /** The words that it rests on. */
  evidence: string;
  /** As in statements.csv, those that are not empty. */
  fields: Record<string, string>;
}

export interface Proposals {
  proposals: Proposal[];
  waiting: number;
  accepted: number;
  rejected: number;
  /** The one decided last; that decision can be taken back. */
  last: string | null;
}

export type Outline = Pick<Result, 'parley' | 'case' | 'documents' | 'statements' | 'positions' | 'left_out' | 'warnings'>;

export interface FileChange {
  name: string;
  removed: string[];
  added: string[];
}

export interface Collision {
  name: string;
  seen?: string;
  row?: string;
  theirs: unknown;
}

/** Of a computation that goes on. */
export interface Running {
  job: string;
  what: string;
  share: number;
}

/** The server has refused, or cannot be reached (status 0). */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly problems: Problem[] = [],
    readonly collisions: Collision[] = [],
  ) {
    super(message);
  }
}

const TOKEN = 'parley-token';

/** What is said while there is no server. */
export const AWAY = 'The server cannot be reached. Is `parley serve` still running?';

/** The token stands after # when the page is opened, and goes from there into this tab's memory. */
export function takeToken() {
  const given = /^#token=(.+)$/.exec(location.hash);
  if (!given) return;
  sessionStorage.setItem(TOKEN, decodeURIComponent(given[1]));
  history.replaceState(null, '', location.pathname);
}

interface Answer {
  status: number;
  body: unknown;
  /** Of the version that it is about. */
  tag: string;
}

let miss: () => void = () => undefined;
/** Is told whenever the server cannot be reached. */
export const onAway = (told: typeof miss) => (miss = told);

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const token = sessionStorage.getItem(TOKEN);
  const headers: Record<string, string> = { 'X-Parley': '1', ...(init.headers as Record<string, string>) };
  if (token) headers.Authorization = `Bearer ${token}`;
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers, cache: 'no-store' });
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    miss();
    throw new Refused(0, AWAY);
  }
  if (response.status === 304) return { status: 304, body: null, tag: '' };
  const body = await response.json().catch((error: Error) => {
    if (error.name === 'AbortError') throw error;
    throw new Refused(response.status, `an answer that is no JSON (status ${response.status})`);
  });
  if (!response.ok) throw new Refused(response.status, body.error ?? `status ${response.status}`, body.problems, body.collisions);
  return { status: response.status, body, tag: response.headers.get('ETag') ?? '' };
}

const post = (path: string, body: unknown, signal?: AbortSignal) =>
  ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal });

let tell: (written: Promise<unknown>) => void = () => undefined;
/** Is told of each write of this window as it begins. */
export const onWrite = (told: typeof tell) => (tell = told);
/** Something that changes the folder. */
function write(path: string, body: unknown): Promise<Answer> {
  const written = post(path, body);
  tell(written);
  return written;
}

/** The reason of a signal where a later wait takes the place of one: the computation may be another window's too. */
export const SUPERSEDED = 'superseded';
/** Waits for a computation; says how far it is; cancels it where `signal` says so, unless it is superseded. */
async function finished<T>(first: Promise<Answer>, signal?: AbortSignal, report?: (running: Running) => void): Promise<T> {
  let { status, body } = await first;
  while (status === 202) {
    const running = body as Running;
    report?.(running);
    if (signal?.aborted) {
      if (signal.reason !== SUPERSEDED) await post(`/api/jobs/${running.job}/cancel`, {}).catch(() => undefined);
      throw new DOMException('cancelled', 'AbortError');
    }
    ({ status, body } = await ask(`/api/jobs/${running.job}`));
  }
  return body as T;
}

export const api = {
  state: async () => (await ask('/api/state')).body as State,
  /** What is there at once: the case, its documents and statements, who stands where. */
  outline: async () => (await ask('/api/outline')).body as Outline,
  /** The whole answer, and the version that it is of; no result where that is the one that is known. */
  result: async (known: string, signal: AbortSignal, report: (running: Running) => void): Promise<{ result: Result | null; tag: string }> => {
    const first = await ask('/api/result', known ? { headers: { 'If-None-Match': known } } : {});
    return { result: first.status === 304 ? null : await finished<Result>(Promise.resolve(first), signal, report), tag: first.tag || known };
  },
  /** Where clauses are left open, on so many worlds at most. */
  lands: async () => (await ask('/api/lands')).body as Land[],
  judge: async (clauses: Clauses, signal: AbortSignal, worlds?: number) => (await post('/api/judge', { package: clauses, worlds }, signal)).body as Judged,
  trial: (edits: Edit[], signal: AbortSignal, report?: (running: Running) => void) => finished<Trial>(post('/api/trial', { edits }), signal, report),
  /** What takes longest, each for itself, and the version that it is of. */
  sources: (signal: AbortSignal, report: (running: Running) => void) => finished<{ version: string; sources: Result['sources'] }>(ask('/api/sources'), signal, report),
  course: (signal: AbortSignal, report: (running: Running) => void) => finished<{ version: string; course: Result['course'] }>(ask('/api/course'), signal, report),
  proposals: async () => (await ask('/api/proposals')).body as Proposals,
  decide: (proposal: Proposal, decision: 'accept' | 'reject' | 'skip', fields: Record<string, string> = {}) =>
    write('/api/proposals', { id: proposal.id, decision, seen: proposal.fields, fields }),
  takeBack: async () => ((await write('/api/proposals/undo', {})).body as { id: string }).id,
  changes: async (edits: Edit[]) => (await post('/api/changes', { edits })).body as { files: FileChange[]; problems: Problem[] },
  scenarios: async () => ((await ask('/api/scenarios')).body as { scenarios: Scenario[] }).scenarios,
  keep: (name: string, title: string, edits: Edit[], seen: string) => write(`/api/scenarios/${name}`, { title, edits, seen }),
  drop: (name: string, seen: string) => write(`/api/scenarios/${name}/drop`, { seen }),
  adopt: (name: string, seen: string) => write(`/api/scenarios/${name}/adopt`, { seen }),
  row: async (id: string) => ((await ask(`/api/rows/${encodeURIComponent(id)}`)).body as { fields: Record<string, string> }).fields,
  edit: async (edits: Edit[], what: string) => (await write('/api/edit', { edits, what })).body as { ids: string[] },
  check: async (texts: Record<string, string>, signal: AbortSignal) => ((await post('/api/check', { texts }, signal)).body as { problems: Problem[] }).problems,
  read: async (name: string) => (await ask(`/api/files/${name}`)).body as Text,
  write: async (name: string, text: string, seen: string) => (await write(`/api/files/${name}`, { text, seen })).body as Saved,
  undo: (what: string) => write('/api/undo', { what }),
  redo: (what: string) => write('/api/redo', { what }),
  document: async (id: string) => (await ask(`/api/documents/${id}`)).body as DocumentText,
  upload: async (file: File) =>
    (
      await ask(`/api/documents?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: file,
      })
    ).body as { id: string; already_there: boolean; proposed: number },
};
