// Results with every part that a page can show: one small and invented, one of 1,000 statements, 30 issues and 8 parties.
import { STANCES } from '../src/book';
import type { BestPackage, Cell, Conclusions, DraftView, Falls, Result, Shares, Statement } from '../src/result';
import { fixture } from './page';

export const range = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

const share = (value: number) => ({ value, low: Math.max(0, value - 0.01), high: Math.min(1, value + 0.01), count: Math.round(value * 1000), worlds: 1000 });
export const shares = (cautious: number, open: number): Shares => ({ cautious: share(cautious), open: share(open) });
const conclusions = (cautious: number, open: number, best: Record<string, string>): Conclusions => ({
  best_share: shares(cautious, open), zone_share: shares(cautious, open), band: { cautious: 'unlikely', open: 'unlikely' }, best, issues: {}, conflict: null, exact: { cautious: true, open: true }, problem: null,
});
const falls = (change: Partial<Falls> = {}): Falls => ({ band: { cautious: false, open: false }, best: false, issues: [], conflict: false, ...change });

/** The parts that are worked out from the others' parties, issues and statements. */
function withParts(result: Result, points: number): Result {
  const principals = result.case.parties.filter((party) => party.kind === 'principal');
  const { issues } = result.case;
  const ids = result.statements.map((statement) => statement.id);
  const value = (k: number, i: number) => ((k * (i + 3) * 37) % 101) / 100;
  const clauses = (k: number) => Object.fromEntries(issues.map(({ id, options }, i) => [id, options[(k + i) % Math.min(2 + (i % 2), options.length)].id]));
  const values = (k: number) => Object.fromEntries(principals.map((party, i) => [party.id, value(k, i)]));
  const element = (i: number) => ({
    kind: 'red line' as const, party: principals[i % principals.length].id, rule: null, issue: issues[i % issues.length].id,
    options: [issues[i % issues.length].options[0].id], statements: [ids[i], ids[i + 1]], words: `${principals[i % principals.length].name} rejects the first option of ${issues[i % issues.length].name}`,
  });
  const draft = (name: string, k: number): DraftView => ({
    name, package: clauses(k), share: shares(0.1 + k / 20, 0.3 + k / 20), sentence: 'In 10 to 30 of 100 readings.', accepted: k > 0,
    principals: principals.map(({ id }, i) => ({ party: id, value: value(k, i), reservation: 0.4, red_line: i === 0 && k === 0, red_lines_on: i === 0 && k === 0 ? [issues[0].id] : [], accepts: i > 0, below_no_deal: [] })),
    refusing_votes: [], broken_rules: [], unopposed: [], rests_on_padding: false, without_unopposed: null,
    improvements: { exact: true, list: [{ package: clauses(k + 1), gain: { [principals[0].id]: 0.0314 } }] },
  });
  const gain = (i: number) => Object.fromEntries(principals.map(({ id }, k) => [id, ((i + k) % 3) - 1]));
  return {
    ...result,
    verdict: { ...result.verdict, flip: { steps: 1, list: [{ statement: ids[0], otherwise: false, from: 'reject', to: 'oppose', best_share: shares(0.4, 0.6), words: `${ids[0]} from reject to oppose` }], untried: 0, sentence: 'One class step of one stance would change the verdict.' } },
    case: { ...result.case, drafts: ['The first plan', 'The second plan', 'The third plan'].map((name, i) => ({ id: `plan-${i}`, name, note: `As put in spring ${i}.`, clauses: clauses(i) })) },
    frontier: { world: 'reference, cautious', of: 'zone', worked_out: true, exact: true, cover: null, size: points, points: range(points, (k) => ({ values: values(k), packages: '1', example: clauses(k) })) },
    solutions: {
      world: 'reference, cautious', zone: 'some', disagreement: Object.fromEntries(principals.map(({ id }) => [id, 0.2])), least_of_zone: [], ideal: {}, best_of_own: {}, adjusted_winner: null,
      list: (['nash', 'leximin'] as const).map((definition, i) => ({ definition, name: i === 0 ? 'Nash' : 'Leximin', worked_out: true, value: 0.5, bound: 0.5, proven: true, complete: true, nodes: 10, packages: [{ package: clauses(i), values: values(3 + i) }] })),
    },
    conflicts: { complete: { certain: true, reference: true }, list: range(3, (i) => ({ among: 'reference' as const, elements: [element(i), element(i + 4)] })) },
    relaxations: {
      complete: { certain: true, reference: true }, worlds: 500, undecided: { cautious: 0, open: 0 }, only_fixed: shares(0, 0),
      list: range(4, (i) => ({ among: 'reference' as const, elements: [element(i)], possible: i < 3, rules: 0, steps: i + 1, concessions: [{ party: principals[0].id, value: 0.0142 }], opens: clauses(i), words: `the red line of ${principals[i % principals.length].name} on ${issues[i % issues.length].name}`, zone_share: shares(0.3 - i / 20, 0.6 - i / 20) })),
      cheapest: [{ elements: [], share: shares(0.1, 0.2) }, { elements: [element(0)], share: shares(0.4, 0.5) }],
    },
    concessions: [{ party: principals[0].id, opens: true, value: 0.2, words: `${principals[0].name} alone would have to take 0.2 less` }, { party: principals[1].id, opens: false, value: null, words: 'none' }],
    comparisons: [[0, 1], [0, 2], [1, 2]].map(([a, b]) => ({
      clauses: issues.map(({ id }, i) => ({ issue: id, options: [clauses(a)[id], i === 1 ? null : clauses(b)[id]], gain: gain(i) })),
      drafts: [draft(`The ${['first', 'second', 'third'][a]} plan`, a), draft(`The ${['first', 'second', 'third'][b]} plan`, b)],
    })),
    regions: {
      type: 'FeatureCollection',
      features: ['The north strip', 'The south strip'].map((name, i) => ({
        type: 'Feature',
        properties: { name, note: '', issue: issues[0].id, options: Object.fromEntries(issues[0].options.slice(0, 2).map((option, k) => [option.id, k === i ? principals[0].id : 'a common zone'])) },
        geometry: { type: 'Polygon', coordinates: [[[20, 40 + i], [22, 40 + i], [22, 41 + i], [20, 41 + i], [20, 40 + i]]] },
      })),
    },
    sources: {
      worlds: 1000, all: conclusions(0.2, 0.4, clauses(0)),
      list: [
        { source: result.documents[0].id, name: result.documents[0].title, kind: 'document', statements: ids.slice(0, 3), without: conclusions(0.5, 0.7, clauses(1)), falls: falls({ best: true, issues: [issues[0].id] }), words: [`${issues[0].name} is unclear instead of disputed`] },
        { source: 'judgements', name: 'judgements', kind: 'judgements', statements: ids.slice(3, 4), without: conclusions(0.2, 0.4, clauses(0)), falls: falls(), words: [] },
      ],
    },
    course: {
      worlds: 1000, mover_worlds: 500, earlier_dates: 0,
      points: range(Math.min(40, Math.floor(ids.length / 3)), (i) => ({
        date: `2031-03-${String(i + 1).padStart(2, '0')}`, said: ids.slice(3 * i, 3 * i + 3), stands: conclusions(0.1 + i / 100, 0.3 + i / 100, clauses(0)), changed: falls(),
        words: i === 1 ? [`${issues[0].name} is disputed instead of unclear`] : [], movers: i === 1 ? [{ statement: ids[3], change: { cautious: 0.02, open: -0.013 }, falls: falls({ issues: [issues[0].id] }), exact: true }] : [],
      })).filter(({ date }) => date <= '2031-03-31'),
    },
  };
}

/** The invented negotiation on a river, with every part. */
export const whole = () => withParts(fixture('sample'), 24);

/** 30 issues of 4 options, 8 parties and 1,000 statements. */
export function large(): Result {
  const result = fixture('sample');
  const parties = range(8, (i) => ({ id: `p${i}`, name: `Party ${i}`, kind: 'principal' as const, aliases: [] }));
  const options = range(4, (i) => ({ id: `o${i}`, name: `Option ${i}`, note: '', needs: [], only_without_deal: false }));
  const issues = range(30, (i) => ({
    id: `i${i}`, name: `Issue ${i}`, question: `What of ${i}?`, kind: 'choice' as const, unit: '', concerned: parties.map((p) => p.id), left_out: false, options,
  }));
  const statements = range(1000, (i): Statement => ({
    ...result.statements[0],
    id: `x${i}`, quote: `These are the words of statement ${i}, said at length so that lines break.`, party: `p${i % 8}`, issue: `i${Math.floor(i / 8) % 30}`,
    option: `o${Math.floor(i / 240) % 4}`, stance: STANCES[i % 6], date: `2031-0${1 + (i % 3)}-${10 + (i % 18)}`, act: i % 9 === 0 ? 'reason' : result.statements[0].act,
  }));
  const byCell = new Map<string, string[]>();
  for (const s of statements) byCell.set(`${s.issue} ${s.party} ${s.option}`, [...(byCell.get(`${s.issue} ${s.party} ${s.option}`) ?? []), s.id]);
  const positions = issues.map((issue) => ({
    issue: issue.id, status: 'disputed' as const, agreed_options: [], unclear: [],
    statements: statements.filter((s) => s.issue === issue.id).map((s) => s.id),
    cells: parties.flatMap((party) => options.map((option, i): Cell => ({
      party: party.id, option: option.id, stance: STANCES[i], conditional: false, disputed_sources: false, hearsay: false, judgement: false, certainty: 1,
      statements: byCell.get(`${issue.id} ${party.id} ${option.id}`) ?? [], reasons: [],
    }))),
  }));
  const clauses = Object.fromEntries(issues.map((issue) => [issue.id, 'o1']));
  const consent = result.best[0].parties[0];
  const best = range(10, (i): BestPackage => ({
    ...result.best[0], rank: i + 1, package: { ...clauses, [`i${i}`]: 'o2' }, silence: [],
    parties: parties.map((party) => ({ ...consent, party: party.id, statements: statements.filter((s) => s.party === party.id).map((s) => s.id).slice(0, 8) })),
  }));
  const unknowns = range(100, (i) => ({ ...result.unknowns[0], question: `Party ${i % 8}: how much is “Option ${i % 4}” worth (Issue ${i % 30})?`, gain: 0.2 / (i + 1), low: 0.1 / (i + 1), high: 0.3 / (i + 1), statements: [`x${i}`] }));
  const variants = range(4, (i) => ({ name: `Lever: ${i}`, without: [], levers: { lever: String(i) }, best_share: shares(0.2, 0.3), zone_share: shares(0.3, 0.4), exact: { cautious: true, open: true }, band: { cautious: 'unlikely' as const, open: 'unlikely' as const }, conflict: null, problem: null, best: best.slice(0, 3) }));
  const conflict = result.conflict && { ...result.conflict, elements: result.conflict.elements.map((element) => ({ ...element, party: 'p0', issue: 'i0', statements: ['x1'] })), if_gave_way: [] };
  return withParts({ ...result, case: { ...result.case, parties, issues, people: [] }, statements, positions, best, conflict, variants, unknowns }, 400);
}
