// Two buttons that say which line of a derivation is the last one shown.

function render({ model, el }) {
  const row = document.createElement("div");
  row.className = "steps-buttons";
  const where = document.createElement("span");
  where.setAttribute("aria-live", "polite");

  function button(label, step) {
    const element = document.createElement("button");
    element.textContent = label;
    element.dataset.lmSuppressShortcuts = "true";
    element.addEventListener("click", () => {
      model.set("shown", model.get("shown") + step);
      model.save_changes();
    });
    return element;
  }
  const back = button("Back", -1);
  const next = button("Next line", 1);

  function show() {
    const [shown, last] = [model.get("shown"), model.get("last")];
    where.textContent = `line ${shown + 1} of ${last + 1}`;
    back.disabled = shown === 0;
    next.disabled = shown === last;
  }
  model.on("change:shown", show);
  row.append(back, next, where);
  el.append(row);
  show();
  return () => model.off("change:shown", show);
}

export default { render };
