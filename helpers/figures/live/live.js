// Looks the state of the sliders up in tables made by Python and puts the parts there.

const SVG = "http://www.w3.org/2000/svg";
const NARROW = 480; // pixels
const ROW = 0.6; // of a figure's width are side by side there
const MARGIN = 4; // units of the SVG

/** Where a state stands in a table; an axis of length 1 stands for every state. */
function entry(shape, index) {
  return shape.reduce((at, n, axis) => at * n + Math.min(index[axis], n - 1), 0);
}

/** The places of all parts: Python sends the first bytes of all numbers, the second, …, deflated. */
async function unpacked(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const planes = new Uint8Array(await new Response(stream).arrayBuffer());
  const n = planes.length / 4;
  const bytes = planes.map((_, i) => planes[(i % 4) * n + (i >> 2)]);
  return new Float32Array(bytes.buffer);
}

/** The tables of the figure, as they came from Python. */
async function read(model) {
  const places = await unpacked(model.get("positions"));
  let start = 0;
  const parts = model.get("parts").map((part) => {
    const states = part.shape.slice(0, -1);
    const vertices = part.shape.at(-1);
    const from = start;
    start += 2 * part.shape.reduce((product, n) => product * n, 1);
    return { ...part, states, vertices, from };
  });
  return { places, parts, numbers: model.get("numbers"), template: model.get("template") };
}

/** A path through the vertices, with a gap where one is missing. */
function path(places, from, vertices) {
  let d = "";
  let pen = "M";
  for (let i = from; i < from + 2 * vertices; i += 2) {
    if (Number.isNaN(places[i]) || Number.isNaN(places[i + 1])) {
      pen = "M";
    } else {
      d += `${pen}${places[i].toFixed(2)} ${places[i + 1].toFixed(2)}`;
      pen = "L";
    }
  }
  return d;
}

/** The elements that draw one part of matplotlib's SVG. */
function elements(svg, part) {
  const group = svg.querySelector(`[id="${part.name}"]`);
  group.removeAttribute("id");
  group.dataset.part = part.name;
  if (part.text) {
    const text = document.createElementNS(SVG, "text");
    for (const [key, value] of Object.entries(part.style)) text.setAttribute(key, value);
    // Letters drawn here first are defined here, for every other text as well.
    group.replaceChildren(...group.querySelectorAll("defs"), text);
    return { text };
  }
  return {
    line: group.querySelector(":scope > path"),
    markers: group.querySelectorAll("use"),
  };
}

/** A text with the numbers of the state in it. */
function filled(template, numbers, index) {
  return template.replace(/\{([^}]+)\}/g, (_, key) => {
    const { shape, values } = numbers[key];
    return values[entry(shape, index)];
  });
}

function place(part, drawn, { places, numbers }, index) {
  const { line, markers, text } = drawn;
  const from = part.from + 2 * part.vertices * entry(part.states, index);
  if (text) {
    text.setAttribute("x", places[from]);
    text.setAttribute("y", places[from + 1]);
    text.textContent = filled(part.text, numbers, index);
    return;
  }
  if (drawn.from === from) return; // it is there already
  drawn.from = from;
  line?.setAttribute("d", path(places, from, part.vertices));
  markers.forEach((marker, i) => {
    const [x, y] = [places[from + 2 * i], places[from + 2 * i + 1]];
    marker.style.display = Number.isNaN(x + y) ? "none" : "";
    if (marker.style.display) return;
    marker.setAttribute("x", x);
    marker.setAttribute("y", y);
  });
}

/** The panels of a figure from left to right, in rows that a phone can show side by side. */
function rows(svg) {
  const most = ROW * svg.viewBox.baseVal.width;
  const panels = [...svg.querySelectorAll("[id^=axes_]")].map((panel) => {
    const { x: left, width } = panel.getBBox();
    return { panels: [panel], left, right: left + width };
  });
  const found = [];
  for (const next of panels.sort((a, b) => a.left - b.left)) {
    const row = found.at(-1);
    if (row && (next.left < row.right || next.right - row.left < most)) {
      row.panels.push(...next.panels);
      row.right = Math.max(row.right, next.right);
    } else {
      found.push(next);
    }
  }
  return found;
}

/** Put panels that are side by side below one another, for a page as narrow as a phone. */
function stack(svg) {
  const { height } = svg.viewBox.baseVal;
  const below = rows(svg);
  below.forEach(({ panels, left }, i) => {
    for (const panel of panels) {
      panel.setAttribute("transform", `translate(${MARGIN - left} ${i * height})`);
    }
  });
  const width = Math.max(...below.map(({ left, right }) => right - left));
  svg.setAttribute("viewBox", `0 0 ${width + 2 * MARGIN} ${below.length * height}`);
}

/** Put the panels back where matplotlib had them. */
function unstack(svg, viewBox) {
  for (const panel of svg.querySelectorAll("[id^=axes_]")) panel.removeAttribute("transform");
  svg.setAttribute("viewBox", viewBox);
}

/** Tell screen readers what the sliders beside the figure are and say; keep the arrow keys for them. */
function describeControls(explorer) {
  for (const slider of explorer.querySelectorAll(".widget-slider")) {
    const handle = slider.querySelector(".noUi-handle");
    if (!handle) continue;
    const { textContent: symbol, title: meaning } = slider.querySelector(".widget-label");
    const readout = slider.querySelector(".widget-readout");
    handle.setAttribute("aria-label", `${symbol}: ${meaning}`);
    // The slider itself says one decimal, whatever its step, and lets one type beside a list of
    // values what it then forgets; it is corrected whenever it does.
    if (handle.ariaValueText !== readout.textContent) handle.ariaValueText = readout.textContent;
    if (slider.matches(".live-list") && readout.isContentEditable) readout.contentEditable = "false";
    handle.dataset.lmSuppressShortcuts = "true";
  }
  for (const button of explorer.querySelectorAll("button")) {
    button.dataset.lmSuppressShortcuts = "true";
  }
}

function presetRow(model) {
  const row = document.createElement("div");
  row.className = "live-presets";
  for (const [label, state] of model.get("presets")) {
    const button = document.createElement("button");
    button.textContent = label;
    button.addEventListener("click", () => {
      for (const [key, value] of Object.entries(state)) model.set(key, value);
      model.save_changes();
    });
    row.append(button);
  }
  return row;
}

async function render({ model, el }) {
  const tables = await read(model);
  const figure = document.createElement("figure");
  figure.className = "live-figure";
  figure.dataset.name = model.get("name");
  figure.innerHTML = model.get("svg");
  const svg = figure.querySelector("svg");
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", model.get("label"));
  const caption = document.createElement("figcaption");
  caption.setAttribute("aria-live", "polite");
  figure.append(caption);
  if (model.get("presets").length) figure.prepend(presetRow(model));
  el.append(figure);

  const grid = model.get("grid");
  const drawn = tables.parts.map((part) => elements(svg, part));

  function show() {
    const index = grid.map(([key, first, last, n]) =>
      Math.round(((model.get(key) - first) / (last - first)) * (n - 1)),
    );
    tables.parts.forEach((part, i) => place(part, drawn[i], tables, index));
    caption.textContent = filled(tables.template, tables.numbers, index);
  }

  const moved = grid.map(([key]) => `change:${key}`);
  for (const event of moved) model.on(event, show);
  show();

  // The sliders are drawn beside the figure, sooner or later than it: wait until it is put among
  // them. One that is shown and has none beside it is alone.
  const controls = new MutationObserver(() => describeControls(el.closest(".live-explorer")));
  const arrival = new MutationObserver(meet);
  const shown = new ResizeObserver(() => {
    meet();
    arrival.disconnect();
  });
  const viewBox = svg.getAttribute("viewBox");
  let stacked = false;
  const width = new ResizeObserver(([{ contentRect }]) => {
    const narrow = contentRect.width < NARROW;
    if (!contentRect.width || narrow === stacked) return;
    stacked = narrow;
    if (narrow) stack(svg);
    else unstack(svg, viewBox);
  });
  function meet() {
    const explorer = el.closest(".live-explorer");
    if (!explorer) return;
    arrival.disconnect();
    shown.disconnect();
    describeControls(explorer);
    const attributeFilter = ["aria-valuetext"];
    controls.observe(explorer, { childList: true, subtree: true, attributeFilter });
  }
  arrival.observe(document, { childList: true, subtree: true });
  shown.observe(figure);
  width.observe(figure);
  return () => {
    arrival.disconnect();
    shown.disconnect();
    width.disconnect();
    controls.disconnect();
    for (const event of moved) model.off(event, show);
  };
}

export default { render };
