// Looks at the picture on the page in every frame, and notes when a new one was painted.

(() => {
  const PATIENCE = 60000; // milliseconds

  // Which picture from the kernel a canvas shows. ipympl draws each on a hidden canvas first.
  const onCanvas = new WeakMap();
  const { drawImage } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.drawImage = function (source, ...place) {
    onCanvas.set(this.canvas, source.src ?? onCanvas.get(source));
    return drawImage.call(this, source, ...place);
  };

  /** What tells a picture from the one before; nothing where there is none to see. */
  const LOOK = {
    "figure.live-figure svg": (svg) =>
      Array.from(svg.querySelectorAll("[data-part] use"), (marker) =>
        ["x", "y"].map((name) => marker.getAttribute(name)),
      ).join(),
    ".jp-OutputArea-output img": (img) =>
      img.complete && img.naturalWidth ? img.getAttribute("src") : null,
    ".jupyter-matplotlib-canvas-div canvas": (canvas) => onCanvas.get(canvas),
  };

  function picture() {
    for (const [selector, look] of Object.entries(LOOK)) {
      const element = document.querySelector(selector);
      if (element) return element.getBoundingClientRect().width ? look(element) : null;
    }
    return null;
  }

  let shown;
  let input; // when the reader last did something
  let painted; // when each new picture was
  let blanks; // frames without a picture

  function start() {
    input = performance.now();
    painted = [];
    blanks = 0;
  }

  /** Wait for a new picture and then for `quiet` milliseconds without another. */
  async function stop(quiet) {
    while (!painted.length || performance.now() - Math.max(input, painted.at(-1)) < quiet) {
      if (performance.now() - input > PATIENCE) throw new Error("no new picture came");
      await new Promise((resume) => setTimeout(resume, 10));
    }
    const [first, last] = [painted[0] - input, painted.at(-1) - input];
    return { first, last, frames: painted.length, blanks };
  }

  function frame() {
    requestAnimationFrame(frame);
    const now = picture();
    if (!now) blanks += 1;
    if (!now || now === shown) return;
    shown = now;
    const { port1, port2 } = new MessageChannel(); // its message comes after the paint
    port1.onmessage = () => painted.push(performance.now());
    port2.postMessage(null);
  }

  for (const event of ["keydown", "pointermove"]) {
    addEventListener(event, ({ timeStamp }) => (input = timeStamp), true);
  }
  start();
  frame();
  window.stopwatch = { start, stop };
})();
