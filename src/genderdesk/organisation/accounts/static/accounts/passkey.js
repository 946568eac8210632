// Passkeys: the browser's answer to the server's challenge is put into the form and sent. Nothing of it stays here.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const listed = (each) => ({ ...each, id: bytes(each.id) });

// What a passkey is asked for besides its answer: a secret that opens its owner's key.
function extensions({ prf, ...others } = {}) {
  return prf ? { ...others, prf: { eval: { first: bytes(prf.eval.first) } } } : others;
}

function creation({ publicKey }) {
  const { challenge, user, excludeCredentials = [], ...rest } = publicKey;
  return {
    ...rest,
    extensions: extensions(rest.extensions),
    challenge: bytes(challenge),
    user: { ...user, id: bytes(user.id) },
    excludeCredentials: excludeCredentials.map(listed),
  };
}

function request({ publicKey }) {
  const { challenge, allowCredentials = [], ...rest } = publicKey;
  return {
    ...rest,
    extensions: extensions(rest.extensions),
    challenge: bytes(challenge),
    allowCredentials: allowCredentials.map(listed),
  };
}

function written(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  const { prf, ...told } = credential.getClientExtensionResults();
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: prf?.enabled === undefined ? told : { ...told, prf: { enabled: prf.enabled } },
  });
}

// The secret never stands in the page: it is added to what is sent, at the moment of sending.
function sending(form, credential) {
  const secret = credential.getClientExtensionResults().prf?.results?.first;
  form.elements.credential.value = written(credential);
  if (secret) form.addEventListener("formdata", (event) => event.formData.set("passkey_secret", text(secret)), { once: true });
  form.submit();
}

async function challenge(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).request_options;
}

async function answer(form) {
  const asked = await challenge(form);
  if (form.dataset.passkey === "add") return navigator.credentials.create({ publicKey: creation(asked) });
  return navigator.credentials.get({ publicKey: request(asked) });
}

// In a longer form a passkey's answer takes the place of a code: the form is then sent as by its own button.
function offer(button) {
  const word = button.form.querySelector("[data-passkey-word]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    word.textContent = "";
    try {
      const publicKey = request(JSON.parse(button.dataset.options));
      button.form.elements[button.dataset.passkeyInto].value = written(await navigator.credentials.get({ publicKey }));
      button.form.requestSubmit();
    } catch {
      word.textContent = button.dataset.failed;
    }
    button.disabled = false;
  });
}

const able = Boolean(window.PublicKeyCredential && navigator.credentials);
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const word = form.querySelector("[data-passkey-word]");
  const button = form.querySelector("button");
  if (!able) {
    word.textContent = form.dataset.missing ?? form.dataset.failed;
    button.disabled = true;
    continue;
  }
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    word.textContent = "";
    try {
      sending(form, await answer(form));
    } catch {
      word.textContent = form.dataset.failed;
      button.disabled = false;
    }
  });
}
if (able) document.querySelectorAll("[data-passkey-into]").forEach(offer);
