// Copy buttons and the live switch; every page works without this file.
"use strict";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  if (!source) return;
  const said = (await copied(source.textContent)) ? "Copied" : "Press Ctrl+C";
  if (said !== "Copied") select(source);
  const before = button.dataset.label || button.textContent;
  button.dataset.label = before;
  button.textContent = said;
  setTimeout(() => { button.textContent = before; }, 1600);
});

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no clipboard without https, except on this machine
  }
}

function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

const live = document.querySelector("input[data-live]");
const LIVE_KEY = "spidergate-live";
const LIVE_EVERY_MS = 2000;

if (live && !live.disabled) {
  live.checked = sessionStorage.getItem(LIVE_KEY) === "on";
  live.addEventListener("change", () => {
    sessionStorage.setItem(LIVE_KEY, live.checked ? "on" : "off");
  });
  setInterval(refresh, LIVE_EVERY_MS);
}

let refreshing = false;

async function refresh() {
  if (!live.checked || document.hidden || refreshing) return;
  refreshing = true;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
    if (new URL(answer.url).pathname === "/login") {
      location.reload();
      return;
    }
    if (answer.ok) swap(await answer.text());
  } catch {
    // the dashboard is away; the next round asks again
  } finally {
    refreshing = false;
  }
}

function swap(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("live");
  const shown = document.getElementById("live");
  if (!fresh || !shown || shown.contains(document.activeElement)) return;
  if (fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh);
}
