// What is typed or ticked in form[data-draft] and not sent outlives a closed tab, a dead browser and an ended session. The
// browser keeps one opaque word; only the desk opens it, for who typed it. On a shared screen nothing comes back by
// itself: a sentence says that there is something, and a press puts it back.
const AFTER = 1200;
const AT_ONCE = 150;
const LIFE = 12 * 3600 * 1000;
const SENT = "draft.sent";
const words = document.body.dataset;
// Never kept: proofs, and versions, without which nobody saves over what she has not seen.
const LEFT_OUT = ["csrfmiddlewaretoken", "version"];

const stored = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
const names = () => { try { return Object.keys(localStorage).filter((each) => each.startsWith("draft.")); } catch { return []; } };
const forget = (name) => { try { localStorage.removeItem(name); } catch { /* It was not kept either. */ } };
for (const each of names()) if (!(Date.now() - stored(each)?.[0] < LIFE)) forget(each);

// A form that was taken is no draft any more; one that was refused, or met an ended session, still is.
const status = performance.getEntriesByType("navigation")[0]?.responseStatus || 200;
const refused = status >= 400 || document.querySelector(".error-summary") !== null;
try {
  if (!refused) for (const each of JSON.parse(sessionStorage.getItem(SENT) ?? "[]")) forget(each);
  sessionStorage.removeItem(SENT);
} catch { /* Without storage there is no draft. */ }

const touched = (field) => {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((each) => each.selected !== each.defaultSelected);
  return field.value !== field.defaultValue;
};
const fields = (form) => [...form.elements].filter((each) => each.name && !LEFT_OUT.includes(each.name) && !["password", "file", "submit", "button"].includes(each.type));

// Of a question that was touched every ticked answer; of one that was not, nothing: somebody else may change it meanwhile.
function typed(form) {
  const all = fields(form);
  const asked = new Set(all.filter((each) => each.type !== "hidden" && (refused || touched(each))).map((each) => each.name));
  if (!asked.size) return [];
  const found = [...asked].map((name) => [name, ""]).filter(([name]) => all.some((each) => each.name === name && each.type === "checkbox"));
  for (const each of all) {
    if (each.name !== "op_id" && !asked.has(each.name)) continue;
    if ((each.type === "checkbox" || each.type === "radio") && !each.checked) continue;
    const chosen = each.selectedOptions ? [...each.selectedOptions].map((one) => one.value) : [each.value];
    for (const value of chosen) found.push([each.name, value]);
  }
  return found;
}

function put(form, pairs) {
  const names = new Set(pairs.map(([name]) => name));
  for (const each of fields(form)) {
    if (!names.has(each.name)) continue;
    const values = pairs.filter(([name]) => name === each.name).map(([, value]) => value);
    if (each.type === "checkbox" || each.type === "radio") each.checked = values.includes(each.value);
    else if (each.options) for (const one of each.options) one.selected = values.includes(one.value);
    else each.value = values.at(-1);
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

// What the page tries again by itself says so: nobody is at the keys then, and it keeps no sign-in alive.
async function ask(form, address, sent, again) {
  const body = new URLSearchParams({ mark: form.dataset.draft, ...sent });
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, ...(again && { "X-Desk-Again": "1" }) };
  const answer = await fetch(address, { method: "POST", body, headers, keepalive: body.toString().length < 60000 });
  if (!answer.ok || answer.redirected) throw Object.assign(new Error(String(answer.status)), { final: answer.status < 500 });
  return answer;
}

for (const form of document.querySelectorAll("form[data-draft]:not([data-draft=''])")) {
  const key = `draft.${form.dataset.draft}`;
  const own = `${key}.${Math.random().toString(36).slice(2)}`;
  const state = document.createElement("p");
  state.className = "hint saved";
  state.setAttribute("role", "status");
  form.append(state);
  let kept = "";
  let timer;
  let adopted = [];

  const save = async (again) => {
    timer = clearTimeout(timer);
    const now = new URLSearchParams(typed(form)).toString();
    if (now === kept) return;
    try {
      if (!now) forget(own);
      else {
        const word = await (await ask(form, words.draftSeal, { typed: now }, again)).text();
        try { localStorage.setItem(own, JSON.stringify([Date.now(), word])); } catch (fault) { throw Object.assign(fault, { final: true }); }
      }
      kept = now;
      state.textContent = now ? words.draftKept : "";
    } catch (fault) {
      // Only a connection comes back by itself; a full storage or a refusal waits for the next key.
      state.textContent = fault.final ? words.draftRefused : words.draftLost;
      if (!fault.final) timer ??= setTimeout(save, 10000, true);
    }
  };
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
  form.addEventListener("input", () => later(AFTER));
  form.addEventListener("change", () => later(AT_ONCE));
  addEventListener("pagehide", () => save());
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    try { sessionStorage.setItem(SENT, JSON.stringify([own, ...adopted])); } catch { /* Then it is offered once more. */ }
  });

  const waiting = refused ? [] : names().filter((each) => each.startsWith(`${key}.`));
  if (refused && status !== 401 && status !== 403) {
    adopted = names().filter((each) => each.startsWith(`${key}.`));
    later(AT_ONCE);
  }
  for (const each of waiting.sort((a, b) => stored(b)[0] - stored(a)[0])) {
    const [at, word] = stored(each);
    const offer = document.createElement("div");
    offer.className = "notice notice-due";
    offer.setAttribute("role", "status");
    const hour = new Date(at).toTimeString().slice(0, 5);
    const sentence = document.createElement("p");
    sentence.textContent = words.draftThere.replace("{hour}", hour);
    const actions = document.createElement("p");
    actions.className = "actions";
    for (const [text, act] of [
      [words.draftBack, async () => {
        try {
          put(form, (await (await ask(form, words.draftOpen, { word })).json()).typed);
          adopted.push(each);
          offer.remove();
        } catch {
          sentence.textContent = words.draftClosed;
        }
      }],
      [words.draftAway, () => { forget(each); offer.remove(); }],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-secondary button-small";
      button.textContent = text;
      button.addEventListener("click", act);
      actions.append(button);
    }
    offer.append(sentence, actions);
    form.before(offer);
    form.closest("details")?.setAttribute("open", "");
  }
}
