// Hears /live/ and fetches again the pieces of the page that the word is about. Without the stream it asks every 5 s.
const body = document.body;
const POLL = 5000;
let source;
let polling;
let wasDown = false;

const pieces = () => [...document.querySelectorAll("[data-refresh-on][data-refresh-url]")];
const hears = (piece, kind) => piece.dataset.refreshOn.split(" ").includes(kind);

function say(words) {
  const place = document.getElementById("live-word");
  if (!place || !words) return;
  place.textContent = words;
  setTimeout(() => { if (place.textContent === words) place.textContent = ""; }, 8000);
}

function isTyping(piece) {
  const here = document.activeElement;
  return piece.contains(here) && here.matches("input, textarea, select");
}

const isChoice = (field) => field.type === "radio" || field.type === "checkbox";

// What somebody ticked or wrote in a piece and has not sent yet.
function entered(piece) {
  return [...piece.querySelectorAll("input:not([type=hidden]), textarea")]
    .filter((field) => field.name && (isChoice(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue))
    .map((field) => ({ action: field.form?.action, name: field.name, value: field.value, checked: field.checked }));
}

function enter(piece, list) {
  for (const { action, name, value, checked } of list) {
    for (const field of piece.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.form?.action !== action) continue;
      if (!isChoice(field)) field.value = value;
      else if (field.value === value) field.checked = checked;
    }
  }
}

// Keeps focus, opened details and what was entered where the new content has them too.
function replace(piece, html) {
  const before = entered(piece);
  const here = piece.contains(document.activeElement) ? document.activeElement : null;
  const mark = here && (here.id ? `#${CSS.escape(here.id)}` : here.href ? `a[href="${CSS.escape(here.getAttribute("href"))}"]` : "");
  const open = [...piece.querySelectorAll("details[open][id]")].map((each) => each.id);
  piece.innerHTML = html;
  enter(piece, before);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (mark) piece.querySelector(mark)?.focus({ preventScroll: true });
  window.htmx?.process(piece);
  piece.dispatchEvent(new CustomEvent("desk:refreshed", { bubbles: true }));
}

// What counts as a change: not the proof and number of its forms, new in every answer, nor the second that a clock stands at.
const bare = (html) => html
  .replace(/(name="(?:csrfmiddlewaretoken|op_id)" value=")[^"]*/g, "$1")
  .replace(/(<span[^>]* data-face>)[^<]*/g, "$1");

async function refresh(piece) {
  if (piece.dataset.busy || isTyping(piece)) {
    piece.dataset.stale = "1";
    return;
  }
  piece.dataset.busy = "1";
  delete piece.dataset.stale;
  const turn = piece.turn;
  try {
    const answer = await fetch(piece.dataset.refreshUrl, { headers: { "X-Desk-Part": "1" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const html = await answer.text();
    // While the answer was on its way somebody may have begun to type, or the page may have got a newer one.
    if (isTyping(piece) || turn !== piece.turn) {
      piece.dataset.stale = "1";
    } else if (bare(html) !== piece.shown) {
      const first = piece.shown === undefined;
      piece.shown = bare(html);
      // Why something was not taken stays to be read until the next thing is sent.
      const refusal = piece.querySelector(".error-summary");
      replace(piece, html);
      if (refusal && !piece.querySelector(".error-summary")) piece.prepend(refusal);
      if (!first) say(piece.dataset.refreshSay);
    }
  } catch {
    // The word is not said twice: what could not be fetched now is asked for again, polling or not.
    say(body.dataset.liveLost);
    clearTimeout(piece.again);
    piece.again = setTimeout(() => refresh(piece), POLL);
  } finally {
    delete piece.dataset.busy;
  }
  if (piece.dataset.stale && !isTyping(piece)) refresh(piece);
}

function heard(event) {
  let word;
  try { word = JSON.parse(event.data); } catch { return; }
  for (const piece of pieces()) if (hears(piece, word.kind)) refresh(piece);
  document.dispatchEvent(new CustomEvent("desk:word", { detail: word }));
}

function all() {
  if (!document.hidden) pieces().forEach(refresh);
}

function poll(on) {
  if (on && !polling) polling = setInterval(all, POLL);
  if (!on && polling) polling = clearInterval(polling);
}

function listen() {
  if (!body.dataset.liveUrl || !window.EventSource) {
    poll(true);
    return;
  }
  source = new EventSource(body.dataset.liveUrl, { withCredentials: true });
  source.onmessage = heard;
  source.onopen = () => {
    poll(false);
    if (wasDown) all();
    wasDown = false;
  };
  source.onerror = () => {
    wasDown = true;
    poll(true);
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 30000);
  };
}

// A page that got its new content by itself hands it over here.
document.addEventListener("desk:show", ({ target, detail }) => {
  delete target.shown;
  target.turn = (target.turn ?? 0) + 1;
  replace(target, detail);
});
document.addEventListener("focusout", () => setTimeout(() => {
  for (const piece of pieces()) if (piece.dataset.stale) refresh(piece);
}, 0));
document.addEventListener("visibilitychange", () => { if (!document.hidden && polling) all(); });
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
listen();
