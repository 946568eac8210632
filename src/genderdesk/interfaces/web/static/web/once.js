// A form marked data-once is sent once; the server's operation number guards the rest.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]") || event.defaultPrevented) return;
  const buttons = [...form.elements].filter((each) => each.type === "submit");
  // After the browser has gathered what is sent: a disabled button's name would be left out.
  setTimeout(() => { for (const each of buttons) each.disabled = true; }, 0);
  setTimeout(() => { for (const each of buttons) each.disabled = false; }, 15000);
});
addEventListener("pageshow", () => {
  for (const each of document.querySelectorAll("form[data-once] :disabled")) {
    if (each.type === "submit") each.disabled = false;
  }
});
