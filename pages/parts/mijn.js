// Remembers one gemeente on this device, in a cookie with its code and nothing else, for a year.
const YEAR = 365 * 24 * 3600;

function keep(code) {
  const here = new URL("./", location.href).pathname; // all pages are one level deep
  const safe = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `${NAME}=${code};path=${here};max-age=${code ? YEAR : 0};samesite=lax${safe}`;
}

export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(":scope > .tekening");
  if (!root) {
    root = parentElement.appendChild(document.createElement("div"));
    root.className = "tekening mijn";
  }
  root.innerHTML = data;
  root.onclick = (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    keep(button.dataset.code);
    setTriggerValue("code", button.dataset.code || "-");
  };
}
