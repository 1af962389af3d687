// Walks through a visit with the arrow keys and with the page keys of a presenter remote.
const KNOP = {
  ArrowRight: "volgende", PageDown: "volgende", ArrowLeft: "vorige", PageUp: "vorige",
};
// Here the same keys mean something else: typing, choosing, or a dialog that is open.
const EIGEN = 'input, textarea, select, [contenteditable="true"], [role="radiogroup"], '
  + '[role="listbox"], [role="combobox"], [role="slider"], [role="tablist"]';

function loop(gebeurtenis) {
  const knop = KNOP[gebeurtenis.key];
  if (!knop || gebeurtenis.altKey || gebeurtenis.ctrlKey || gebeurtenis.metaKey) return;
  if (gebeurtenis.target.closest?.(EIGEN) || document.querySelector('[role="dialog"]')) return;
  const doel = document.querySelector(`.st-key-bezoek_${knop} button:not([disabled])`);
  if (!doel) return;
  gebeurtenis.preventDefault();
  // One press is one step: not again before the next screen is there.
  if (!gebeurtenis.repeat) doel.click();
}

document.addEventListener("keydown", loop);

// A panel hangs at the end of the page: who opens it with the keyboard goes into it, and not past
// it. A button that makes a file cannot hold the focus meanwhile, and gets it back.
{
  let held = null;
  addEventListener("focusin", (e) => (held = e.target), true);
  new MutationObserver((seen) => {
    for (const { target } of seen)
      if (target === held && !target.disabled && document.activeElement === document.body)
        target.focus();
  }).observe(document.body, { subtree: true, attributeFilter: ["disabled"] });
  addEventListener(
    "click",
    (e) => {
      const opener = e.target.closest?.('[data-testid="stPopoverButton"]');
      // A click of the keyboard has no place.
      if (!opener || e.detail) return;
      const enter = (tries) => {
        const panel = document.querySelector('[data-testid="stPopoverBody"]');
        if (!panel) return tries && setTimeout(() => enter(tries - 1), 50);
        if (document.activeElement !== opener) return;
        panel.tabIndex = -1;
        panel.focus({ preventScroll: true });
      };
      setTimeout(() => enter(20), 50);
    },
    true,
  );
}
