// What is typed in textarea[data-autosave-url] is kept on blur and every ten seconds.
const EVERY = 10000;

for (const box of document.querySelectorAll("textarea[data-autosave-url]")) {
  const state = document.createElement("p");
  state.className = "hint saved";
  state.setAttribute("role", "status");
  box.after(state);
  let kept = box.value;

  const save = async () => {
    const typed = box.value;
    if (typed === kept) return;
    const body = new URLSearchParams({ [box.name]: typed });
    const proof = box.form?.elements.csrfmiddlewaretoken?.value;
    const headers = proof ? { "X-CSRFToken": proof } : {};
    try {
      const answer = await fetch(box.dataset.autosaveUrl, { method: "POST", body, headers, keepalive: typed.length < 20000 });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      kept = typed;
      state.textContent = box.dataset.saved ?? "";
    } catch {
      state.textContent = box.dataset.unsaved ?? "";
    }
  };
  box.addEventListener("input", () => { state.textContent = box.value === kept ? "" : box.dataset.unsaved ?? ""; });
  box.addEventListener("blur", save);
  addEventListener("pagehide", save);
  setInterval(save, EVERY);
}
