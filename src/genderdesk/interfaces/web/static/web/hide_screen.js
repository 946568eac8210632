// Escape twice within a second blanks the screen at a shared counter; twice more shows it again.
const root = document.documentElement;
const words = document.body.dataset.hiddenWord ?? "";
const title = document.title;
let last = 0;

function turn() {
  const hidden = root.classList.toggle("screen-hidden");
  root.dataset.word = hidden ? words : "";
  document.title = hidden ? "\u2026" : title;
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.repeat) return;
  const now = Date.now();
  if (now - last < 1000) {
    last = 0;
    turn();
  } else {
    last = now;
  }
});
root.addEventListener("dblclick", () => {
  if (root.classList.contains("screen-hidden")) turn();
});
for (const button of document.querySelectorAll("[data-hide-screen]")) {
  button.hidden = false;
  button.addEventListener("click", turn);
}
