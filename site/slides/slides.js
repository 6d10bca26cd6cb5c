// How the slides of a lesson are shown, and who gets the keys: a slider while it has the focus, the
// slides at all other times.
{
  const { tex, options, startup } = window.MathJax; // as on the pages, but formulas stand in dollars
  tex.inlineMath.push(["$", "$"]);
  options.ignoreHtmlClass = "notes";
  const { ready } = startup;
  startup.ready = () => {
    ready();
    for (const notes of document.querySelectorAll("aside.notes")) spellOut(notes);
  };
}

/** The speaker's window has no MathJax: there formulas are MathML, which browsers draw. */
function spellOut(notes) {
  const walk = document.createTreeWalker(notes, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) {
    if (!walk.currentNode.parentElement.closest("code, pre")) texts.push(walk.currentNode);
  }
  for (const text of texts) {
    const parts = text.data.split(/\$\$([^$]+)\$\$|\$([^$]+)\$/);
    if (parts.length === 1) continue;
    const spelled = document.createElement("span");
    for (let i = 0; i < parts.length; i += 3) {
      spelled.append(parts[i]);
      const [display, inline] = parts.slice(i + 1);
      if (display ?? inline) {
        spelled.insertAdjacentHTML("beforeend", MathJax.tex2mml(display ?? inline, { display: !!display }));
      }
    }
    text.replaceWith(spelled);
  }
}

/** Whether a key is for the slides and not for what has the focus. */
function forSlides({ key, target }) {
  if (target.closest("[role=slider], [contenteditable=true]")) return false;
  return !(target.closest("button, a, summary") && [" ", "Enter"].includes(key));
}

// Escape gives the keys back to the slides.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || forSlides(event)) return;
    event.stopPropagation();
    event.target.blur();
  },
  { capture: true },
);

document.addEventListener("DOMContentLoaded", () =>
  Reveal.initialize({
    width: 1280,
    height: 720,
    margin: 0,
    center: false,
    hash: true,
    navigationMode: "linear",
    slideNumber: "c/t",
    transition: "none",
    keyboardCondition: forSlides,
    plugins: [RevealNotes],
  }),
);
