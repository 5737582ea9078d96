// What Plot draws with a link, made reachable by keyboard: one mark of a chart is a tab stop, arrows move to the others.

const XLINK = 'http://www.w3.org/1999/xlink';
const STEP: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** Links of this page are plain ones, with the name that their mark has; returns how many there are. */
export function linkUp(figure: SVGSVGElement): number {
  // Plot names the groups of its marks in the words of its code; a group of no role has no name.
  for (const group of figure.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  const links = [...figure.querySelectorAll<SVGAElement>('a')];
  for (const [i, link] of links.entries()) {
    const to = link.getAttributeNS(XLINK, 'href');
    if (to) {
      link.removeAttributeNS(XLINK, 'href');
      link.setAttribute('href', to);
    }
    const mark = link.firstElementChild;
    const name = mark?.getAttribute('aria-label') ?? mark?.querySelector('title')?.textContent;
    if (name) {
      link.setAttribute('aria-label', name);
      mark?.removeAttribute('aria-label');
    }
    link.setAttribute('tabindex', i === 0 ? '0' : '-1');
  }
  figure.addEventListener('keydown', (event) => {
    const here = links.indexOf((event.target as Element).closest<SVGAElement>('a')!);
    const next = links[here + (STEP[event.key] ?? 0)];
    if (here < 0 || !next || next === links[here]) return;
    event.preventDefault();
    links[here].setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    next.focus();
  });
  return links.length;
}
