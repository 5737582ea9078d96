// Results that no one hopes for: the page says what is so, and nothing overlaps, breaks or runs off the side.
import type { Page } from '@playwright/test';
import type { Result } from '../src/result';
import { expect, fixture, older, test } from './page';
import { range, shares, whole } from './whole';

/** No text runs out of the page, in any width that a reader may have. */
async function fits(page: Page) {
  for (const width of [360, 1600]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `at ${width}`).toBeLessThanOrEqual(width);
    const outside = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('main h1, main h2, main h3, main p, main summary')].filter((element) => !element.closest('.scroll'));
      return boxes.filter((element) => element.getBoundingClientRect().right > innerWidth + 1).map((element) => element.textContent?.slice(0, 60));
    });
    expect(outside, `at ${width}`).toEqual([]);
    const matrix = page.getByRole('region', { name: 'Matrix of positions' });
    if (await matrix.count()) expect(await matrix.evaluate((box) => box.scrollWidth - box.clientWidth), `the matrix at ${width}`).toBe(0);
  }
}

test('an older result shows what it has and names what it lacks', async ({ open }) => {
  const page = await open(older('sample'));
  await expect(page.getByText('An older result.')).toBeVisible();
  await expect(page.getByText(/without the frontier, named solutions/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What could be traded for what' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'The best packages' })).toBeVisible();
});

test('a case of one party is shown', async ({ open }) => {
  const result = whole();
  const [party] = result.case.parties.filter(({ kind }) => kind === 'principal');
  const only = (values: Record<string, number>) => ({ [party.id]: values[party.id] });
  const page = await open({
    ...result,
    case: { ...result.case, parties: [party], issues: result.case.issues.map((issue) => ({ ...issue, concerned: [party.id] })) },
    positions: result.positions.map((position) => ({ ...position, cells: position.cells.filter((cell) => cell.party === party.id) })),
    best: result.best.map((best) => ({ ...best, parties: best.parties.filter((each) => each.party === party.id), silence: [] })),
    frontier: { ...result.frontier!, points: result.frontier!.points.map((point) => ({ ...point, values: only(point.values) })) },
    comparisons: [], concessions: [],
  });
  await expect(page.locator('.matrix thead th.party')).toHaveText([party.name]);
  await expect(page.getByRole('heading', { name: 'What could be traded for what' })).toBeVisible();
  await fits(page);
});

test('a case without statements says so', async ({ open }) => {
  const page = await open({ ...whole(), statements: [], positions: whole().positions.map((position) => ({ ...position, unclear: [], statements: [], cells: [] })) });
  await expect(page.getByText('No statement has been coded yet.')).toBeVisible();
  await expect(page.getByText('No reason has been coded.')).toBeVisible();
  await fits(page);
});

test('names of 500 characters break, and nothing overlaps', async ({ open }) => {
  const result = whole();
  const long = (name: string) => name + range(100, (i) => `word${i % 10}`).join('').slice(0, 500 - name.length);
  result.case.title = long(result.case.title);
  for (const each of [...result.case.parties, ...result.case.issues, ...result.case.drafts]) each.name = long(each.name);
  for (const issue of result.case.issues) for (const option of issue.options) option.name = long(option.name);
  for (const document of result.documents) document.title = long(document.title);
  result.verdict.headline = long('A headline ');
  for (const { drafts } of result.comparisons) for (const draft of drafts) draft.name = long(draft.name);
  const page = await open(result);
  await fits(page);
  const tall = await page.locator('main button').evaluateAll((buttons) => buttons.filter((button) => button.getBoundingClientRect().height > 150).map((button) => button.textContent?.slice(0, 40)));
  expect(tall, 'buttons of many lines').toEqual([]);
  const chart = page.locator('section[aria-labelledby="part/frontier"] svg.chart').first();
  expect(await chart.evaluate((svg) => Math.max(...[...svg.querySelectorAll('text')].map((text) => text.getBoundingClientRect().right)) <= innerWidth)).toBe(true);
});

test('on a narrow chart names stand in several lines, and none is cut', async ({ open, page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  const result = whole();
  const names = ['Northern Industrial Confederation', 'Union of Southern Island Republics', 'Coal and Steel Exporters'];
  result.case.parties.filter(({ kind }) => kind === 'principal').forEach((party, i) => (party.name = names[i]));
  await open(result);
  const chart = page.locator('section[aria-labelledby="part/frontier"] svg.chart').first();
  await expect(chart).toBeVisible();
  const said = await chart.locator('text').allTextContents();
  expect(said.filter((words) => words.includes('…'))).toEqual([]);
  expect(said.join('').replaceAll(/[-\s]/g, '')).toContain('NorthernIndustrialConfederation');
});

test('text from right to left runs its own way, and the page keeps its own', async ({ open }) => {
  const result = whole();
  const quote = 'لن نقبل بأقل من 350 مترا مكعبا في الثانية';
  result.statements[0].quote = quote;
  result.statements[0].context = { before: '', after: '' };
  result.case.parties[1].name = 'فيسكا';
  const page = await open(result, `#${result.statements[0].id}`);
  const words = page.getByRole('dialog').locator('blockquote').first();
  await expect(words).toContainText(quote);
  await expect(page.getByRole('dialog').locator('.kicker')).toContainText('\u2068فيسكا\u2069');
  expect(await words.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe('ltr');
  await fits(page);

  result.verdict.headline = 'פיסקה rejects “four years”';
  result.conflict!.elements[0].words = 'פיסקה rejects “four years”';
  await open(result, '#element/0');
  for (const heading of [page.getByRole('heading', { level: 1 }), page.getByRole('dialog').getByRole('heading').first()]) {
    expect(await heading.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr');
  }
});

test('a name with characters that turn the direction of text turns nothing around it, and a quotation stays as it is', async ({ open }) => {
  const result = whole();
  const [party] = result.case.parties;
  result.verdict.headline = `${party.name}\u202e stands in the way`;
  party.name += '\u202e\u2067';
  result.statements[0].quote = 'a\u202eb';
  const page = await open(result, `#${result.statements[0].id}`);
  await expect(page.getByRole('dialog').locator('blockquote').first()).toContainText('a\u202eb');
  await expect(page.locator('h1')).not.toContainText('\u202e');
  expect(await page.locator('main').evaluate((main) => /\u2067/.test(main.textContent ?? ''))).toBe(false);
});

test('a case in which no issue concerns a principal claims neither agreement nor packages', async ({ open }) => {
  const result = whole();
  const issues = result.case.issues.map((issue) => ({ ...issue, left_out: true, concerned: [] }));
  const page = await open({ ...result, case: { ...result.case, issues }, left_out: issues.map(({ id }) => id), best: [], positions: [] });
  await expect(page.getByText('No issue concerns a principal yet: none whose consent')).toBeVisible();
  await expect(page.getByText('There is no package to show')).toBeVisible();
  await expect(page.getByText('there is no package to count')).toBeVisible();
  await expect(page.getByText('Every share is zero')).toHaveCount(0);
});

test('a case without a zone says why, and has no solution with a name', async ({ open }) => {
  const result = whole();
  const page = await open({
    ...result, best: [], frontier: { ...result.frontier!, of: 'allowed' },
    solutions: { ...result.solutions, zone: 'empty', list: [], disagreement: {} },
    verdict: { ...result.verdict, best_share: shares(0, 0), zone_share: shares(0, 0) },
  });
  await expect(page.getByText('No package is accepted by all in that world')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Why there is no deal' })).toBeVisible();
  await fits(page);
});

test('a case in which everything is unknown claims nothing', async ({ open }) => {
  const result: Result = whole();
  const silent = result.positions.map((position) => ({ ...position, status: 'unclear' as const, agreed_options: [], cells: position.cells.map((cell) => ({ ...cell, stance: 'silent', statements: [], reasons: [], conditional: false, judgement: false, hearsay: false })) }));
  const page = await open({ ...result, positions: silent, statements: [], conflict: null, conflicts: { ...result.conflicts, list: [] }, relaxations: fixture('empty').relaxations, concessions: [], course: null, sources: null });
  await expect(page.getByText('No issue is disputed in so many words.')).toBeVisible();
  await expect(page.getByRole('link', { name: /demands|rejects/ })).toHaveCount(0);
  await fits(page);
});

test('a frontier of one point, of no points, and one that was not worked out', async ({ open }) => {
  const result = whole();
  const frontier = result.frontier!;
  const page = await open({ ...result, frontier: { ...frontier, size: 1, points: frontier.points.slice(0, 1) } });
  await expect(page.locator('section[aria-labelledby="part/frontier"] [role=status]')).toHaveText('1 package');
  await open({ ...result, frontier: { ...frontier, size: 0, points: [] } });
  await expect(page.getByText('There is no frontier')).toBeVisible();
  await open({ ...result, frontier: { ...frontier, size: 1, points: [{ values: frontier.points[0].values, packages: '1', example: {} }] } });
  await expect(page.getByText('There is nothing to trade')).toBeVisible();
  await open({ ...result, frontier: { ...frontier, worked_out: false, points: [] } });
  await expect(page.getByText('The frontier was not worked out within its budget.')).toBeVisible();
});

test('of twelve parties, and of a body of 27 members, no column is cut: each option names them under it, on paper too', async ({ open }) => {
  for (const n of [12, 28]) {
    const result = whole();
    const [model] = result.case.parties;
    const parties = range(n, (i) => ({ ...model, id: `p${i}`, name: `Regional Development Bank ${i}`, kind: i < 3 ? ('principal' as const) : ('voice' as const) }));
    const positions = result.positions.map((position) => ({ ...position, cells: parties.flatMap(({ id }) => position.cells.filter(({ party }) => party === position.cells[0].party).map((cell) => ({ ...cell, party: id }))) }));
    const page = await open({ ...result, case: { ...result.case, parties }, positions, best: [], frontier: null, comparisons: [], concessions: [], regions: null });
    await fits(page);
    const matrix = page.getByRole('region', { name: 'Matrix of positions' });
    await expect(matrix.locator('tr:not(.issue)').nth(1).getByRole('link').last()).toHaveText(new RegExp(`Regional Development Bank ${n - 1}`));
    await expect(matrix.locator('thead a')).toHaveCount(0);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 680, height: 960 });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await matrix.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    await page.emulateMedia({ media: null });
  }
});

test('words of 500 characters without a blank widen no table', async ({ open }) => {
  const result = whole();
  const long = 'verylongname'.repeat(42).slice(0, 500);
  for (const each of [...result.case.parties, ...result.case.drafts]) each.name = long;
  for (const issue of result.case.issues) for (const option of issue.options) option.name = long;
  for (const { drafts } of result.comparisons) for (const draft of drafts) draft.name = long;
  for (const row of result.sources!.list) row.name = long;
  const page = await open(result);
  await page.setViewportSize({ width: 1200, height: 800 });
  await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
  expect(await page.locator('.scroll').evaluateAll((boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.getAttribute('aria-label') ?? box.getAttribute('aria-labelledby')))).toEqual([]);
});

test('ways out that leave no package in the reference world are not said to, and none is told twice', async ({ open }) => {
  const result = whole();
  const [first, second] = result.relaxations.list;
  result.relaxations.list = [{ ...first, among: 'certain' }, { ...second, among: 'certain' }, { ...second, among: 'reference' }];
  const [conflict] = result.conflicts.list;
  result.conflict = { ...result.conflict!, among: 'certain' };
  result.conflicts.list = [{ ...conflict, among: 'certain' }, conflict];
  const page = await open(result);
  const part = page.locator('section[aria-labelledby="part/ways-out"]');
  await expect(part.getByRole('heading', { level: 3 }).first()).toHaveText('Whatever else is true');
  await expect(part.getByText(/what parties ask for in value may be in the way still/)).toBeVisible();
  await expect(part.locator('ol').nth(0).locator('li')).toHaveCount(1);
  await expect(part.locator('ol').nth(1).locator('li')).toHaveCount(1);
  const why = page.locator('section[aria-labelledby="part/conflict"]');
  await expect(why.locator('ul.others li')).toHaveCount(1);
});

test('where some package seems to hold less often than the best one, chance is named', async ({ open }) => {
  const result = whole();
  const chance = 'the two are measured on different draws';
  await expect((await open({ ...result, verdict: { ...result.verdict, best_share: shares(0.39, 0.39), zone_share: shares(0.37, 0.41) } })).getByText(chance)).toBeVisible();
  await expect((await open({ ...result, verdict: { ...result.verdict, best_share: shares(0.39, 0.39), zone_share: shares(0.41, 0.41) } })).getByText(chance)).toHaveCount(0);
});

test('the date of a single day stands within the page', async ({ open, page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  const result = whole();
  await open({ ...result, statements: result.statements.map((statement) => ({ ...statement, date: '2031-03-09' })), course: null });
  const tick = page.locator('section[aria-labelledby="part/timeline"] .ticks span').first();
  await expect(tick).toHaveText('9 March 2031');
  expect(await tick.evaluate((element) => element.getBoundingClientRect().left)).toBeGreaterThanOrEqual(0);
});

test('of one party, the names of solutions point at its axis', async ({ open }) => {
  const result = whole();
  const [party] = result.case.parties.filter(({ kind }) => kind === 'principal');
  const only = (values: Record<string, number>) => ({ [party.id]: values[party.id] });
  const { solutions } = result;
  const page = await open({
    ...result, case: { ...result.case, parties: [party] }, comparisons: [],
    frontier: { ...result.frontier!, points: result.frontier!.points.map((point) => ({ ...point, values: only(point.values) })) },
    solutions: { ...solutions, disagreement: {}, list: solutions.list.map((each) => ({ ...each, packages: each.packages.map((one) => ({ ...one, values: only(one.values) })) })) },
  });
  const chart = page.locator('section[aria-labelledby="part/frontier"] svg.chart').first();
  const [mark, line] = await chart.evaluate((svg) => [...svg.querySelectorAll('circle, [aria-label="link"] path')].map((each) => each.getBoundingClientRect()).filter((_, i, all) => i === 0 || i === all.length - 1).map(({ left, right }) => ({ left, right })));
  expect(Math.abs(line.left - (mark.left + mark.right) / 2)).toBeLessThan(8);
});

test('where ways out were not found within the budget, nothing is said to be left', async ({ open }) => {
  const result = whole();
  const page = await open({ ...result, relaxations: { ...fixture('empty').relaxations, complete: { certain: true, reference: false } } });
  await expect(page.getByText('Not worked out: the search ended at its budget.')).toBeVisible();
  await expect(page.getByText('Nothing: some package is left as things stand.')).toHaveCount(0);
});
