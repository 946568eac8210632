// The operator's console: counts the time of calls, rings where asked, keeps what is typed while it is typed.
const pad = (n) => String(n).padStart(2, "0");
const began = new WeakMap();
function count() {
  for (const each of document.querySelectorAll("[data-elapsed]")) {
    if (!began.has(each)) began.set(each, Date.now() - Number(each.dataset.elapsed) * 1000);
    const seconds = Math.max(0, Math.floor((Date.now() - began.get(each)) / 1000));
    const words = `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`;
    if (each.textContent !== words) each.textContent = words;
  }
}
setInterval(count, 1000);
count();

// A browser lets a page sound only after somebody pressed something on it.
const button = document.querySelector("[data-ring-sound]");
let sound;
function ring() {
  if (!sound || !document.querySelector(".line-rings")) return;
  const tone = sound.createOscillator();
  const volume = sound.createGain();
  tone.frequency.value = 440;
  volume.gain.value = 0.15;
  tone.connect(volume).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + 0.4);
}
if (button && window.AudioContext) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    sound = on ? new AudioContext() : undefined;
    ring();
  });
  setInterval(ring, 2000);
}

// What is typed beside a call is kept a second after the last key.
for (const form of document.querySelectorAll("form[data-draft-url]")) {
  const field = form.querySelector("textarea");
  const word = form.querySelector("[data-draft-state]");
  if (!field) continue;
  let timer;
  const keep = async () => {
    const data = new FormData(form);
    data.set(form.dataset.draftAs || field.name, field.value);
    try {
      const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: data });
      if (!answer.ok) throw new Error(String(answer.status));
      if (word) word.textContent = (await answer.text()).slice(0, 120);
    } catch {
      if (word) word.textContent = form.dataset.draftLost || "";
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 1000);
  });
}
