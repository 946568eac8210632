// Passkeys: the browser's answer to the server's challenge is put into the form and sent. Nothing of it stays here.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const listed = (each) => ({ ...each, id: bytes(each.id) });

function creation({ publicKey }) {
  const { challenge, user, excludeCredentials = [], ...rest } = publicKey;
  return {
    ...rest,
    challenge: bytes(challenge),
    user: { ...user, id: bytes(user.id) },
    excludeCredentials: excludeCredentials.map(listed),
  };
}

function request({ publicKey }) {
  const { challenge, allowCredentials = [], ...rest } = publicKey;
  return { ...rest, challenge: bytes(challenge), allowCredentials: allowCredentials.map(listed) };
}

function written(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
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
      form.elements.credential.value = written(await answer(form));
      form.submit();
    } catch {
      word.textContent = form.dataset.failed;
      button.disabled = false;
    }
  });
}
