// A chart on the page: an interactive one replaces the pre-rendered SVG when the chart is about to be
// seen. Until then it costs no time, and Vega is not even loaded.
import { loadParts } from "./load-vega.js";

// A chart of a chapter keeps the height that it was drawn with; that of a simulation has its height from
// the style sheet. The height is reserved at once; otherwise everything below would move when the chart
// becomes interactive.
export function keepRoom(element) {
  if (element.closest("form.simulation")) return;
  const height = element.querySelector("svg")?.getAttribute("height");
  if (height) element.style.minHeight = `${height}px`;
}

// The sentence of a tooltip's line; the script tag can be read only while this script first runs.
const { tooltip } = document.currentScript.dataset;

// Pixels between the pointer and a tooltip.
const TIP_GAP = 14;

export class Chart {
  // rows: a function that returns the current rows, or null if the chart holds its own data; ghost: one
  // that returns the rows of the state before, which are drawn as an outline.
  constructor(element, rows = () => null, ghost = () => []) {
    this.element = element;
    this.rows = rows;
    this.ghost = ghost;
    this.isNear = false;
    this.isWanted = () => true;
    // The pre-rendered SVG already shows these rows; it only has to become interactive.
    this.isStale = true;
    this.view = null;
  }

  // isWanted: whether the chart is the one that is shown, where others share its place.
  watch(isWanted = () => true) {
    this.isWanted = isWanted;
    new IntersectionObserver((entries) => {
      this.isNear = entries[entries.length - 1].isIntersecting;
      if (this.isNear && this.isStale) this.show();
    }, { rootMargin: "400px" }).observe(this.element);
    // A printed page shows charts that have never been near the window.
    addEventListener("beforeprint", () => globalThis.loanlabVega && this.isStale && this.draw());
  }

  refresh() {
    this.isStale = true;
    if (this.isNear) this.show();
    else loadParts(); // printing draws the chart at once, so Vega has to be there
  }

  // Draws synchronously if Vega is there, so that a change is visible in the same frame.
  show() {
    if (globalThis.loanlabVega && globalThis.loanlabCharts) this.draw();
    else loadParts().then(() => this.isNear && this.isStale && this.isWanted() && this.draw());
  }

  draw() {
    this.isStale = false;
    const first = !this.view;
    if (first) this.create();
    const rows = this.rows();
    if (rows) {
      this.view.data("rows", rows);
      this.view.data("ghost", this.ghost());
    }
    this.view.run();
    if (first) this.takePlace();
    this.markGhosts();
  }

  create() {
    const { View, parse, expressionInterpreter } = globalThis.loanlabVega;
    const spec = globalThis.loanlabCharts[this.element.dataset.chart];
    this.view = new View(parse(spec, null, { ast: true }), {
      expr: expressionInterpreter,
      renderer: "svg",
    });
    this.view.tooltip((_handler, event, _item, value) => this.showTip(event, value));
    this.resize();
    this.place = document.createElement("div");
    // Without a description Vega would label the drawing in English.
    this.view.description(this.element.getAttribute("aria-label"));
    this.view.initialize(this.place);
  }

  // Takes the size of its place. Reading it costs a layout, so it is read only when it has changed.
  resize() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!width) return false;
    if (!this.element.closest("form.simulation")) {
      this.view.width(width);
      return true;
    }
    // A chart of a simulation fills the box that the style sheet gives it.
    this.view.signal("boxWidth", width).signal("boxHeight", height);
    return true;
  }

  takePlace() {
    this.element.replaceChildren(this.place);
    this.element.style.minHeight = "";
    // A finger does not hover. Vega keeps a mark's item in its element.
    this.element.addEventListener("click", (event) => this.showTip(event, event.target.__data__?.tooltip));
    let isFirst = true; // an observer reports the size that the chart was just drawn with
    new ResizeObserver(() => {
      if (!isFirst && this.resize()) this.view.runAsync().then(() => this.markGhosts());
      isFirst = false;
    }).observe(this.element);
  }

  // The outlines of the old state are told from the drawing by an attribute.
  markGhosts() {
    for (const group of this.element.querySelectorAll('g[class*="ghost"]:not([data-ghost])')) group.dataset.ghost = "";
  }

  showTip(event, value) {
    let tip = this.element.querySelector(".chart-tip");
    if (!value) {
      tip?.remove();
      return;
    }
    if (!tip) {
      tip = document.createElement("div");
      tip.className = "chart-tip";
      this.element.append(tip);
    }
    const lines = Object.entries(value).map(([name, text]) => {
      const line = document.createElement("div");
      line.textContent = tooltip.replace("{name}", () => name).replace("{value}", () => text);
      return line;
    });
    tip.replaceChildren(...lines);
    const box = this.element.getBoundingClientRect();
    const left = Math.min(event.clientX - box.left, box.width - tip.offsetWidth);
    // Below the pointer, or above it where the chart, which scrolls sideways, would cut the tip off.
    const pointer = event.clientY - box.top;
    const fits = pointer + TIP_GAP + tip.offsetHeight <= box.height;
    tip.style.top = `${fits ? pointer + TIP_GAP : Math.max(0, pointer - TIP_GAP - tip.offsetHeight)}px`;
    tip.style.left = `${Math.max(0, left)}px`;
  }
}
