// Formulas between the marks that Sphinx and the widgets put around them.
window.MathJax = {
  tex: { inlineMath: [["\\(", "\\)"]], displayMath: [["\\[", "\\]"], ["$$", "$$"]] },
  chtml: { matchFontHeight: false, scale: 1.15 }, // hidden lines have no height to match
  options: {
    ignoreHtmlClass: "document",
    processHtmlClass: "math|widget-htmlmath|output",
    enableMenu: false,
  },
  startup: {
    ready() {
      MathJax.startup.defaultReady();
      MathJax.Hub = { Queue: ([, , element]) => typeset([element]) };
    },
    async pageReady() {
      await figures();
      await MathJax.startup.defaultPageReady();
      letScroll();
    },
  },
  Hub: { Queue() {} }, // before it is ready: then the whole page is typeset
};

/** Typeset what comes later. The widgets ask for it as MathJax 2 was asked, by its queue. */
function typeset(elements) {
  const { startup } = MathJax;
  startup.promise = startup.promise.then(() => MathJax.typesetPromise(elements)).then(letScroll);
}

/** A formula wider than the page scrolls, by keyboard as well. */
function letScroll() {
  for (const formula of document.querySelectorAll("mjx-container[display]")) {
    if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
  }
}

/** The figures come first: to typeset a whole lesson takes longer than to draw them. */
async function figures() {
  const drawn = (view) => view.querySelector(".jupyter-widgets");
  while (performance.now() < 10000) {
    if ([...document.querySelectorAll(".widget-subarea")].every(drawn)) return;
    await new Promise((done) => setTimeout(done, 20));
  }
}
