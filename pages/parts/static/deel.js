// Fetches the script of a part of the page (a drawing, the map), once for all parts of its kind.
// When it cannot be had, the part says so in Dutch and can be tried again. Stands in the page
// itself (pages/parts/web.py), so that it is there when nothing else is.

// Text that was packed by pages/parts/packing.py.
window.peilUitpakken = (bytes) => {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
};

window.peilDeel = (() => {
  const KAART = { plaats: "aspect-ratio:1;max-height:640px", fout: "De kaart laadt niet. De tabel werkt wel." };
  const DEEL = { plaats: "", fout: "Dit deel van de pagina laadt niet." };
  const scripts = new Map(); // address -> { module, parts that wait for it, how often it failed }

  function fetched(address, script) {
    // What failed once is remembered by the browser: another try needs another address.
    const again = script.failed ? `?${script.failed}` : "";
    script.busy = import(new URL(address + again, document.baseURI)).then((module) => {
      script.module = module;
      for (const [place, { component, part }] of script.parts) {
        place.querySelector(":scope > .deel-fout")?.remove();
        try { module[part](component); } catch (error) { reportError(error); }
      }
      script.parts.clear();
    }, () => {
      script.failed = (script.failed ?? 0) + 1;
      script.busy = null;
      for (const [place, part] of script.parts) complain(place, part, address, script);
      document.documentElement.classList.add("getekend");
    });
  }

  function complain(place, { kind }, address, script) {
    let box = place.querySelector(":scope > .deel-fout");
    if (!box) {
      box = document.createElement("div");
      box.className = "tekening deel-fout";
      box.innerHTML = '<div class="state fout" role="alert"><span></span><button type="button" style="'
        + "margin-left:auto;font:inherit;min-height:32px;padding:4px 12px;border:1px solid var(--control);"
        + 'border-radius:4px;background:none;color:var(--petrol);cursor:pointer">Probeer opnieuw</button></div>';
      box.querySelector("span").textContent = kind.fout;
      place.style.cssText = "";
      place.append(box);
    }
    box.querySelector("button").onclick = () => script.busy ?? fetched(address, script);
  }

  return (component, address, what) => {
    const place = component.parentElement, kind = what === "kaart" ? KAART : DEEL;
    const part = what === "inhoud" ? "inhoud" : "default";
    if (!scripts.has(address)) scripts.set(address, { parts: new Map() });
    const script = scripts.get(address);
    if (!place.firstChild) place.style.cssText = kind.plaats;
    if (script.module) {
      script.module[part](component);
      return;
    }
    script.parts.set(place, { component, kind, part });
    script.busy ?? fetched(address, script);
  };
})();
