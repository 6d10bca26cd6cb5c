// Formulas between the marks that Sphinx and the widgets put around them.
window.MathJax = {
  tex: { inlineMath: [["\\(", "\\)"]], displayMath: [["\\[", "\\]"], ["$$", "$$"]] },
  options: {
    ignoreHtmlClass: "document",
    processHtmlClass: "math|widget-htmlmath|output",
    enableMenu: false,
  },
  // The widgets speak to MathJax 2, in which a formula that comes later is queued.
  startup: {
    ready() {
      MathJax.startup.defaultReady();
      MathJax.Hub = MathJax.config.Hub;
    },
  },
  Hub: {
    Queue([, , element]) {
      MathJax.startup.promise = MathJax.startup.promise?.then(() =>
        MathJax.typesetPromise([element]),
      );
    },
  },
};
