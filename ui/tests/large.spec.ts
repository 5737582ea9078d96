import type { Cell, Result, Statement } from '../src/result';
import { STANCES } from '../src/book';
import { expect, fixture, test } from './page';

const range = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

/** 30 issues of 4 options, 8 parties and 1,000 statements. */
function large(): Result {
  const result = fixture('sample');
  const parties = range(8, (i) => ({ id: `p${i}`, name: `Party ${i}`, kind: 'principal' as const }));
  const options = range(4, (i) => ({ id: `o${i}`, name: `Option ${i}` }));
  const issues = range(30, (i) => ({
    id: `i${i}`, name: `Issue ${i}`, question: `What of ${i}?`, kind: 'choice' as const, unit: '', concerned: parties.map((p) => p.id), left_out: false, options,
  }));
  const statements = range(1000, (i): Statement => ({
    ...result.statements[0],
    id: `x${i}`, quote: `These are the words of statement ${i}, said at length so that lines break.`, party: `p${i % 8}`, issue: `i${Math.floor(i / 8) % 30}`,
    option: `o${Math.floor(i / 240) % 4}`, stance: STANCES[i % 6], date: `2031-0${1 + (i % 3)}-${10 + (i % 18)}`,
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
  const share = result.best[0].parties[0];
  const best = range(10, (i) => ({
    ...result.best[0], rank: i + 1, package: { ...clauses, [`i${i}`]: 'o2' }, silence: [],
    parties: parties.map((party) => ({ ...share, party: party.id, statements: statements.filter((s) => s.party === party.id).map((s) => s.id) })),
  }));
  return { ...result, case: { ...result.case, parties, issues, people: [] }, statements, positions, best, conflict: null, variants: [], unknowns: [] };
}

test('a result of 1,000 statements, 30 issues and 8 parties opens, and so does a cell, without a wait', async ({ open, page }) => {
  const result = large();
  const begun = Date.now();
  await open(result);
  await expect(page.locator('td a.cell')).toHaveCount(960);
  expect(Date.now() - begun, 'milliseconds to open').toBeLessThan(15_000);
  const took = await page.evaluate(async () => {
    const start = performance.now();
    document.querySelectorAll<HTMLElement>('td a.cell')[500].click();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
  });
  await expect(page.getByRole('dialog')).toContainText('These are the words of statement');
  expect(took, 'milliseconds to open a cell').toBeLessThan(3000);
});

test('a party with many statements opens with the first of them, and all on request', async ({ open }) => {
  const page = await open(large(), '#party/p3');
  const panel = page.getByRole('dialog');
  await expect(panel.locator('.passage')).toHaveCount(40);
  await panel.getByRole('button', { name: 'Show all 125 statements' }).click();
  await expect(panel.locator('.passage')).toHaveCount(125);
});
