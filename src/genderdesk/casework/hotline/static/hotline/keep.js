// What is typed beside a contact is kept on the server, sealed, while it is typed: on a counter's shared computer nothing
// of it stays in the browser. A form leaves this page only after the server has what was typed: when the session has ended
// or the network is away, the words stay here and a sentence says so.
const AFTER = 1200;
const LONGEST = 5000;
const AGAIN = 6000;
const PATIENCE = 5000;
// Only a mark, never a word of what was typed.
const LATE = "desk.late";

let form;
let state;
let kept = "";
let timer;
let dirtySince = 0;
let sending = null;
let leaving = false;

function typed() {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (name !== "csrfmiddlewaretoken" && name !== "op_id") body.append(name, value);
  return body.toString();
}
const dirty = () => form && typed() !== kept;

function say(words) {
  if (state && state.textContent !== words) state.textContent = words ?? "";
}

// True where the server has what was typed; a sentence says why where it has not. Tried once more by itself, it says so:
// nobody is at the keys then, and it keeps no sign-in alive.
async function keep(again = false, alone = false) {
  timer = clearTimeout(timer);
  await sending?.catch(() => {});
  const now = typed();
  if (now === kept) return true;
  const body = new URLSearchParams(now);
  body.set("stage", form.dataset.keepStage);
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, ...(alone && { "X-Desk-Again": "1" }) };
  sending = fetch(form.dataset.keepUrl, { method: "POST", body, headers, signal: AbortSignal.timeout(PATIENCE) });
  try {
    const answer = await sending;
    if (answer.redirected || answer.status === 401) return lost(form.dataset.keepSignedOut);
    if (answer.status === 403) return again ? lost(form.dataset.keepTaken, true) : await renew(alone);
    if (answer.status === 409) return lost(form.dataset.keepDone, true);
    if (!answer.ok) return lost(form.dataset.keepLost);
    kept = now;
    dirtySince = 0;
    say(await answer.text());
    if (dirty()) later();
    return true;
  } catch {
    return lost(form.dataset.keepLost);
  } finally {
    sending = null;
  }
}

// After a new sign-in in another tab the page's proof is old: a fresh one is taken from the page itself. Where the page
// has no such form any more, somebody else has the contact.
async function renew(alone) {
  sending = null;
  const answer = await fetch(location.pathname, { signal: AbortSignal.timeout(PATIENCE) });
  if (answer.redirected || answer.status === 401) return lost(form.dataset.keepSignedOut);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const proof = page.querySelector("form[data-keep-url] [name=csrfmiddlewaretoken]");
  if (!proof) return lost(form.dataset.keepTaken, true);
  for (const each of document.querySelectorAll("[name=csrfmiddlewaretoken]")) each.value = proof.value;
  return keep(true, alone);
}

function lost(words, forGood = false) {
  say(words);
  if (!forGood && !leaving) timer = setTimeout(() => keep(false, true), AGAIN);
  return false;
}

function later() {
  dirtySince ||= Date.now();
  clearTimeout(timer);
  timer = setTimeout(() => keep(), Math.min(AFTER, Math.max(0, dirtySince + LONGEST - Date.now())));
}

function leave() {
  leaving = true;
  setTimeout(() => { leaving = false; passed = undefined; }, 15000);
}

// Any form of the page may take the operator away from what is typed; it goes once that is kept.
let passed;
document.addEventListener("submit", async (event) => {
  if (!form || event.target.method !== "post" || passed === event.target) return;
  if (leaving) {
    event.preventDefault();
    return;
  }
  if (!dirty()) {
    if (event.target === form) leave();
    return;
  }
  event.preventDefault();
  leave();
  const submitter = event.submitter;
  const done = await keep();
  if (!done) {
    leaving = false;
    timer ??= setTimeout(() => keep(false, true), AGAIN);
    state?.scrollIntoView({ block: "nearest" });
    return;
  }
  clearTimeout(timer);
  passed = event.target;
  event.target.requestSubmit(submitter);
}, true);

// The form may come, go and come anew while the page stands open, as the answer to "may we write?" changes.
function take() {
  const found = document.querySelector("form[data-keep-url]");
  if (found === form) return;
  const first = !form;
  form = found;
  state = form?.querySelector("[data-keep-state]");
  if (!form) return;
  if (first) kept = typed();
  else if (dirty()) later();
  form.addEventListener("input", later);
  form.addEventListener("change", later);
}

take();
document.addEventListener("desk:refreshed", take);
// The last words before a reload may have reached the server after this page was made: it is made once more.
if (form && sessionStorage.getItem(LATE)) {
  sessionStorage.removeItem(LATE);
  setTimeout(() => { if (!dirty()) location.reload(); }, 600);
}
addEventListener("online", () => { if (dirty()) keep(); });
addEventListener("pagehide", () => {
  if (leaving || !dirty()) return;
  const body = new URLSearchParams(typed());
  body.set("stage", form.dataset.keepStage);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  if (navigator.sendBeacon(form.dataset.keepUrl, body)) sessionStorage.setItem(LATE, "1");
});
addEventListener("pageshow", () => { leaving = false; passed = undefined; });
