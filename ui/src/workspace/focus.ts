// Keeps the keyboard where one was working: a button that is pressed and then disabled, or taken away with its row, would
// leave the focus on the page's body, and the next Tab would begin at the top again.

const FOCUSABLE = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]';

/** An element and what stood beside it, to be found again once it is gone. */
interface Step {
  parent: Element | null;
  before: Element | null;
  after: Element | null;
}

const within = (element: Element): HTMLElement[] => [...(element.matches(FOCUSABLE) ? [element] : []), ...element.querySelectorAll(FOCUSABLE)]
  .filter((each): each is HTMLElement => each instanceof HTMLElement && each.getClientRects().length > 0);

/** From the inside out; what leaves with its whole place leads nowhere, least of all to Undo above it. */
function chain(element: Element): Step[] {
  const steps: Step[] = [];
  for (let at: Element | null = element; at && !at.matches('main, header, body'); at = at.parentElement)
    steps.push({ parent: at.parentElement, before: at.previousElementSibling, after: at.nextElementSibling });
  return steps;
}

/** What stands nearest to where the focus was: before it, else after it, else around it. */
export function nearest(steps: readonly Step[]): HTMLElement | undefined {
  for (const { parent, before, after } of steps) {
    if (!parent?.isConnected) continue;
    const found = (before?.isConnected && within(before).at(-1)) || (after?.isConnected && within(after)[0]) || within(parent)[0];
    if (found) return found;
  }
  return undefined;
}

/** Watches the page until what it gives back is called. */
export function keepFocus(): () => void {
  let last: { element: HTMLElement; steps: Step[] } | null = null;
  const lost = () => last !== null && (!last.element.isConnected || last.element.matches(':disabled'));
  const remember = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement && target !== document.body) last = { element: target, steps: chain(target) };
  };
  /** What is left while it stands is left on purpose, as by Esc among the proposals. */
  const forget = ({ target }: FocusEvent) => queueMicrotask(() => {
    if (last?.element === target && !lost()) last = null;
  });
  const restore = () => {
    if (!last || !lost() || (document.activeElement && document.activeElement !== document.body)) return;
    const { steps } = last;
    last = null;
    nearest(steps)?.focus();
  };
  // What takes something away may put the focus elsewhere itself: it goes first.
  const watch = new MutationObserver(() => lost() && requestAnimationFrame(() => setTimeout(restore)));
  document.addEventListener('focusin', remember);
  document.addEventListener('focusout', forget);
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] });
  return () => {
    document.removeEventListener('focusin', remember);
    document.removeEventListener('focusout', forget);
    watch.disconnect();
  };
}
