// The types of result.json, as docs/result.md describes it. The page knows nothing else.

/** A share of worlds with its 95 % interval. */
export interface Share {
  value: number;
  low: number;
  high: number;
  count: number;
  worlds: number;
}

/** The two readings of silence. */
export interface ByReading<T> {
  cautious: T;
  open: T;
}

export type StanceClass = 'demand' | 'favour' | 'accept' | 'tolerate' | 'oppose' | 'reject';
export type Form = 'direct' | 'indirect' | 'mixed' | 'deed' | 'rule' | 'fact' | 'forecast' | 'unknown' | 'judgement';
export type Status = 'agreed' | 'disputed' | 'unclear';

/** One option for each issue, by id. */
export type Clauses = Record<string, string>;

export interface Party {
  id: string;
  name: string;
  kind: 'principal' | 'body' | 'voice';
  aliases?: string[];
  members?: string[];
  rule?: string;
  silent?: string;
  no_deal?: Record<string, { option: string; share: number }[]>;
  reservation?: string;
}

export interface Office {
  id: string;
  name: string;
  party: string | null;
  from: string | null;
  to: string | null;
}

export interface Person {
  id: string;
  name: string;
  offices: Office[];
  party: string | null;
}

export interface Option {
  id: string;
  name: string;
  note?: string;
  needs?: string[];
  only_without_deal?: boolean;
}

export interface Issue {
  id: string;
  name: string;
  question: string;
  kind: 'choice' | 'ordered' | 'numeric';
  unit: string;
  concerned: string[];
  left_out: boolean;
  options: Option[];
}

export interface Lever {
  id: string;
  name: string;
  actor: string | null;
  options: { id: string; name: string }[];
  now: string | null;
}

export interface Rule {
  id: string;
  formula: string;
  note: string;
  fixed: boolean;
}

export interface Draft {
  id: string;
  name: string;
  note: string;
  clauses: Clauses;
}

export interface Document {
  id: string;
  title: string;
  publisher: string;
  authors: string[];
  date: string;
  url: string;
  file: string;
  rights: string;
  missing: boolean;
}

export interface Statement {
  id: string;
  document: string | null;
  start: number | null;
  end: number | null;
  quote: string;
  context?: { before: string; after: string } | null;
  /** Id of a person, an office or a party; empty for what the source itself asserts. */
  speaker: string;
  speaker_name: string;
  party: string | null;
  form: Form;
  act: string;
  issue: string | null;
  option: string;
  /** A class, or a number as written. */
  stance: string;
  importance: string;
  condition: string;
  otherwise: string;
  claim: string;
  date: string;
  certainty: number;
  coder: string;
  note: string;
  standing: 'speaks' | 'hearsay' | 'judgement';
  rank: number;
  /** False where a filter left the row out. */
  kept: boolean;
}

export interface Cell {
  party: string;
  option: string;
  /** A class, `silent`, or a number as written. */
  stance: string;
  conditional: boolean;
  disputed_sources: boolean;
  hearsay: boolean;
  judgement: boolean;
  certainty: number;
  statements: string[];
  reasons: string[];
}

export interface IssuePositions {
  issue: string;
  status: Status;
  agreed_options: string[];
  unclear: string[];
  statements: string[];
  cells: Cell[];
}

/** One solution of the reference world; values in each party's own units. */
export interface Solution {
  definition: 'nash' | 'kalai-smorodinsky' | 'leximin' | 'utilitarian' | 'fallback' | 'raiffa';
  name: string;
  worked_out: boolean;
  value: number;
  bound: number;
  proven: boolean;
  complete: boolean;
  nodes: number;
  packages: { package: Record<string, string>; values: Record<string, number> }[];
}

export interface Division {
  share: number;
  issues: {
    issue: string;
    wanted: Record<string, string>;
    points: Record<string, number>;
    to: string;
    part: number;
  }[];
}

export interface Solutions {
  world: string;
  zone: 'some' | 'empty' | 'unknown';
  disagreement: Record<string, number>;
  least_of_zone: string[];
  ideal: Record<string, number>;
  list: Solution[];
  adjusted_winner: Division | null;
}

export interface Packages {
  world: string;
  total: string;
  allowed: string;
  accepted: Record<string, string>;
  /** Of each set of two principals and more; bounded where `upper` is not null. */
  accepted_by_sets: { parties: string[]; packages: string; upper: string | null }[];
  accepted_by_all: string;
  exact: boolean;
  /** For each bounded count, its lower and upper bound. */
  bounds: Record<string, [string, string]> | null;
  /** Shares of the packages that the rules allow, over all worlds; estimated. Absent in results of older versions. */
  over_worlds?: {
    estimated: true;
    pairs: number;
    rules_unmet: number;
    accepted: Record<string, ByReading<Share>>;
    accepted_by_all: ByReading<Share>;
  };
}

/** The packages of the reference world that no other dominates; the page is given a thousand points at most. */
export interface Frontier {
  world: string;
  of: "allowed" | "zone";
  worked_out: boolean;
  exact: boolean;
  cover: Record<string, number> | null;
  size: number;
  points: { values: Record<string, number>; packages: string | null; example: Record<string, string> }[];
}

export interface Verdict {
  best_share: ByReading<Share>;
  searched_share: ByReading<Share>;
  bound: ByReading<number>;
  proven: ByReading<boolean>;
  zone_share: ByReading<Share>;
  empty_worlds: ByReading<number>;
  band: ByReading<string>;
  open: boolean;
  sentence: string;
  confidence: { level: string; sentence: string };
  headline: string;
}

export interface PartyShares {
  consents: Share;
  red_line: Share;
  below_reservation: Share;
  blocks_alone: Share;
}

export interface PartyConsent extends ByReading<PartyShares> {
  party: string;
  votes: boolean;
  silent_members: number;
  statements: string[];
}

export interface BestPackage {
  rank: number;
  package: Clauses;
  share: ByReading<Share>;
  searched_share: ByReading<Share>;
  parties: PartyConsent[];
  silence: { party: string; issue: string; option: string }[];
}

export interface ConflictElement {
  kind: 'red line' | 'rule' | 'vote' | 'reservation';
  party: string | null;
  rule: string | null;
  issue: string | null;
  options: string[];
  statements: string[];
  words: string;
}

export interface GaveWay {
  element: number;
  words: string;
  best_share: ByReading<Share>;
  zone_share: ByReading<Share>;
  best: BestPackage[];
}

export interface Conflict {
  among: 'certain' | 'reference';
  elements: ConflictElement[];
  if_gave_way: GaveWay[];
}

export interface Relaxation {
  among: 'certain' | 'reference';
  elements: ConflictElement[];
  possible: boolean;
  rules: number;
  steps: number | null;
  concessions: { party: string; value: number | null }[];
  opens: Clauses;
  words: string;
  zone_share: ByReading<Share>;
}

export interface Complete {
  certain: boolean;
  reference: boolean;
}

export interface Relaxations {
  complete: Complete;
  list: Relaxation[];
  worlds: number;
  undecided: ByReading<number>;
  cheapest: { elements: ConflictElement[]; share: ByReading<Share> }[];
  only_fixed: ByReading<Share>;
}

export interface Concession {
  party: string;
  opens: boolean | null;
  value: number | null;
  words: string;
}

export interface Variant {
  name: string;
  without: string[];
  levers: Record<string, string>;
  best_share: ByReading<Share>;
  zone_share: ByReading<Share>;
  band: ByReading<string>;
  conflict: Conflict | null;
  best: BestPackage[];
}

export interface Unknown {
  kind: string;
  party: string | null;
  issue: string | null;
  option: string | null;
  lever: string | null;
  statement: string | null;
  reading: string;
  question: string;
  gain: number;
  low: number;
  high: number;
  zone_spread: number;
  statements: string[];
}

export interface Result {
  parley: { version: string; result: number; command: string };
  case: {
    id: string;
    title: string;
    note: string;
    as_of: string | null;
    parties: Party[];
    people: Person[];
    issues: Issue[];
    levers: Lever[];
    rules: Rule[];
    drafts: Draft[];
  };
  documents: Document[];
  statements: Statement[];
  how: {
    seed: number | string;
    worlds: number;
    held_out: number;
    as_of: string | null;
    known_at: string | null;
    without: string[];
    levers: Record<string, string>;
    exact: boolean;
    reproducible: boolean;
    notes: string[];
  };
  positions: IssuePositions[];
  packages: Packages;
  frontier: Frontier | null;
  solutions: Solutions;
  verdict: Verdict;
  best: BestPackage[];
  conflict: Conflict | null;
  conflicts: { complete: Complete; list: { among: 'certain' | 'reference'; elements: ConflictElement[] }[] };
  relaxations: Relaxations;
  concessions: Concession[];
  variants: Variant[];
  unknowns: Unknown[];
  reservation_unknown: string[];
  left_out: string[];
  warnings: string[];
}
