// At the door of a session the phone's camera reads the cards, and the list on this page says whose each is, also without
// a network. No picture is kept or sent; the code is kept by kept.js, sealed, until the desk has it.
const door = document.getElementById("door");
const form = door.querySelector("form");
const button = door.querySelector("[data-scan]");
const video = door.querySelector("video");
const status = door.querySelector("p[role=status]");
const SAME_CARD = 4000;
const LOOK = 200;

const plain = (code) => code.toUpperCase().replace(/[^0-9A-Z]/g, "");
const rows = new Map();
for (const row of document.querySelectorAll("tr[data-card]")) {
  const card = plain(row.dataset.card);
  for (const code of [card, card.slice(1), plain(row.dataset.staff ?? "")]) if (code) rows.set(code, row);
}

const say = (what, name = "") => { status.textContent = door.dataset[what].replace("{name}", name); };
const nameIn = (row) => row.querySelector("label").textContent.trim();

// What the desk hears by the code, the list does not say once more.
function mark(row) {
  row.querySelector("select").value = "present";
  row.querySelector("input[type=hidden]").value = "present";
}

const waiting = new Map();
form.addEventListener("desk:kept", (event) => {
  const code = form.elements.code.value;
  const row = rows.get(plain(code));
  if (!row) { say("unknown", code); return; }
  waiting.set(event.detail, row);
  mark(row);
  say("kept", nameIn(row));
});
document.addEventListener("desk:taken", ({ detail }) => {
  const row = waiting.get(detail);
  if (row) say("taken", nameIn(row));
  waiting.delete(detail);
});

let last = { code: "", at: 0 };
function read(code) {
  const now = Date.now();
  // A card is held before the camera for longer than one look.
  if (code === last.code && now - last.at < SAME_CARD) { last.at = now; return; }
  last = { code, at: now };
  if (!/^T[0-9A-Z]{4,16}$/.test(plain(code))) { say("noCard"); return; }
  navigator.vibrate?.(80);
  form.elements.code.value = code;
  form.requestSubmit();
}

let stream = null;
async function look(detector) {
  while (stream) {
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
      for (const each of await detector.detect(video)) read(each.rawValue);
    }
    await new Promise((done) => { setTimeout(done, LOOK); });
  }
}

function stop() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  video.hidden = true;
  video.srcObject = null;
  button.textContent = button.dataset.words;
}

async function start() {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    video.hidden = false;
    button.dataset.words = button.textContent;
    button.textContent = door.dataset.stop;
    await video.play();
    await look(new BarcodeDetector({ formats: ["qr_code"] }));
  } catch {
    if (stream) stop();
    say("noCamera");
  }
}

// Where the browser reads no QR code, the code below it is typed.
if (globalThis.BarcodeDetector && navigator.mediaDevices) {
  button.hidden = false;
  button.addEventListener("click", () => { if (stream) stop(); else start(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && stream) stop(); });
}
