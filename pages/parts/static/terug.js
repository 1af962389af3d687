// Back must lead to the view before. Streamlit adds steps of its own: the query of the next page at
// the address of this one, and what a page fills in by itself (the newest period). So a touch of the
// reader is good for one step; what follows without another touch goes over it. A page that is late
// can thus use up the touch for the page after it, which then goes over it: one step all the same.
const push = history.pushState.bind(history);
const TWICE = 500; // ms between the two halves of one step
let touched = false;
let half = null; // the query that was a step by itself, at the address of the page before

// What a reader does, not scrolling: a finger that drags ends in no pointerup, and a key that walks
// through a page is Tab or has the page as its target.
for (const name of ["pointerup", "click"]) addEventListener(name, () => (touched = true), true);
addEventListener("keydown", (e) => (touched ||= e.target !== document.body && e.key !== "Tab"), true);
addEventListener("popstate", () => (touched = false), true);

history.pushState = (state, title, url) => {
  const next = new URL(url ?? location.href, location.href);
  const moves = next.pathname !== location.pathname;
  // Who touches between the halves keeps that touch for what it asks.
  const completes = moves && half?.search === next.search && Date.now() - half.at < TWICE;
  const steps = touched && !completes && next.href !== location.href;
  half = steps && !moves ? { search: next.search, at: Date.now() } : null;
  if (steps) touched = false;
  return steps ? push(state, title, url) : history.replaceState(state, title, url);
};
