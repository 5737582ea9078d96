// What a person does with the report beyond reading it.
import type { Locator, Page } from '@playwright/test';
import { serious } from './axe';
import { expect, test } from './page';
import { whole } from './whole';
import type { Region } from '../src/result';

const part = (page: Page, id: string): Locator => page.locator(`section[aria-labelledby="part/${id}"]`);

test('a slider of the frontier keeps fewer packages, and what they settle follows', async ({ open }) => {
  const page = await open(whole());
  const frontier = part(page, 'frontier');
  await expect(frontier.getByRole('status')).toHaveText('24 packages');
  await frontier.getByRole('slider', { name: /^Veska/ }).fill('0.8');
  const kept = whole().frontier!.points.filter((point) => point.values.veska >= 0.8).length;
  await expect(frontier.getByRole('status')).toHaveText(`${kept} of 24 packages`);
  await frontier.getByRole('button', { name: 'All 24 packages' }).click();
  await expect(frontier.getByRole('status')).toHaveText('24 packages');
});

test('an axis of the frontier is brushed with the mouse', async ({ open }) => {
  const page = await open(whole());
  const frontier = part(page, 'frontier');
  const axis = frontier.locator('.brush .overlay').first();
  await axis.scrollIntoViewIfNeeded();
  const box = (await axis.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(frontier.getByRole('status')).toHaveText(/^\d+ of 24 packages$/);
  await expect(frontier.locator('.brush .selection').first()).toBeVisible();
});

test('two parties of the frontier are seen against each other, with the named solutions', async ({ open }) => {
  const page = await open(whole());
  const frontier = part(page, 'frontier');
  await frontier.getByRole('button', { name: 'Veska and Dáren' }).click();
  await expect(frontier.locator('svg.chart').getByText('Nash')).toBeVisible();
  await expect(frontier.locator('svg.chart').getByText('↑ Dáren')).toBeVisible();
  await frontier.getByRole('button', { name: /^The first: / }).click();
  await expect(frontier.locator('tr.chosen')).toHaveCount(1);
});

test('packages stand side by side, as things are and as a lever divides them', async ({ open }) => {
  const page = await open(whole());
  const best = part(page, 'best');
  await expect(best.getByRole('columnheader', { name: 'Package 2' })).toBeVisible();
  await expect(best.getByText(/^Alike in all/)).toBeVisible();
  const variant = best.getByRole('group', { name: 'Which readings' }).getByRole('button').nth(1);
  await variant.click();
  await expect(variant).toHaveAttribute('aria-pressed', 'true');
  await best.getByRole('row', { name: /^Dáren/ }).getByRole('link').first().click();
  await expect(page.getByRole('dialog')).toContainText('What keeps Dáren from package');
});

test('the silence that a package rests on leads to the cells', async ({ open }) => {
  const page = await open(whole());
  await part(page, 'best').getByRole('row', { name: 'Rests on silence' }).getByRole('link').first().click();
  const panel = page.getByRole('dialog');
  await expect(panel).toContainText('On whose silence package 1 rests');
  await panel.getByRole('link').first().click();
  await expect(panel).toContainText('has said nothing on');
});

test('what would have to give way opens the statements it rests on, and they lead back', async ({ open }) => {
  const page = await open(whole());
  await part(page, 'ways-out').getByRole('link', { name: /^The red line of/ }).first().click();
  const panel = page.getByRole('dialog');
  await expect(panel.locator('.passage')).toHaveCount(2);
  await panel.getByRole('link', { name: /^Would have to give way/ }).first().click();
  await expect(panel).toBeHidden();
  await expect(page.locator('[id="place/relaxation/0"]')).toBeInViewport();
});

test('every minimal conflict is in words and opens its statements', async ({ open }) => {
  const page = await open(whole());
  const conflicts = part(page, 'conflict').locator('.others a');
  await expect(conflicts).toHaveCount(3);
  await conflicts.first().click();
  await expect(page.getByRole('dialog')).toContainText('These 2 together leave no package');
});

test('the course opens by keyboard at what moved it', async ({ open }) => {
  const page = await open(whole());
  const chart = part(page, 'course').locator('svg.chart');
  await chart.locator('a[tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Moved the best share by +2 (cautious) and −1.3 (open)');
  await expect(part(page, 'course')).toContainText('Filling the Upper Dam is disputed instead of unclear.');
});

test('what falls without a source is said, and opens what it says', async ({ open }) => {
  const page = await open(whole());
  const table = part(page, 'falls');
  await expect(table).toContainText('Filling the Upper Dam is unclear instead of disputed');
  await expect(table).toContainText('every conclusion stands without the judgements');
  await table.getByRole('link', { name: '3 statements' }).click();
  await expect(page.getByRole('dialog').locator('.passage')).toHaveCount(3);
});

test('two plans are compared clause by clause, and another two on request', async ({ open }) => {
  const page = await open(whole());
  const drafts = part(page, 'drafts');
  await expect(drafts.getByRole('article')).toHaveCount(2);
  await expect(drafts.getByRole('article').first()).toContainText('refuses: a red line on Filling the Upper Dam');
  await expect(drafts.getByRole('row', { name: /^Lowest summer flow/ })).toContainText('Left open');
  await drafts.getByRole('button', { name: 'The second plan / The third plan' }).click();
  await expect(drafts.getByRole('article').first()).toContainText('The second plan');
});

test('the map follows the chosen package, in words too', async ({ open }) => {
  const page = await open(whole());
  const map = part(page, 'regions');
  await map.getByRole('button', { name: 'The first plan' }).click();
  await expect(map.getByRole('listitem').first()).toHaveText(/^The north strip: Veska/);
  await map.getByRole('button', { name: 'The second plan' }).click();
  await expect(map.getByRole('listitem').first()).toHaveText(/^The north strip: a common zone/);
  await expect(map.locator('svg.chart path').first()).toBeVisible();
});

test('areas whose names would stand over one another on the map are numbered, and the list beside it too', async ({ open, page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  const result = whole();
  const [model] = result.regions!.features;
  const strips = [0, 1, 2, 3, 4].map((k) => ({
    ...model, properties: { ...model.properties, name: `The long name of strip ${k}` },
    geometry: { type: 'Polygon', coordinates: [[[20 + k, 40], [20.9 + k, 40], [20.9 + k, 41], [20 + k, 41], [20 + k, 40]]] },
  }));
  await open({ ...result, regions: { ...result.regions!, features: strips as unknown as Region[] } });
  const map = part(page, 'regions');
  await expect(map.locator('svg.chart text')).toHaveText(['1', '2', '3', '4', '5']);
  await expect(map.getByRole('listitem').nth(4)).toHaveText(/^5 The long name of strip 4/);
  await page.setViewportSize({ width: 1200, height: 800 });
  await expect(map.locator('svg.chart text').first()).toContainText('strip 0');
});

test('what would change the verdict opens the stance that would', async ({ open }) => {
  const page = await open(whole());
  await page.getByRole('link', { name: 'One class step of one stance would change the verdict.' }).click();
  await expect(page.getByRole('dialog').locator('.passage')).toHaveCount(1);
});

test('the parts of the page are reached from its contents, each of them', async ({ open }) => {
  const page = await open(whole());
  const targets = await page.getByRole('navigation', { name: 'On this page' }).getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')!.slice(1)));
  const headings = await page.locator('main section h2[id]').evaluateAll((all) => all.map((heading) => heading.id));
  expect(targets).toEqual(headings.filter((id) => id.startsWith('part/')));
});

for (const [parties, width] of [[2, 360], [2, 1200], [3, 360], [3, 1200]]) {
  test(`named solutions that lie close together can be read, of ${parties} parties at ${width} px`, async ({ open, page }) => {
    await page.setViewportSize({ width, height: 800 });
    const result = whole();
    const frontier = result.frontier!;
    const principals = Object.keys(frontier.points[0].values).slice(0, parties);
    const only = (values: Record<string, number>) => Object.fromEntries(principals.map((party) => [party, values[party]]));
    const base = Object.fromEntries(principals.map((party) => [party, 0.8]));
    const list = ['Nash product', 'Kalai–Smorodinsky', 'Leximin', 'Utilitarian'].map((name, i) => ({
      ...result.solutions.list[0], name, packages: [{ ...result.solutions.list[0].packages[0], values: { ...base, [principals[0]]: 0.8 + i / 500 } }],
    }));
    await open({ ...result, frontier: { ...frontier, points: frontier.points.map((point) => ({ ...point, values: only(point.values) })) }, solutions: { ...result.solutions, list } });
    const chart = part(page, 'frontier').locator('svg.chart').first();
    await expect(chart).toBeVisible();
    const boxes = await chart.evaluate((svg) => {
      const field = svg.getBoundingClientRect();
      const names = [...svg.querySelectorAll('text')].filter((text) => /^(Nash|Kalai|Leximin|Utilit)/.test(text.textContent ?? ''));
      return names.map((text) => text.getBoundingClientRect()).map(({ top, bottom, right }) => ({ top, bottom, inside: right <= field.right + 2 }));
    });
    expect(boxes).toHaveLength(4);
    boxes.sort((a, b) => a.top - b.top);
    for (const [i, box] of boxes.entries()) {
      expect(box.inside).toBe(true);
      if (i > 0) expect(box.top).toBeGreaterThanOrEqual(boxes[i - 1].bottom - 3);
    }
  });
}

test('what a way out costs is said as an amount, and no steps where it takes none', async ({ open }) => {
  const result = whole();
  result.relaxations.list[0].steps = 0;
  const page = await open(result);
  const ways = part(page, 'ways-out');
  await expect(ways.locator('ol > li').first()).toContainText(/It costs \S+ 0.014 in its own units/);
  await expect(ways).not.toContainText('0 class steps');
});

const RULES = { light: undefined, dark: ['color-contrast'] };
for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the ${scheme} style`, async ({ open, page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(whole(), '#s11');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await serious(page, RULES[scheme])).toEqual([]);
  });
}

test('the matrix is copied as words, and a quotation with who said it and where it stands', async ({ open }) => {
  const page = await open(whole());
  const copied = (selector: string) =>
    page.evaluate((at) => {
      getSelection()!.selectAllChildren(document.querySelector(at)!);
      return getSelection()!.toString();
    }, selector);
  expect(await copied('.matrix tbody')).toMatch(/four years\s+demand/);
  await page.getByRole('link', { name: 'Veska demands “four years”', exact: true }).click();
  const passage = await copied('[role=dialog] .passage');
  for (const words of ['We will fill our dam in four years', 'Marit Osk', '20 February 2031', 's1']) expect(passage).toContain(words);
});
