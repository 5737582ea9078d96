// Reads the result that the program has put into the page, and says plainly what is wrong where that fails.
import type { Result } from './result';

export type Read = { ok: true; result: Result } | { ok: false; trouble: string; detail: string };

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

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((v, key) => (v as Record<string, unknown> | null | undefined)?.[key], value);
}

const isKind = (value: unknown, kind: Kind) =>
  kind === 'array' ? Array.isArray(value) : typeof value === 'object' && value !== null && !Array.isArray(value);

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
  return { ok: true, result: value as Result };
}
