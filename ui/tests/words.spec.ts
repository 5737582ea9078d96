import { expect, test } from '@playwright/test';
import { cellWords, formulaWords, makeBook, optionName, optionWords, partyStance, speakerName } from '../src/book';
import { spread } from '../src/charts/labels';
import { evidenceAt } from '../src/evidence';
import { both100, count, cut, date, interval, lines, list, of100, part, percent, points, range100, signedAlike, signedUnits, units } from '../src/format';
import { read } from '../src/read';
import { axesOf, tallyWords } from '../src/parts/frontier';
import { areasOf, numberShifts } from '../src/parts/regions';
import { entriesOf } from '../src/parts/settled';
import { axisStart, days, isoDay, timeline } from '../src/parts/time';
import { fixture, older } from './page';
import { range, whole } from './whole';

const share = (value: number) => ({ value, low: value, high: value, count: 0, worlds: 1 });
const book = makeBook(fixture('sample'));

test('a share that is not zero never reads as zero, nor one that is not all as all', () => {
  expect([0, 0.0001, 0.004, 0.31, 0.997, 0.9999, 1].map(of100)).toEqual(['0', '<1', '<1', '31', '>99', '>99', '100']);
});

test('two readings are said as a range, or as one number where they are alike', () => {
  expect(range100({ cautious: share(0.2), open: share(0.45) })).toBe('20–45');
  expect(range100({ cautious: share(0.2), open: share(0.204) })).toBe('20');
  expect(both100({ cautious: share(0.3), open: share(0.1) })).toBe('30 / 10');
});

test('a narrow interval keeps a decimal', () => {
  expect(interval({ low: 0.3, high: 0.33 })).toBe('30–33');
  expect(interval({ low: 0.0031, high: 0.0059 })).toBe('0.3–0.6');
  expect(interval({ low: 0.99962, high: 1 })).toBe('99.96–100');
  expect(interval({ low: 0, high: 0.00038 })).toBe('0–0.04');
  expect(interval({ low: 1, high: 1 })).toBe('100');
});

test('counts are whole up to seven digits, then powers of ten', () => {
  expect(count('0')).toBe('0');
  expect(count('1048576')).toBe('1,048,576');
  expect(count('16777216')).toBe('1.7 × 10^7');
  expect(count('99999999')).toBe('1 × 10^8');
  expect(count('1' + '0'.repeat(120))).toBe('1 × 10^120');
});

test('parts of numbers too large for a double are still right', () => {
  expect(part('5' + '0'.repeat(400), '1' + '0'.repeat(401))).toBe(0.5);
  expect(part('1', '0')).toBe(0);
  expect(part('1', '1' + '0'.repeat(30))).toBeGreaterThan(0);
  expect([0, 0.00001, 0.0042, 0.049, 0.46].map(percent)).toEqual(['0 %', '<0.01 %', '0.4 %', '4.9 %', '46 %']);
});

test('gains have a sign, and small ones are not zero', () => {
  expect([0.236, -0.1, 0.0342, 0.01, 0.0001, 0].map(points)).toEqual(['+24', '−10', '+3.4', '+1', '<0.1', '0']);
});

test('values in a party’s own units have sensible digits', () => {
  expect([0, 0.014159, 0.6, 73.4999, 1234.5, -0.5].map(units)).toEqual(['0', '0.014', '0.6', '73.5', '1,235', '−0.5']);
  expect([0.2, -3, 0].map(signedUnits)).toEqual(['+0.2', '−3', '0']);
});

test('dates of every precision are said in words', () => {
  expect(['2031-03-09', '2031-03', '2031', '2031-03-06/2031-03-11', '2031-02/2031-03', 'soon', ''].map(date)).toEqual([
    '9 March 2031', 'March 2031', '2031', '6–11 March 2031', 'February 2031 to March 2031', 'soon', '',
  ]);
});

test('lists and cuts keep whole words', () => {
  expect([list([]), list(['a']), list(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
  expect(cut('one two three', 9)).toBe('one two…');
});

test('a unit is in the singular beside 1, where it is the plural of one word', () => {
  const result = fixture('sample');
  const flow = result.case.issues.find(({ id }) => id === 'flow')!;
  const said = (unit: string) => {
    flow.unit = unit;
    return ['1', '2'].map((number) => optionName(makeBook(result), 'flow', number));
  };
  expect(said('months')).toEqual(['1 month', '2 months']);
  expect(said('tonnes')).toEqual(['1 tonne', '2 tonnes']);
  expect(said('million euros')).toEqual(['1 million euros', '2 million euros']);
  expect(said('species')).toEqual(['1 species', '2 species']);
  expect(said('m³/s')).toEqual(['1 m³/s', '2 m³/s']);
});

test('sets of options are said in names', () => {
  expect(optionWords(book, 'filling', 'four|seven')).toBe('“four years” or “seven years”');
  expect(optionWords(book, 'filling', '!four')).toBe('anything but “four years”');
  expect(optionWords(book, 'flow', '>=350')).toBe('at least 350 m³/s');
  expect(optionWords(book, 'flow', '*')).toBe('every option');
  expect(optionWords(book, 'data', '?(none|live)')).toBe('“each keeps its own” or “open to all as they are taken” (the source does not say which)');
  expect(optionWords(book, '', 'draft:lindmar')).toBe('the draft “The Lindmar paper”');
});

test('formulas are said in names, of levers too', () => {
  expect(formulaWords(book, 'payment = pool -> data != none')).toBe('Payment for lost harvests: a common fund → Readings of the gauges: not each keeps its own');
  expect(formulaWords(book, 'flow >= 200 and loans = paid')).toBe('Lowest summer flow ≥ 200 m³/s and Loans of the River Fund: are paid out');
  expect(formulaWords(book, 'filling in (four|seven)')).toBe('Filling the Upper Dam: four years or seven years');
});

test('dates become spans of days', () => {
  const span = days('2031-02')!;
  expect([isoDay(span.from), isoDay(span.to)]).toEqual(['2031-02-01', '2031-02-28']);
  expect(isoDay(days('2030-12-30/2031-01-02')!.to)).toBe('2031-01-02');
  expect(days('soon')).toBeNull();
});

test('a lone early statement does not squeeze the time line', () => {
  const recent = Array.from({ length: 20 }, (_, i) => 22000 + i);
  expect(axisStart([10000, ...recent])).toBeGreaterThanOrEqual(22000);
  expect(axisStart(recent)).toBe(22000);
});

test('addresses that lead to nothing open nothing', () => {
  for (const hash of ['', '#', '#nobody', '#cell/flow/veska/9999', '#part/best', '#blocks/best/1/nobody', '#%E0%A4%A', '#element/9', '#words/nobody/no-one']) {
    expect(evidenceAt(book, hash), hash).toBeNull();
  }
});

test('every address that the page can make opens its statements', () => {
  for (const hash of ['#s1', '#cell/flow/daren/100', '#issue/payment', '#blocks/best/1/daren', '#blocks/gave-1/2/veska', '#element/0', '#unknown/0', '#party/orlan', '#words/s1/s11', '#document/wire']) {
    expect(evidenceAt(book, hash)?.groups.flatMap((group) => group.statements).length, hash).toBeGreaterThan(0);
  }
});

test('a whole result is read, and what is missing is named', () => {
  expect(read(JSON.stringify(fixture('sample'))).ok).toBe(true);
  expect(read(JSON.stringify(older('sample')))).toMatchObject({ ok: true, lacks: expect.arrayContaining(['the frontier', 'a map']) });
  const { best, ...rest } = fixture('sample');
  const answer = read(JSON.stringify(rest));
  expect(best.length > 0 && !answer.ok && answer.detail).toBe('Missing or of the wrong kind: best.');
});

test('changes of one column have their decimals under each other', () => {
  expect([-0.11, 0.042, 0].map(signedAlike([-0.11, 0.042, 0]))).toEqual(['−0.110', '+0.042', '0.000']);
});

test('each issue is agreed, disputed or unclear, and stands in one column alone', () => {
  const result = fixture('sample');
  const [statement] = result.statements;
  // Sources say of every issue that something about it is unclear.
  const unclear = makeBook({ ...result, positions: result.positions.map((position) => ({ ...position, unclear: [statement.id] })) });
  const issues = (['agreed', 'disputed', 'unclear'] as const).flatMap((status) => entriesOf(unclear, status).map((entry) => entry.issue.id));
  expect(new Set(issues).size).toBe(issues.length);
  for (const entry of entriesOf(unclear, 'disputed')) expect(entry.sayings.at(-1)?.words).toContain(statement.quote.slice(0, 20));
});

test('a party whose name is a plural takes verbs in the plural, alone and in a list of one', () => {
  const result = fixture('sample');
  const [first] = result.positions.find(({ status }) => status === 'disputed')!.cells;
  const allies = result.case.parties.find(({ id }) => id === first.party)!;
  Object.assign(allies, { name: 'European allies', plural: true });
  const plural = makeBook(result);
  expect(['demand', 'reject', 'silent', '0.4'].map((stance) => partyStance(plural, allies.id, stance))).toEqual([
    'European allies demand', 'European allies reject', 'European allies have said nothing on', 'European allies put 0.4 on',
  ]);
  const sayings = (['disputed', 'unclear'] as const).flatMap((status) => entriesOf(plural, status)).flatMap(({ sayings }) => sayings.map(({ words }) => words));
  expect(sayings.filter((words) => words.startsWith('European allies ')).length).toBeGreaterThan(0);
  const said = [...sayings, ...[...plural.cells.values()].map((cell) => cellWords(plural, plural.result.positions[0].issue, cell))].join('\n');
  expect(said).not.toMatch(/European allies (demands|favours|accepts|tolerates|opposes|rejects|has)/);
});

test('labels stand apart, in the order of their marks, inside the field, and where they are if there is room', () => {
  expect(spread([10, 50, 90], [16, 16, 16], 0, 100)).toEqual([10, 50, 90]);
  const heights = [16, 30, 16, 16];
  for (const marks of [[50, 50, 50, 50], [99, 98, 97], [0, 1, 2, 60], [100, 0, 100, 0]]) {
    const middles = spread(marks, heights, 0, 100);
    const order = marks.map((_, i) => i).sort((a, b) => marks[a] - marks[b]);
    for (const [k, i] of order.entries()) {
      const above = order[k - 1];
      expect(middles[i] - heights[i] / 2).toBeGreaterThanOrEqual(k > 0 ? middles[above] + heights[above] / 2 : 0);
      expect(middles[i] + heights[i] / 2).toBeLessThanOrEqual(100);
    }
  }
});

test('a long name is broken at blanks and after dashes, a long word anywhere, and only the last line is cut', () => {
  expect(lines('Northern Industrial Confederation', 14, 4)).toEqual(['Northern', 'Industrial', 'Confederation']);
  expect(lines('Kalai–Smorodinsky, Leximin', 12, 4)).toEqual(['Kalai–', 'Smorodinsky,', 'Leximin']);
  expect(lines('Gesellschaftskapitän', 8, 4)).toEqual(['Gesells-', 'chaftsk-', 'apitän']);
  expect(lines('one two three four five', 9, 2)).toEqual(['one two', 'three…']);
  expect(lines('Alpha', 10, 4)).toEqual(['Alpha']);
  expect(lines('', 10, 4)).toEqual([]);
});

test('of many numbers on the frontier the range is told, and where half of them lie', () => {
  const book = makeBook(fixture('sample'));
  const issue = { ...book.result.case.issues[0], id: 'fund', kind: 'numeric' as const, unit: 'million', options: range(11, (i) => ({ ...book.result.case.issues[0].options[0], id: String(10 * i), name: String(10 * i) })) };
  book.issues.set('fund', issue);
  const options = issue.options.map(({ id }) => ({ option: id, points: id === '50' ? 9 : 1 }));
  expect(tallyWords(book, 'fund', [...options].reverse())).toBe('0 to 100 million, half of them from 40 to 60');
  expect(tallyWords(book, 'fund', options.slice(0, 2))).toBe('0 million (1), 10 million (1)');
});

test('where all was said on one day the time line has that day alone', () => {
  const result = fixture('sample');
  for (const statement of result.statements) statement.date = '2031-03-09';
  expect(timeline(makeBook(result)).ticks.map(({ day }) => isoDay(day))).toEqual(['2031-03-09']);
});

test('what solutions count from is no no-deal where none is known', () => {
  const result = whole();
  const [party] = result.case.parties.filter(({ kind }) => kind === 'principal');
  const without = (least: string[]) => axesOf(makeBook({ ...result, solutions: { ...result.solutions, least_of_zone: least } }), result.frontier!.points, []).find((axis) => axis.party === party.id)!.without;
  expect([without([]), without([party.id])]).toEqual([0.2, null]);
});

test('a speaker’s name that runs from right to left leaves the date after it whole', () => {
  const [statement] = book.result.statements;
  expect(speakerName(book, { ...statement, speaker_name: 'فيسكا' })).toBe('\u2068فيسكا\u2069');
});

test('numbers of areas in one place stand beside each other', () => {
  const result = whole();
  const [area] = result.regions!.features;
  const areas = areasOf(makeBook({ ...result, regions: { ...result.regions!, features: [area, area, area] } }), {});
  const shifts = numberShifts(areas, { width: 600, height: 330, inset: 75 });
  expect(new Set(shifts.map(({ dx, dy }) => `${dx} ${dy}`)).size).toBe(3);
  expect(shifts[0]).toEqual({ dx: 0, dy: 0 });
});
