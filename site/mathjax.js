// What has formulas, on a page or on slides, and how many of these are typeset at once: a slider
// answers between them.
const PARTS = "article .math, article .output, .slides section section";
const AT_ONCE = 10;

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
      const parts = [...document.querySelectorAll(PARTS)];
      for (let i = 0; i < parts.length; i += AT_ONCE) {
        await MathJax.typesetPromise(parts.slice(i, i + AT_ONCE));
        await new Promise((done) => setTimeout(done));
      }
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
  const saved = document.querySelectorAll('script[type$="widget-view+json"]').length;
  const all = (selector) => [...document.querySelectorAll(selector)];
  while (performance.now() < 10000) {
    const views = all(".widget-subarea").filter((view) => view.querySelector(".jupyter-widgets"));
    const undrawn = all(".live-explorer").filter((explorer) => !explorer.querySelector("svg"));
    if (views.length === saved && !undrawn.length) return;
    await new Promise((done) => setTimeout(done, 20));
  }
}
