// Play through the frames: a button, a slider and the name of the frame.
import { make } from "./maak.js";

const EVERY = 1200; // ms a frame

/** @param go(n, done): show frame n; done when the reader stopped there */
export function player(parent, go) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const box = make("div", { class: "kaart-speel", role: "group", "aria-label": "Afspelen" }, parent);
  const button = make("button", { type: "button" }, box);
  const slider = make("input", { type: "range", min: 0, step: 1, "aria-label": "Periode" }, box);
  const name = make("output", {}, box);
  let names = [], timer = null;
  const at = () => Number(slider.value);
  const words = () => {
    button.textContent = timer ? "Pauze" : still.matches ? "Volgende" : "Speel af";
    button.dataset.stand = timer ? "speelt" : "stil";
  };
  const stop = (tell) => {
    clearInterval(timer);
    timer = null;
    words();
    if (tell) go(at(), true);
  };
  const next = () => {
    if (!box.isConnected) return stop(false);
    go((at() + 1) % names.length, false);
    if (at() === names.length - 1) stop(true);
  };
  button.onclick = () => {
    if (timer) return stop(true);
    if (still.matches) return go((at() + 1) % names.length, true);
    timer = setInterval(next, EVERY);
    next();
    words();
  };
  slider.oninput = () => { if (timer) stop(false); go(at(), false); };
  slider.onchange = () => go(at(), true);
  return {
    show(all, n) {
      names = all;
      slider.max = all.length - 1;
      slider.value = n;
      slider.setAttribute("aria-valuetext", all[n]);
      name.textContent = all[n];
      words();
    },
  };
}
