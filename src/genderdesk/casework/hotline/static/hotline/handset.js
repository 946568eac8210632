// A caller's telephone: dials, hears every two seconds where its call stands and what was written to it, and goes through
// the menu by taps. All words come from the server; without this script the same forms work one by one.
const phone = document.querySelector("[data-handset]");
const EVERY = 2000;
const STILL_HERE = 60000;

const part = (name) => phone.querySelector(`[data-${name}]`);
const number = () => globalThis.crypto?.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
const face = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

async function send(form, more = {}) {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// The call

const call = phone && { form: phone.querySelector("[data-handset-form=call]"), reference: phone.dataset.call, began: 0, open: false };

function showCall(told) {
  if (!told) return;
  call.open = !told.over;
  call.began = told.over ? 0 : Date.now() - told.seconds * 1000;
  part("call-body").classList.toggle("handset-talking", told.talking);
  if (part("call-words").textContent !== told.words) part("call-words").textContent = told.words;
  part("call-clock").textContent = face(told.seconds);
  part("call-dial").hidden = call.open;
  part("call-end").hidden = !call.open;
  part("keypad").hidden = part("keypad-words").hidden = !told.talking;
  const here = new URL(location.href);
  here.search = new URLSearchParams({ line: phone.dataset.line, number: phone.dataset.number, ...(call.open ? { call: call.reference } : {}) });
  history.replaceState(null, "", here);
}

async function pressCall(event) {
  event.preventDefault();
  const button = event.submitter;
  const dial = button.value === "call.offered";
  if (dial && !call.open) {
    call.reference = number();
    call.open = true;
  } else if (dial) {
    return;
  }
  const key = button.name === "key" ? { key: button.value } : { type: button.value };
  try {
    const told = await send(call.form, { ...key, reference: call.reference, event_id: number() });
    showCall(told.call);
  } catch {
    if (dial) call.open = false;
    part("call-words").textContent = phone.dataset.lost;
  }
}

function stillHere() {
  if (call.open) send(call.form, { type: "call.waiting", reference: call.reference, event_id: number() }).catch(() => {});
}

// Texts

function showTexts(texts) {
  const list = part("texts");
  list.replaceChildren(...texts.map((each) => {
    const item = document.createElement("li");
    item.className = each.mine ? "handset-text handset-mine" : "handset-text";
    const words = document.createElement("p");
    words.textContent = each.text;
    const time = document.createElement("span");
    time.className = "handset-time";
    time.textContent = each.time;
    item.append(words, time);
    return item;
  }));
  part("no-texts").hidden = texts.length > 0;
  part("log").scrollTop = part("log").scrollHeight;
  const form = phone.querySelector("[data-handset-form=sms]");
  for (const each of texts.filter((text) => text.receipt)) {
    send(form, { channel: "status", reference: each.receipt, text: "delivered", event_id: `receipt-${each.receipt}` }).catch(() => {});
  }
}

let writing = false;
async function write(event) {
  event.preventDefault();
  const form = event.currentTarget;
  if (writing || !form.elements.text.value.trim()) return;
  writing = true;
  try {
    await send(form);
    form.elements.text.value = "";
    form.elements.event_id.value = number();
    await hear();
  } catch {
    part("no-texts").hidden = false;
    part("no-texts").textContent = phone.dataset.lost;
  } finally {
    writing = false;
  }
}

// The menu: a session lives so long, and each answer has its minute.

const menu = phone && { form: phone.querySelector("[data-handset-form=ussd]"), ends: 0, answerBy: 0, busy: false };

function fillMenu(open) {
  const old = [...menu.form.children].filter((each) => each.type !== "hidden");
  for (const each of old) each.remove();
  menu.form.append(part(open ? "ussd-open" : "ussd-closed").content.cloneNode(true));
  if (open) menu.form.elements.text.focus({ preventScroll: true });
}

function showMenu(told) {
  part("ussd-screen").textContent = told.text;
  part("ussd-size").textContent = told.size;
  menu.form.elements.path.value = told.path;
  if (told.over) {
    endMenu();
    return;
  }
  if (!menu.ends) menu.ends = Date.now() + menu.form.dataset.sessionSeconds * 1000;
  menu.answerBy = Math.min(menu.ends, Date.now() + menu.form.dataset.answerSeconds * 1000);
  fillMenu(true);
}

function endMenu() {
  menu.ends = menu.answerBy = 0;
  part("ussd-left").textContent = "";
  menu.form.elements.path.value = "";
  menu.form.elements.reference.value = number();
  fillMenu(false);
}

async function stopMenu() {
  const reference = menu.form.elements.reference.value;
  menu.ends = menu.answerBy = 0;
  await send(menu.form, { type: "ussd.ended", reference, event_id: number() }).catch(() => {});
  part("ussd-screen").textContent = phone.dataset.over;
  part("ussd-size").textContent = "";
  endMenu();
}

async function pressMenu(event) {
  event.preventDefault();
  const text = menu.form.elements.text.value ?? "";
  if (menu.busy || (menu.ends && !text.trim())) return;
  menu.busy = true;
  try {
    const told = await send(menu.form, { text: text.trim(), event_id: number() });
    if (told.ussd) showMenu(told.ussd);
    else if (told.sentence) part("ussd-screen").textContent = told.sentence;
  } catch {
    part("ussd-left").textContent = phone.dataset.lost;
  } finally {
    menu.busy = false;
  }
}

function tapMenu(event) {
  if (event.target.matches("[data-ussd-key]")) {
    menu.form.elements.text.value += event.target.dataset.ussdKey;
  } else if (event.target.matches("[data-ussd-end]")) {
    stopMenu();
  }
}

// Clocks and hearing

function tick() {
  if (call.began) part("call-clock").textContent = face(Math.max(0, Math.floor((Date.now() - call.began) / 1000)));
  if (!menu.answerBy) return;
  const left = Math.ceil((menu.answerBy - Date.now()) / 1000);
  if (left <= 0) stopMenu();
  else part("ussd-left").textContent = `${phone.dataset.left} ${face(left)}`;
}

let hearing = false;
async function hear() {
  if (hearing) return;
  hearing = true;
  const asked = call.reference;
  const query = new URLSearchParams({ line: phone.dataset.line, number: phone.dataset.number, call: asked, seen: phone.dataset.seen });
  try {
    const answer = await fetch(`${phone.dataset.stateUrl}?${query}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    if (call.open && asked === call.reference) showCall(told.call);
    if (told.texts) {
      phone.dataset.seen = told.seen;
      showTexts(told.texts);
    }
  } catch {
    if (call.open) part("call-words").textContent = phone.dataset.lost;
  } finally {
    hearing = false;
  }
}

if (phone) {
  call.open = !part("call-end").hidden;
  call.form.addEventListener("submit", pressCall);
  phone.querySelector("[data-handset-form=sms]").addEventListener("submit", write);
  menu.form.addEventListener("submit", pressMenu);
  menu.form.addEventListener("click", tapMenu);
  if (menu.form.elements["ussd-input"]) showMenu({ text: part("ussd-screen").textContent, size: part("ussd-size").textContent, path: menu.form.elements.path.value });
  setInterval(hear, EVERY);
  setInterval(tick, 500);
  setInterval(stillHere, STILL_HERE);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) hear(); });
  hear();
}
