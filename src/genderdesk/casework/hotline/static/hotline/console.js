// The operator's console: counts the time of calls, rings where asked, changes the tab's title, answers by key.
const root = document.documentElement;
const serverNow = Number(document.body.dataset.now);
const started = performance.now();
const pad = (n) => String(n).padStart(2, "0");

function face(seconds) {
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}:${pad(seconds % 60)}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`;
}

// The server's clock rules: a desk's own may be wrong by hours.
function count() {
  const now = Math.floor(serverNow + (performance.now() - started) / 1000);
  for (const clock of document.querySelectorAll("[data-since]")) {
    const seconds = Math.max(0, (Number(clock.dataset.until) || now) - Number(clock.dataset.since));
    const shown = clock.querySelector("[data-face]");
    if (shown.textContent !== face(seconds)) shown.textContent = face(seconds);
    if (!clock.dataset.goal) continue;
    const tone = seconds <= Number(clock.dataset.goal) ? "calm" : seconds <= Number(clock.dataset.late) ? "due" : "overdue";
    clock.className = `line-clock line-${tone}`;
    const words = clock.querySelector("[data-words]");
    if (words.textContent !== words.dataset[tone]) words.textContent = words.dataset[tone];
  }
}

// The tab says how many wait, and nothing else. A hidden screen keeps its dots.
const title = document.title;
function name() {
  if (root.classList.contains("screen-hidden")) return;
  const waiting = Number(document.querySelector("[data-waiting]")?.dataset.waiting ?? 0);
  const words = waiting ? `(${waiting}) ${title}` : title;
  if (document.title !== words) document.title = words;
}

// A browser lets a page sound only after somebody pressed something on it; who chose to hear it once hears it again
// from the first press or key on the next page.
const RING_ALOUD = "desk.ring";
const button = document.querySelector("[data-ring-sound]");
let sound;
function wanted() {
  try { return localStorage.getItem(RING_ALOUD) === "1"; } catch { return false; }
}
function want(on) {
  try { localStorage.setItem(RING_ALOUD, on ? "1" : "0"); } catch { /* A browser that keeps nothing asks again. */ }
}
function tone(at, pitch) {
  const source = sound.createOscillator();
  const volume = sound.createGain();
  source.frequency.value = pitch;
  volume.gain.value = 0.15;
  source.connect(volume).connect(sound.destination);
  source.start(sound.currentTime + at);
  source.stop(sound.currentTime + at + 0.35);
}
function ring() {
  if (!sound || sound.state !== "running" || !document.querySelector(".line-rings")) return;
  tone(0, 440);
  tone(0.4, 554);
}
// A queue that rings without a sound says so.
function quiet() {
  const words = document.querySelector("[data-quiet]");
  if (words) words.hidden = !button || sound?.state === "running";
}
function loud(on) {
  button.setAttribute("aria-pressed", String(on));
  if (!on) {
    sound?.close();
    sound = undefined;
  } else {
    sound ??= new AudioContext();
    sound.resume().then(quiet);
  }
  quiet();
}
if (button && window.AudioContext) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    want(on);
    loud(on);
    setTimeout(ring, 50);
  });
  const first = (event) => {
    if (wanted() && !button.contains(event.target) && button.getAttribute("aria-pressed") !== "true") loud(true);
  };
  document.addEventListener("pointerdown", first, { once: true });
  document.addEventListener("keydown", first, { once: true });
  if (wanted() && navigator.userActivation?.hasBeenActive) loud(true);
  setInterval(ring, 2000);
}

// Keys. One letter alone acts only where it was switched on (WCAG 2.1.4) and never inside a field.
const SINGLE_KEYS = "desk.keys";
const list = document.querySelector("[data-keys]");
const single = list?.querySelector("[data-keys-single]");
const inField = (place) => place?.closest?.("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [contenteditable]");

function openKeys() {
  if (list && !list.open) list.showModal();
}
function open(details) {
  if (!details) return;
  details.open = true;
  details.querySelector("summary").focus();
}
const GO = {
  n: () => (document.querySelector("[name=narrative]") ?? document.querySelector("textarea[name=text]"))?.focus(),
  d: () => document.getElementById("danger")?.focus(),
  h: () => document.getElementById("hang-up")?.focus(),
  s: () => document.querySelector("[name=classification]")?.focus(),
  p: () => open(document.getElementById("finder")),
  t: () => document.querySelector("[data-go-texts]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.altKey || event.metaKey || root.classList.contains("screen-hidden")) return;
  const here = document.activeElement;
  if (event.ctrlKey) {
    if (event.key !== "Enter" || !here.form) return;
    const save = here.form.querySelector(".line-save button");
    if (save) { event.preventDefault(); here.form.requestSubmit(save); }
    return;
  }
  if (inField(here) || list?.open) return;
  const nothing = !here || here === document.body || here.id === "main";
  if (event.key === "Enter" && nothing) document.querySelector("[data-answer]")?.click();
  else if (event.key === "?") { event.preventDefault(); openKeys(); }
  else if (single?.checked && GO[event.key]) { event.preventDefault(); GO[event.key](); }
});
for (const each of document.querySelectorAll("[data-keys-open]")) {
  each.hidden = false;
  each.addEventListener("click", openKeys);
}
if (single) {
  try { single.checked = localStorage.getItem(SINGLE_KEYS) === "1"; } catch { /* Off, then. */ }
  single.addEventListener("change", () => {
    try { localStorage.setItem(SINGLE_KEYS, single.checked ? "1" : "0"); } catch { /* For this page only. */ }
  });
}

// The places of the district that is chosen in the form.
const finder = document.querySelector("[data-finder]");
document.querySelector("[name=district]:not([type=hidden])")?.addEventListener("change", async (event) => {
  if (!finder) return;
  const asked = event.target.value;
  finder.dataset.finderDistrict = asked;
  try {
    const answer = await fetch(`${finder.dataset.finder}?${new URLSearchParams({ district: asked })}`);
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const html = await answer.text();
    if (finder.dataset.finderDistrict === asked) finder.innerHTML = html;
  } catch {
    // The list for the former district stays; its heading says which one it is.
  }
});

// A quiet night is no absence: while somebody is on watch the console asks now and then, so that the sign-in does not run
// out before the next call. After a shift without a touch it stops asking, and says so once nobody is signed in any more.
const ASK = 4 * 60000;
const WATCH = 12 * 3600000;
const RUN_OUT = 31 * 60000;
const queue = document.getElementById("queue");
let touched = Date.now();
let asked = Date.now();

function signedOut() {
  if (document.getElementById("signed-out")) return;
  const banner = document.createElement("div");
  banner.id = "signed-out";
  banner.className = "notice notice-overdue";
  banner.setAttribute("role", "alert");
  const link = document.createElement("a");
  link.href = location.pathname;
  link.textContent = queue.dataset.signIn;
  const words = document.createElement("p");
  words.append(`${queue.dataset.signedOut} `, link);
  banner.append(words);
  queue.before(banner);
}
async function ask() {
  asked = Date.now();
  try {
    const answer = await fetch(`${queue.dataset.refreshUrl}?strip`);
    if (answer.redirected) signedOut();
  } catch {
    // No network: the live part of the page says that already.
  }
}
function stay() {
  const quiet = Date.now() - touched > WATCH;
  if (Date.now() - asked >= (quiet ? RUN_OUT : ASK)) ask();
}
if (queue) {
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => { touched = Date.now(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  setInterval(stay, 30000);
}

function show() {
  count();
  name();
  quiet();
}
setInterval(show, 1000);
document.addEventListener("desk:refreshed", show);
show();
