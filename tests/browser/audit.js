// What axe does not see, asked of the page as it stands. An object of functions; audit.py calls them.
({
  // Everything a reader sees or hears outside our own drawings, code and what is kept as typed.
  said() {
    const own = '.tekening, [data-testid^="stBidiComponent"], script, style, noscript, code,'
      + ' [translate=no], [data-testid=stIconMaterial]';
    const names = ["aria-label", "title", "placeholder", "alt", "aria-roledescription"];
    const said = new Set();
    for (const e of document.body.querySelectorAll("*")) {
      if (e.closest(own)) continue;
      for (const name of names) if (e.getAttribute(name)) said.add(e.getAttribute(name));
      for (const node of e.childNodes)
        if (node.nodeType === 3 && node.nodeValue.trim()) said.add(node.nodeValue.trim());
    }
    return [...said];
  },

  audit(least) {
    const found = [];
    const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
    const name = (e) => String(e.getAttribute("aria-label") || e.innerText || e.placeholder || e.id
      || e.getAttribute("class") || "").replace(/\s+/g, " ").trim().slice(0, 60);
    const kind = (e) => (e instanceof SVGElement ? `${e.tagName}.${e.classList[0] ?? ""}` : e.tagName);
    const flat = (text) => text.toLowerCase().replace(/\s+/g, " ");
    if (document.documentElement.lang !== "nl") found.push("the page is not Dutch");
    if (document.querySelectorAll("main, [role=main]").length !== 1) found.push("not one main");

    // Headings: one h1, it comes first, no level is skipped, none is empty.
    const dialog = [...document.querySelectorAll("[role=dialog]")].at(-1);
    const heads = [...(dialog ?? document).querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(seen);
    if (!dialog && heads.filter((h) => h.tagName === "H1").length !== 1) found.push("not one h1");
    let last = dialog ? 2 : 0;
    for (const h of heads) {
      const level = Number(h.tagName[1]);
      if (level > last + 1) found.push(`heading skips to ${h.tagName}: ${name(h)}`);
      if (!h.innerText.trim()) found.push(`heading without words: ${h.outerHTML.slice(0, 80)}`);
      last = level;
    }
    const ids = [...document.querySelectorAll("[id]")].map((e) => e.id).filter(Boolean);
    for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at)))
      found.push(`two elements are called ${id}`);

    // Names: no Markdown in what is heard, and what is seen is part of the name (2.5.3).
    const pressed = "button, a[href], input:not([type=hidden]), select, textarea, summary,"
      + " [role=button], [role=tab], [role=radio], [role=option], [role=slider], [tabindex='0']";
    const wide = "[role=region], [role=img], [role=group], [role=application], [role=tabpanel], main";
    const all = [...document.querySelectorAll(pressed)].filter(seen).filter((e) => !e.matches(wide));
    for (const e of all) {
      const label = e.getAttribute("aria-label");
      if (label && /\\[^\w\s]/.test(label)) found.push(`backslash in the name: ${label}`);
      const text = e.tagName === "INPUT" ? "" : e.innerText?.trim();
      if (label && text && text.length < 60 && /[a-z]{3}/i.test(text)
          && !e.querySelector("[data-testid=stIconMaterial]") && !flat(label).includes(flat(text)))
        found.push(`"${text}" is called "${label}"`);
      if (!label && !text && !e.labels?.length && !e.title && !e.querySelector("[aria-label], [title], img[alt]")
          && !e.getAttribute("aria-labelledby") && !e.closest("[aria-hidden=true]"))
        found.push(`without a name: ${e.outerHTML.slice(0, 90)}`);
    }

    // Size (2.5.8): 24 px, or nothing else within a circle of 24 px, or a link among other words.
    const forTheEar = (e) => [e, e.parentElement, e.parentElement?.parentElement]
      .some((n) => n && n.getBoundingClientRect().width <= 1);
    const boxes = all.filter((e) => !e.closest("[aria-hidden=true]") && !forTheEar(e))
      .map((e) => [e, (e.closest("label") ?? e).getBoundingClientRect()])
      .filter(([, b]) => b.width > 1 && b.height > 1);
    const among = (e) => {
      if (getComputedStyle(e).display !== "inline") return false;
      const block = e.closest("p, li, td, dd, dt, nav, footer, figcaption, caption, small, span, div");
      return block && block.innerText.trim().length > e.innerText.trim().length;
    };
    // What scrolls away under the menu is no neighbour of what is in it.
    const isFixed = (e) => e.closest("[data-testid=stHeader]") !== null;
    for (const [e, b] of boxes) {
      if (b.width >= least && b.height >= least) continue;
      if (least <= 24 && e.tagName === "A" && among(e)) continue;
      const [x, y] = [b.x + b.width / 2, b.y + b.height / 2];
      const near = ([other, o]) => other !== e && !other.contains(e) && !e.contains(other)
        && isFixed(other) === isFixed(e)
        && (Math.hypot(Math.max(o.x - x, 0, x - o.right), Math.max(o.y - y, 0, y - o.bottom)) < 12
          || ((o.width < 24 || o.height < 24)
            && Math.hypot(o.x + o.width / 2 - x, o.y + o.height / 2 - y) < 24));
      if (least > 24 || boxes.some(near))
        found.push(`${Math.round(b.width)}x${Math.round(b.height)} px: ${kind(e)} ${name(e)}`);
    }

    // Tables say what their columns are; figures have words, and a table with the same figures.
    for (const table of [...document.querySelectorAll("table")].filter(seen)) {
      if (!table.querySelector("th")) found.push(`table without heads: ${name(table)}`);
      const bare = [...table.querySelectorAll("thead th")].find((th) => !th.scope && th.innerText.trim());
      if (bare) found.push(`head without scope: ${name(bare)}`);
    }
    const figures = [...document.querySelectorAll("main [role=img], main [role=application], main svg")]
      .filter((e) => seen(e) && !e.closest("[aria-hidden=true], button, a")
        && !e.parentElement.closest("[role=img], [role=application], svg"));
    for (const e of figures) {
      const words = e.getAttribute("aria-label") || e.getAttribute("aria-labelledby")
        || e.querySelector("title, [aria-label]");
      if (!words) found.push(`figure without words: ${e.outerHTML.slice(0, 90)}`);
      if (e.getBoundingClientRect().width < 280 || e.getBoundingClientRect().height < 120) continue;
      let up = e;
      while (up && !(up.querySelector("table") || /tabel/i.test(up.innerText ?? ""))
        && up.dataset?.testid !== "stMainBlockContainer") up = up.parentElement;
      if (!up || up.dataset?.testid === "stMainBlockContainer")
        found.push(`figure without a table: ${name(e)}`);
    }

    // Colour is never alone (1.4.1): what is coloured higher or lower says so with a sign or a word.
    // Asked of the title, which is never drawn: an element that comes and goes costs the whole page.
    // Light or dark is a matter of where the drawings stand, not of the document.
    const probe = document.querySelector("title");
    probe.style.colorScheme = getComputedStyle(document.querySelector("main .tekening") ?? probe).colorScheme;
    const colours = ["--hoger", "--lager"].map((token) => {
      probe.style.color = `var(${token})`;
      return getComputedStyle(probe).color;
    });
    probe.removeAttribute("style");
    for (const e of document.querySelectorAll("main .tekening *")) {
      if (![...e.childNodes].some((n) => n.nodeType === 3 && n.nodeValue.trim()) || !seen(e)) continue;
      if (!colours.includes(getComputedStyle(e).color)) continue;
      const around = e.closest("tr, li, figure, p, .card") ?? e.parentElement;
      const signs = [around, ...around.querySelectorAll("*")]
        .map((n) => getComputedStyle(n, "::before").content).join("");
      if (!/hoger|lager|▲|▼|stijg|daal/i.test(around.innerText + signs))
        found.push(`only colour says so: ${name(e)}`);
    }
    return [...new Set(found)];
  },

  // Where the keyboard is: what it is called, the ring that shows it, and whether it is in sight.
  stop() {
    let e = document.activeElement;
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
    if (!e || e === document.body) return null;
    const ring = (n) => {
      const s = getComputedStyle(n);
      return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 ? s.outlineColor : "";
    };
    const around = [];
    for (let up = e; up && around.length < 5; up = up.parentElement) around.push(up);
    const near = [...around, ...(e.labels ?? []), ...e.querySelectorAll("path, rect, polygon, div"),
      ...(e.nextElementSibling ? [e.nextElementSibling] : [])];
    const stroked = [...e.querySelectorAll("path, rect")]
      .some((n) => parseFloat(getComputedStyle(n).strokeWidth) >= 2);
    const box = e.getBoundingClientRect();
    const host = e.getRootNode().host ?? e;
    const open = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([x, y]) => {
      const hit = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
      return hit && (host.contains(hit) || hit.contains(host)
        || [...(e.labels ?? [])].some((label) => label.contains(hit)));
    });
    return {
      name: name(e), tag: `${e.tagName}.${e.dataset.testid ?? e.getAttribute("class") ?? ""}`,
      ring: near.map(ring).find(Boolean) ?? (stroked ? "stroke" : ""), inside: Boolean(open),
    };
    function name(n) {
      return (n.getAttribute("aria-label") || n.innerText || n.placeholder || n.id || "").trim().slice(0, 60);
    }
  },

  // What leaves the page sideways; empty when only boxes that scroll by themselves do.
  overflow() {
    const main = document.querySelector('[data-testid="stMain"]');
    const wide = [...main.querySelectorAll("*")].filter((e) => {
      const box = e.getBoundingClientRect();
      if (box.width === 0 || box.right <= innerWidth + 1) return false;
      for (let up = e.parentElement; up && up !== main; up = up.parentElement)
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return false;
      return true;
    });
    const page = document.documentElement.scrollWidth > innerWidth || main.scrollWidth > main.clientWidth + 1;
    return [...(page ? ["the page scrolls sideways"] : []),
      ...wide.slice(0, 5).map((e) => `${e.tagName} ${e.getAttribute("class")} ${e.dataset.testid ?? ""}`)];
  },

  // Words that a box cuts off without a way to read the rest (1.4.12, 1.4.4).
  cut() {
    return [...document.querySelectorAll("main .tekening *, main [data-testid=stMarkdownContainer] *")]
      .filter((e) => e.checkVisibility() && !e.closest("[aria-hidden=true], svg, .vh")
        && [...e.childNodes].some((n) => n.nodeType === 3 && n.nodeValue.trim()))
      .filter((e) => {
        const s = getComputedStyle(e);
        return s.overflowY !== "visible" && s.overflowY !== "auto" && s.clipPath === "none"
          && e.scrollHeight > e.clientHeight + 4 && e.clientHeight > 0;
      })
      .map((e) => `cut: ${e.innerText.trim().slice(0, 60)}`);
  },

  // Paper: the title is there, nothing to press is, and every word is dark on white.
  paper() {
    const found = [];
    const seen = (e) => e.checkVisibility() && e.getClientRects().length > 0;
    if (![...document.querySelectorAll("main h1, main .np-druk, main .alleen-druk")].some(seen))
      found.push("no title on paper");
    for (const e of document.querySelectorAll("header, main button, main input, main select, main [role=radio]"))
      // The boxes of the checklist are there to be ticked with a pen.
      if (seen(e) && !e.closest('[aria-hidden=true], [class*="st-key-vink_"]')) found.push(`on paper: ${e.outerHTML.slice(0, 80)}`);
    const light = (text) => {
      const [r, g, b, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
      return a > 0.5 && 0.2126 * r + 0.7152 * g + 0.0722 * b > 160;
    };
    for (const e of document.querySelectorAll("main *")) {
      if (![...e.childNodes].some((n) => n.nodeType === 3 && n.nodeValue.trim()) || !seen(e)) continue;
      if (light(getComputedStyle(e).color) && !e.closest("svg, [class*=kaart], .bl, td, th"))
        found.push(`light on paper: ${e.innerText.trim().slice(0, 50)}`);
    }
    const right = document.querySelector('[data-testid="stMain"]').getBoundingClientRect().right;
    for (const e of document.querySelectorAll("main table, main figure, main [role=img], main h2, main h3"))
      if (seen(e) && e.getBoundingClientRect().right > right + 2)
        found.push(`runs off the paper: ${(e.innerText || e.getAttribute("aria-label") || "").slice(0, 50)}`);
    return [...new Set(found)];
  },
})
