// Reads the result that the program has put into the page, and says plainly what is wrong where that fails. What an older
// Parley did not work out yet is left out, and said so.
import type { Result } from './result';

export type Read = { ok: true; result: Result; lacks: string[] } | { ok: false; trouble: string; detail: string };

/** The version of result.json that this page reads. */
const RESULT_VERSION = 1;

type Kind = 'object' | 'array';
const NEEDED: [path: string, kind: Kind][] = [
  ['case', 'object'],
  ['case.parties', 'array'],
  ['case.people', 'array'],
  ['case.issues', 'array'],
  ['case.levers', 'array'],
  ['case.rules', 'array'],
  ['case.drafts', 'array'],
  ['documents', 'array'],
  ['statements', 'array'],
  ['how', 'object'],
  ['positions', 'array'],
  ['packages', 'object'],
  ['verdict', 'object'],
  ['verdict.best_share', 'object'],
  ['best', 'array'],
  ['variants', 'array'],
  ['unknowns', 'array'],
  ['reservation_unknown', 'array'],
  ['left_out', 'array'],
  ['warnings', 'array'],
];

const zero = { value: 0, low: 0, high: 0, count: 0, worlds: 0 };
const complete = { certain: true, reference: true };
type Later = 'frontier' | 'solutions' | 'conflict' | 'conflicts' | 'relaxations' | 'concessions' | 'comparisons' | 'regions' | 'sources' | 'course';

/** What came to the format later: what it is called, and what stands for it where it is not there. */
const LATER: { [K in Later]: [words: string, absent: Result[K]] } = {
  frontier: ['the frontier', null],
  solutions: ['named solutions', { world: '', zone: 'unknown', disagreement: {}, least_of_zone: [], ideal: {}, best_of_own: {}, list: [], adjusted_winner: null }],
  conflict: ['why there is no deal', null],
  conflicts: ['all conflicts', { complete, list: [] }],
  relaxations: [
    'what would have to give way',
    { complete, list: [], worlds: 0, undecided: { cautious: 0, open: 0 }, cheapest: [], only_fixed: { cautious: zero, open: zero } },
  ],
  concessions: ['what one party alone would have to take', []],
  comparisons: ['plans compared', []],
  regions: ['a map', null],
  sources: ['what falls without a source', null],
  course: ['the verdict’s course', null],
};

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((v, key) => (v as Record<string, unknown> | null | undefined)?.[key], value);
}

const isKind = (value: unknown, kind: Kind) =>
  kind === 'array' ? Array.isArray(value) : typeof value === 'object' && value !== null && !Array.isArray(value);

type Row = string | number | boolean | null | [shape: number, ...Row[]];

/** Undoes what the program does to make a result small: objects as rows of values, the names of their keys in `shapes`. */
function unpacked(row: Row, shapes: string[][]): unknown {
  if (!Array.isArray(row)) return row;
  const [shape, ...values] = row;
  if (shape === -1) return values.map((value) => unpacked(value, shapes));
  return Object.fromEntries(values.map((value, i) => [shapes[shape][i], unpacked(value, shapes)]));
}

/** Characters that turn the direction of what follows them: of a name, they would turn the sentence around it. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
/** What is shown by itself, as the source has it. */
const AS_IT_IS = new Set(['quote', 'context', 'text']);

/** The same without such characters in names and sentences. */
export function straight<T>(value: T): T {
  if (typeof value === 'string') return value.replace(TURNS, '') as T;
  if (Array.isArray(value)) return value.map(straight) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, AS_IT_IS.has(key) ? each : straight(each)])) as T;
}

/** The result in `text`, or what is wrong with it in a reader's words. */
export function read(text: string): Read {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) {
    return {
      ok: false,
      trouble: 'This page holds no result',
      detail: 'It is the empty form that Parley fills in. Write a page with: parley report CASE --to FILE',
    };
  }
  let value: unknown;
  try {
    value = JSON.parse(trimmed);
    const small = value as { shapes?: string[][]; packed?: Row };
    if (small.packed !== undefined && small.shapes) value = unpacked(small.packed, small.shapes);
    if (trimmed.search(TURNS) >= 0) value = straight(value);
  } catch (error) {
    return {
      ok: false,
      trouble: 'The result in this page is damaged',
      detail: `It is not well-formed JSON: ${(error as Error).message}. The file was probably cut short or edited. Write it again with: parley report CASE --to FILE`,
    };
  }
  const version = at(value, 'parley.result');
  if (version !== RESULT_VERSION) {
    return {
      ok: false,
      trouble: 'This page cannot read its result',
      detail: `It reads version ${RESULT_VERSION} of the format; the result says version ${version === undefined ? 'nothing' : String(version)}.`,
    };
  }
  const missing = NEEDED.filter(([path, kind]) => !isKind(at(value, path), kind)).map(([path]) => path);
  if (missing.length > 0) {
    return { ok: false, trouble: 'The result in this page is incomplete', detail: `Missing or of the wrong kind: ${missing.join(', ')}.` };
  }
  const given = value as Partial<Result>;
  const lacks = Object.entries(LATER).filter(([key]) => given[key as Later] === undefined);
  const result = { ...given, ...Object.fromEntries(lacks.map(([key, [, absent]]) => [key, absent])) } as Result;
  return { ok: true, result, lacks: lacks.map(([, [words]]) => words) };
}
