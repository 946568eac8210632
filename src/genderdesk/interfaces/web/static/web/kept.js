// A form[data-outbox] that finds no network waits on this phone, sealed for the desk alone (on_phone.py): who takes the
// phone reads nothing. The page says what waits; what the desk refuses stays until its owner has read why. A form whose
// data-outbox is "door" is for one person after another, so its page stays and it is empty at once for the next one; one
// whose is "list" stays as it was ticked.
import { Outbox, drop, keep, kept, somethingWaits } from "./outbox.js";

const box = document.getElementById("on-phone");
const words = document.body.dataset;
// Of the form whose answer is this very page: whatever the desk said of it has been read now.
const SHOWN = "outbox.shown";
const onRide = document.getElementById("ride") !== null;
const proof = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

// ECDH on P-256 with a key that is thrown away, HKDF, AES-GCM.
async function seal(said) {
  const { subtle } = crypto;
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const raw = Uint8Array.from(atob(words.keptKey), (each) => each.charCodeAt(0));
  const desk = await subtle.importKey("raw", raw, curve, false, []);
  const own = await subtle.generateKey(curve, true, ["deriveBits"]);
  const shared = await subtle.deriveBits({ name: "ECDH", public: desk }, own.privateKey, 256);
  const point = new Uint8Array(await subtle.exportKey("raw", own.publicKey));
  const base = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const by = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: point };
  const key = await subtle.deriveKey(by, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const utf8 = new TextEncoder();
  const text = utf8.encode(JSON.stringify(said));
  // Filled up, so that its length says little.
  const filled = new Uint8Array(Math.ceil(text.length / 256) * 256).fill(32);
  filled.set(text);
  const sealed = await subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8.encode(words.keptBy) }, key, filled);
  return btoa(Array.from([...point, ...iv, ...new Uint8Array(sealed)], (each) => String.fromCharCode(each)).join(""));
}

async function open(item, signal) {
  const body = new URLSearchParams({ word: item.word });
  const answer = await fetch(words.keptOpen, { method: "POST", body, headers: { "X-CSRFToken": proof(), "X-Desk-Again": "1" }, signal });
  if (answer.redirected || answer.status === 401) return "signIn";
  if (answer.status === 403) return await renew(signal) || open(item, signal);
  if (!answer.ok) return answer.status < 500 ? "refused" : "away";
  return answer.json();
}

let renewed = false;
async function renew(signal) {
  if (renewed) return "signIn";
  const answer = await fetch(document.querySelector("a.name").href, { signal });
  if (answer.redirected || answer.status === 401) return "signIn";
  if (!answer.ok) return "away";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  for (const each of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) each.value = fresh;
  renewed = true;
  return "";
}

let leaving = null;
const outbox = new Outbox({
  // A rider's steps are sent by the rider's own page where that is open.
  isOwn: (item) => !(onRide && item.step),
  headers: { "X-Desk-Kept": "1", "X-Desk-Again": "1" },
  proof,
  renew,
  open,
  isElsewhere: (answer) => answer.redirected,
  isTaken: (answer) => answer.status === 204,
  taken: (item, answer) => {
    drop(item);
    renewed = false;
    tellForm("desk:taken", item);
    if (leaving?.op === item.op) leaving.next = answer.headers.get("Desk-Next");
  },
  tell: (why, item) => {
    if (why === "refused" && leaving?.op !== item.op) refuse(item);
    show(why);
  },
  changed: () => show(),
});

function refuse(item) {
  const { body, stored, ...written } = item;
  keep({ ...written, refused: true }, body ? { body } : {});
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function button(text, act) {
  const made = element("button", text, "button button-secondary button-small");
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

// The desk's own page says why it was refused, with all that was typed, to be mended and sent again.
async function read(item) {
  const sent = item.body ? item : await open(item).catch(() => "away");
  if (typeof sent === "string") { show(sent); return; }
  const form = document.createElement("form");
  form.method = "post";
  form.action = sent.url;
  for (const [name, value] of [...sent.body, ["csrfmiddlewaretoken", proof()]]) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  mark(item);
  form.submit();
}

const mark = (item) => { try { sessionStorage.setItem(SHOWN, item.op); } catch { /* Then it is sent once more, as the same. */ } };

// Thirty people who signed in are one line; what was refused is read one by one.
function grouped(list) {
  const groups = [];
  for (const item of list) {
    const last = groups.at(-1);
    if (last && !item.refused && !last[0].refused && last[0].words === item.words) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

let shown = "";
function show(why = "") {
  const list = outbox.list();
  // What says the same again takes nobody's place on the page away.
  const now = JSON.stringify([why === "signIn", list.map((each) => [each.op, each.refused])]);
  if (now === shown) return;
  shown = now;
  box.hidden = !list.length;
  if (!list.length) document.querySelector("main [data-kept-word]")?.remove();
  box.replaceChildren();
  if (!list.length) return;
  const heading = element("p", words.keptCount.replace("{count}", list.length), "strong-line");
  const lines = document.createElement("ul");
  for (const alike of grouped(list)) {
    const [item] = alike;
    const hours = [...new Set([item, alike.at(-1)].map((each) => new Date(each.at).toTimeString().slice(0, 5)))];
    const number = alike.length > 1 ? ` × ${alike.length}` : "";
    const line = element("li", `${item.words}${number} · ${hours.join("–")}`);
    if (item.refused) {
      const actions = element("span", "", "actions");
      actions.append(button(words.keptRead, () => read(item)), button(words.keptDrop, () => { drop(item); show(); }));
      line.append(element("p", words.keptRefused), actions);
    }
    lines.append(line);
  }
  const state = element("p", "");
  state.setAttribute("role", "status");
  box.append(heading, lines, state);
  if (list.some((each) => !each.refused)) {
    state.textContent = why === "signIn" ? words.keptSignedOut : words.keptAway;
    box.append(button(words.keptAgain, () => outbox.send()));
  }
}

// Kept first and sent then: what a phone loses between the two it has. Null where the browser keeps nothing.
async function keepOf(form) {
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  // It may be sent from another page.
  const sent = { url: form.getAttribute("action") || location.pathname + location.search, body: [...data.entries()] };
  const item = { op: data.get("op_id"), at: Date.now(), words: form.querySelector(".actions .button").textContent.trim() };
  try { return keep({ ...item, word: await seal(sent) }, sent) ? item : null; } catch { return null; /* No TLS, no seal. */ }
}

async function hand(form) {
  const item = await keepOf(form);
  if (!item) return null;
  leaving = { op: item.op };
  const why = await outbox.post(kept().find((each) => each.op === item.op));
  const next = leaving.next;
  leaving = null;
  return { item, why, next };
}

const tellForm = (name, item) => document.dispatchEvent(new CustomEvent(name, { detail: item.op }));

async function handAtDoor(form) {
  const item = await keepOf(form);
  if (!item) return null;
  form.dispatchEvent(new CustomEvent("desk:kept", { detail: item.op, bubbles: true }));
  forNext(form);
  // With a network it is there in a moment, and a line that comes and goes would move the page under her finger.
  if (!navigator.onLine) show();
  outbox.send();
  return { item };
}

// The next one is another operation.
function forNext(form) {
  if (form.dataset.outbox !== "list") form.reset();
  form.elements.op_id.value = crypto.randomUUID();
}

// What is sent by a script has no pressed button, so its name goes as a field.
function press(form, button) {
  form.querySelector("[data-pressed]")?.remove();
  if (!button?.name) return;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = button.name;
  field.value = button.value;
  field.dataset.pressed = "";
  form.append(field);
}

function say(form, text) {
  const made = element("p", text, "notice notice-due");
  made.setAttribute("role", "status");
  made.dataset.keptWord = "";
  document.querySelector("main [data-kept-word]")?.remove();
  form.before(made);
  made.scrollIntoView({ block: "center" });
}

// Before once.js and the browser.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-outbox]") || !globalThis.crypto?.subtle) return;
  event.preventDefault();
  const buttons = [...form.querySelectorAll("button")];
  if (buttons.some((each) => each.disabled)) return;
  press(form, event.submitter);
  for (const each of buttons) each.disabled = true;
  const atDoor = form.dataset.outbox === "door";
  const done = await (atDoor ? handAtDoor(form) : hand(form));
  for (const each of buttons) each.disabled = false;
  if (done && atDoor) return;
  if (!done) {
    if (navigator.onLine) form.submit();
    else say(form, words.keptFull);
  } else if (!done.why) {
    const there = new URL(done.next, location);
    location.assign(there);
    if (there.hash && there.pathname === location.pathname) location.reload();
  } else if (done.why === "refused" || done.why === "signIn") {
    // The browser sends it once more, as ever, and shows the desk's page: what is wrong beside the field, or the way to
    // sign in. What waits for a sign-in stays kept: sent twice, it is there once.
    if (done.why === "refused") mark(done.item);
    form.submit();
  } else {
    forNext(form);
    show(done.why);
    say(form, words.keptAway);
  }
}, true);

// Staff who sign out are told that something waits; it stays, also what somebody else has in this browser.
document.querySelector(".identity form")?.addEventListener("submit", (event) => {
  if (!somethingWaits()) return;
  if (outbox.list().length && !confirm(words.keptLeave)) { event.preventDefault(); return; }
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "waits";
  event.target.append(field);
  for (const each of Object.keys(localStorage)) if (each.startsWith("draft.")) localStorage.removeItem(each);
});

try {
  const read = sessionStorage.getItem(SHOWN);
  sessionStorage.removeItem(SHOWN);
  for (const each of kept()) if (each.op === read) drop(each);
} catch { /* Without storage nothing was kept. */ }
// A page without a signed-in reader, such as that of the sign-in, shows nothing of what waits.
if (box) { show(); outbox.send(); }
