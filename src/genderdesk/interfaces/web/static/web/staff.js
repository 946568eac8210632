// Everything the staff pages add to plain HTML. Each part is an enhancement: the pages work without it.
const script = document.querySelector("script[data-live-url]");

// A form is sent once; coming back by the browser's history makes its button work again.
document.addEventListener("submit", (event) => {
  const buttons = event.target.querySelectorAll("button");
  setTimeout(() => buttons.forEach((button) => (button.disabled = true)));
});
addEventListener("pageshow", () => document.querySelectorAll("button").forEach((button) => (button.disabled = false)));

// Esc twice within a second hides the screen from whoever comes near; any key or press shows it again.
let lastEscape = 0;
document.addEventListener("keydown", (event) => {
  const root = document.documentElement;
  if (root.classList.contains("hidden-screen")) return root.classList.remove("hidden-screen");
  if (event.key !== "Escape") return;
  if (Date.now() - lastEscape < 1000) root.classList.add("hidden-screen");
  lastEscape = Date.now();
});
document.addEventListener("pointerdown", () => document.documentElement.classList.remove("hidden-screen"));

// An error summary takes the focus, so that it is read first.
document.querySelector(".error-summary")?.focus();

// Live word: a kind arrives, the pieces that wait for it are fetched again. Nobody's typing is ever replaced.
const refresh = async (piece) => {
  if (piece.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) return;
  const answer = await fetch(piece.dataset.refreshUrl, { headers: { "X-Piece": "1" }, redirect: "error" }).catch(() => null);
  if (!answer?.ok) return;
  const text = await answer.text();
  if (text.trim() === piece.dataset.shown) return;
  piece.dataset.shown = text.trim();
  piece.innerHTML = text;
  piece.dispatchEvent(new CustomEvent("refreshed", { bubbles: true }));
};
const pieces = (kind) =>
  [...document.querySelectorAll("[data-refresh-on]")].filter((piece) => !kind || piece.dataset.refreshOn.split(" ").includes(kind));
if (pieces().length) {
  let polling = 0;
  const poll = () => (polling ||= setInterval(() => document.hidden || pieces().forEach(refresh), 5000));
  const listen = () => {
    if (!script.dataset.liveUrl) return poll();
    const stream = new EventSource(script.dataset.liveUrl, { withCredentials: true });
    stream.onopen = () => {
      clearInterval(polling);
      polling = 0;
      pieces().forEach(refresh);
    };
    stream.onmessage = (event) => pieces(JSON.parse(event.data).kind).forEach(refresh);
    stream.onerror = poll;
  };
  listen();
}

// Countdowns in whole words that the server gave: data-hours="{h} h {m} min", data-passed="…".
const count = () =>
  document.querySelectorAll("[data-deadline][data-hours]").forEach((clock) => {
    const minutes = Math.floor((Date.parse(clock.dataset.deadline) - Date.now()) / 60000);
    const words = minutes < 0 ? clock.dataset.passed : clock.dataset.hours;
    clock.textContent = words.replace("{h}", Math.floor(minutes / 60)).replace("{m}", minutes % 60);
  });
setInterval(count, 30000);

// Notes save themselves on leaving the field and every ten seconds while they change.
document.querySelectorAll("textarea[data-autosave-url]").forEach((area) => {
  const told = document.getElementById(area.dataset.autosaveTold);
  let saved = area.value;
  const save = async () => {
    if (area.value === saved) return;
    const text = area.value;
    const token = area.form.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ [area.name]: text, csrfmiddlewaretoken: token });
    const answer = await fetch(area.dataset.autosaveUrl, { method: "POST", body }).catch(() => null);
    if (answer?.ok) saved = text;
    if (told) told.textContent = answer?.ok ? area.dataset.autosaveSaved : area.dataset.autosaveFailed;
  };
  area.addEventListener("blur", save);
  setInterval(save, 10000);
});
