// What was sent and has not come to the desk: kept on this phone, one by one, and sent in order until the desk has it. Each
// stands under its own operation number, so that what came twice is answered as the first time. A rider's coded steps
// (ride.js) lie here as they are, what was typed in a file lies sealed (kept.js).
const WAIT = 15000;
const RETRY = 5000;
const place = `outbox.${document.body.dataset.keptBy}.`;
// What this page itself was given stays in its memory too: it needs no opening, and a browser that keeps nothing loses it
// only with the page.
const here = new Map();

const stored = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
const names = () => { try { return Object.keys(localStorage).filter((each) => each.startsWith("outbox.")); } catch { return []; } };

// Whether anything of anybody waits in this browser.
export const somethingWaits = () => names().length > 0;

// What this reader has to send, the oldest first.
export function kept() {
  const list = names().filter((each) => each.startsWith(place)).map(stored).filter(Boolean);
  const found = list.map((each) => ({ ...each, ...here.get(each.op) }));
  const unstored = [...here.values()].filter((each) => !each.stored);
  return [...found, ...unstored].sort((one, other) => one.at - other.at);
}

// Keeps one; ``inMemory`` is what shall not lie on the phone. False where the browser keeps nothing.
export function keep(item, inMemory = {}) {
  let isStored = true;
  try { localStorage.setItem(place + item.op, JSON.stringify(item)); } catch { isStored = false; }
  here.set(item.op, { ...item, ...inMemory, stored: isStored });
  return isStored;
}

export function drop(item) {
  here.delete(item.op);
  try { localStorage.removeItem(place + item.op); } catch { /* It was not kept either. */ }
}

// ``way`` says how one kind of page sends: which are its own, headers, proof(), renew(signal), isElsewhere(answer),
// isTaken(answer), open(item, signal) and what it does then: taken(item, answer), tell(why, item), changed().
// Why not: "away" (no network, or the desk is down), "signIn", "refused".
export class Outbox {
  constructor(way) {
    this.way = way;
    this.sending = false;
    addEventListener("online", () => this.send());
    // Another tab has kept one or brought it to the desk.
    addEventListener("storage", (event) => { if (event.key?.startsWith(place)) this.way.changed(); });
    setInterval(() => { if (this.next()) this.send(); }, RETRY);
  }

  list() { return kept().filter(this.way.isOwn); }

  next() { return this.list().find((each) => !each.refused); }

  async post(item, isAgain = false) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), WAIT);
    try {
      const sent = item.body ? item : await this.way.open(item, stop.signal);
      if (typeof sent === "string") return sent;
      const body = new URLSearchParams(sent.body);
      body.set("csrfmiddlewaretoken", this.way.proof());
      const answer = await fetch(sent.url, { method: "POST", body, headers: this.way.headers, signal: stop.signal });
      // Nobody's work is refused because of who is signed in: it waits until its owner has signed in again.
      if (answer.status === 401 || this.way.isElsewhere(answer)) return "signIn";
      if (answer.status >= 500 || answer.status === 429) return "away";
      if (answer.status === 403 && !isAgain) return await this.way.renew(stop.signal) || await this.post(item, true);
      if (!this.way.isTaken(answer)) return "refused";
      await this.way.taken(item, answer);
      return "";
    } catch {
      return "away";
    } finally {
      clearTimeout(timer);
    }
  }

  // Everything that waits, in order; what was refused is said and not tried again by itself. Two tabs take turns.
  async send() {
    if (this.sending) return;
    this.sending = true;
    try {
      if (navigator.locks) await navigator.locks.request(place, () => this.sendAll());
      else await this.sendAll();
    } finally {
      this.sending = false;
    }
  }

  async sendAll() {
    for (let item = this.next(); item; item = this.next()) {
      const why = await this.post(item);
      this.way.tell(why, item);
      if (why) return;
    }
  }
}
