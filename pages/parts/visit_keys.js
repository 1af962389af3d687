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

export default function () {
  document.addEventListener("keydown", loop);
  return () => document.removeEventListener("keydown", loop);
}
