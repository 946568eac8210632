// Clocks of the board count on, second by second, by the server's time. Minutes and seconds are the same in every language.
const started = performance.now();
const serverNow = Number(document.body.dataset.now);
const two = (number) => String(number).padStart(2, "0");

function words(seconds) {
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))}`;
  return "";
}

function tick() {
  const now = Math.floor(serverNow + (performance.now() - started) / 1000);
  for (const clock of document.querySelectorAll("time[data-since]")) {
    const shown = words(Math.max(0, now - Number(clock.dataset.since)));
    // After a day the date that the server wrote says more.
    if (shown && clock.textContent !== shown) clock.textContent = shown;
    if (clock.dataset.due) clock.classList.toggle("elapsed-over", now >= Number(clock.dataset.due));
  }
}

if (serverNow) {
  tick();
  setInterval(tick, 1000);
  document.addEventListener("desk:refreshed", tick);
}
