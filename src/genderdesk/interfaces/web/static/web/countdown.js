// Clocks count on in the words that the server gave; browsers know no Kinyarwanda, so nothing is formatted by them.
const texts = document.body.dataset;

function fill(pattern, values) {
  return (pattern ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

function show(clock, now) {
  const left = Number(clock.dataset.deadline) - now;
  const minutes = Math.floor(Math.abs(left) / 60);
  const unit = minutes < 60 ? "clockMinutes" : minutes < 1440 ? "clockHours" : "clockDays";
  const hours = unit === "clockDays" ? Math.floor((minutes % 1440) / 60) : Math.floor(minutes / 60);
  const time = fill(texts[unit], { days: Math.floor(minutes / 1440), hours, minutes: minutes % 60 });
  const words = fill(left >= 0 ? texts.clockLeft : texts.clockOver, { time });
  if (clock.textContent !== words) clock.textContent = words;
  const state = left < 0 ? "over" : left <= Number(clock.dataset.warn) * 60 ? "soon" : "calm";
  clock.className = `clock clock-${state}`;
}

// The server's clock rules: a phone's own may be wrong by hours.
const started = performance.now();
const serverNow = Number(texts.now);
function tick() {
  const now = serverNow + (performance.now() - started) / 1000;
  for (const clock of document.querySelectorAll("time[data-deadline]")) show(clock, now);
}

if (serverNow) {
  setInterval(tick, 30000);
  document.addEventListener("desk:refreshed", tick);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
}
