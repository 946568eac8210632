// Loaded in the head of public pages, not deferred: a page reached by Back after leaving must not flash.
(() => {
  "use strict";
  const root = document.documentElement;
  const NEUTRAL = "/leave/done/";
  const WITHIN = 5000;
  const left = () => {
    try { return sessionStorage.getItem("p"); } catch { return null; }
  };
  const blank = () => root.classList.add("gone");
  const leave = () => {
    blank();
    document.title = "\u2026";
    location.replace("/leave/");
  };

  if (left()) {
    const arrival = performance.getEntriesByType("navigation")[0];
    if (arrival && arrival.type === "back_forward") {
      blank();
      location.replace(NEUTRAL);
    } else {
      sessionStorage.removeItem("p");
    }
  }
  addEventListener("pagehide", blank);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (left()) location.replace(NEUTRAL);
    else root.classList.remove("gone");
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-leave]")) {
      event.preventDefault();
      leave();
    }
  });

  let presses = [];
  let forget;
  const say = (words) => {
    const place = document.getElementById("live-word");
    if (place) place.textContent = words;
  };
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    const now = Date.now();
    presses = presses.filter((at) => now - at < WITHIN).concat(now);
    if (presses.length === 3) {
      leave();
      return;
    }
    const pattern = document.querySelector("[data-say]")?.dataset.say ?? "";
    if (presses.length === 2) say(pattern);
    clearTimeout(forget);
    forget = setTimeout(() => { presses = []; say(""); }, WITHIN);
  });
})();
