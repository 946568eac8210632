// The rider's steps, also without a network: a tap is kept until the desk has it, and the page says so until then.
// What is kept: an address, the step's number, its time, a coded answer. No name, no place, nothing of what happened.
import { Outbox, drop, keep } from "../web/outbox.js";

const place = document.getElementById("ride");
const box = document.getElementById("kept");

// The server's clock rules: a phone's own may be wrong by hours.
const ahead = Date.now() - Number(document.body.dataset.now) * 1000;
const now = () => Math.round(Date.now() - ahead);

const kept = () => outbox.list();
const clock = (at) => new Date(at + ahead).toTimeString().slice(0, 5);

function line(text, className) {
  const made = document.createElement("p");
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

// What waits to be sent, and why.
function tell(why = "words", list = kept()) {
  box.replaceChildren();
  box.hidden = !list.length;
  if (!list.length) return;
  box.append(line(box.dataset[why], "strong-line"));
  const names = document.createElement("ul");
  for (const each of list) {
    const item = document.createElement("li");
    item.textContent = `${each.words} · ${clock(each.at)}`;
    names.append(item);
  }
  box.append(names);
  if (why !== "refused") {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button button-secondary";
    again.textContent = box.dataset.again;
    again.addEventListener("click", () => outbox.send());
    if (why === "words") box.append(line(box.dataset.promise));
    box.append(again);
  }
}

// Without a network the page goes on along the steps that are still to come.
function goOn() {
  const job = place.querySelector(".job");
  if (!job) return;
  const done = kept().filter((each) => each.job === job.dataset.job).map((each) => each.step);
  const chain = [...job.querySelectorAll(".next [data-tap]")];
  const last = chain.findLastIndex((form) => done.includes(form.dataset.tap));
  if (last >= 0) {
    chain.forEach((form, index) => { form.hidden = index !== last + 1; });
    const clear = job.querySelector("[data-clear]");
    if (clear && last >= chain.findIndex((form) => form.dataset.tap === "arrive")) clear.hidden = false;
  }
  if (done.includes("clear") || done.includes("give_back")) job.replaceChildren();
}

// What was ticked for a later step stays ticked; what was just sent is the desk's to say.
function show(html, sent = "") {
  [...place.querySelectorAll("form")].find((form) => form.action === sent)?.reset();
  place.dispatchEvent(new CustomEvent("desk:show", { detail: html, bubbles: true }));
  place.querySelector(".error-summary")?.scrollIntoView({ block: "start" });
}

// The newest proof is in what was shown last: after a new sign-in the rest of the page still holds the one from before.
function proof() {
  const field = "input[name=csrfmiddlewaretoken]";
  return (place.querySelector(field) ?? document.querySelector(field))?.value ?? "";
}

// Who is signed out, or has a second factor to set up, is sent to another page.
const isElsewhere = (answer) => answer.redirected && !answer.url.startsWith(new URL(place.dataset.refreshUrl, location).href);

// The page again with a proof that is good now; why not, where there is none to be had.
async function renew(signal) {
  const answer = await fetch(place.dataset.refreshUrl, { headers: { "X-Desk-Part": "1" }, signal });
  if (isElsewhere(answer)) return "signIn";
  if (answer.status >= 500) return "away";
  if (!answer.ok) return "refused";
  show(await answer.text());
  return "";
}

const outbox = new Outbox({
  isOwn: (item) => Boolean(item.step),
  headers: { "X-Desk-Part": "1" },
  proof,
  renew,
  isElsewhere,
  isTaken: (answer) => answer.ok || answer.status === 422,
  taken: async (tap, answer) => {
    const html = await answer.text();
    // Before it is shown: goOn() takes off the page what is still kept as done.
    drop(tap);
    show(html, new URL(tap.url, location).href);
  },
  tell: (why, tap) => {
    if (why === "refused") {
      drop(tap);
      tell("refused", [tap]);
      return;
    }
    tell(why === "signIn" ? "signIn" : "words");
    if (why) goOn();
  },
  changed: () => {
    tell();
    renew(AbortSignal.timeout(15000)).catch(() => {});
  },
});

// Before once.js and the browser: what is tapped here is kept first and sent then.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-tap]")) return;
  event.preventDefault();
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  const at = now();
  data.set("at", String(at));
  const body = [...data.entries()];
  const job = form.closest(".job")?.dataset.job ?? "";
  const op = data.get("op_id");
  // A second tap on the same button is the same step.
  if (kept().some((each) => each.op === op)) return;
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  keep({ op, url: form.getAttribute("action"), body, words: form.dataset.words, at, job, step: form.dataset.tap });
  outbox.send().then(() => { for (const button of form.querySelectorAll("button")) button.disabled = false; });
}, true);

// A new alert is felt and heard where the phone allows it.
let rung = "";
let sound;
addEventListener("pointerdown", () => { sound ??= window.AudioContext && new AudioContext(); }, { once: true });
function ring() {
  const alert = place.querySelector("[data-alert]")?.dataset.alert ?? "";
  if (!alert || alert === rung) return;
  rung = alert;
  // What the desk did not take before is of no weight now.
  place.querySelector(".error-summary")?.remove();
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([400, 200, 400, 200, 400]);
  if (sound?.state !== "running") return;
  for (const start of [0, 0.4, 0.8]) {
    const tone = sound.createOscillator();
    tone.frequency.value = 880;
    tone.connect(sound.destination);
    tone.start(sound.currentTime + start);
    tone.stop(sound.currentTime + start + 0.25);
  }
}

place.addEventListener("desk:refreshed", () => { goOn(); ring(); });
// A page that the browser kept from before may still show a place.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
ring();
tell();
goOn();
outbox.send();
