// A chart on the page: the drawing made with the book gives way to a live one of the same place.

export class Chart {
  constructor(element) {
    this.element = element;
    this.view = null;
  }

  // Vega is loaded after the page's first figures; a chart without it keeps its drawing.
  async create() {
    const { View, parse, expressionInterpreter } = globalThis.loanlabVega;
    const spec = globalThis.loanlabCharts[this.element.dataset.chart];
    const place = document.createElement("div");
    this.view = new View(parse(spec, null, { ast: true }), {
      expr: expressionInterpreter,
      renderer: "svg",
    });
    this.view.tooltip((_handler, event, _item, value) => this.tell(event, value));
    this.view.width(this.element.clientWidth);
    this.view.initialize(place);
    this.place = place;
  }

  async show(rows) {
    const first = !this.view;
    if (first) await this.create();
    if (rows) this.view.data("rows", rows);
    await this.view.runAsync();
    if (first) {
      this.element.replaceChildren(this.place);
      this.follow();
    }
  }

  // A chart whose data are in its spec comes to life when it is about to be seen.
  watch() {
    if (!globalThis.loanlabCharts?.[this.element.dataset.chart]) return;
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      this.show();
    }, { rootMargin: "300px" });
    seen.observe(this.element);
  }

  follow() {
    let width = this.element.clientWidth;
    new ResizeObserver(() => {
      if (!this.element.clientWidth || this.element.clientWidth === width) return;
      width = this.element.clientWidth;
      this.view.width(width).runAsync();
    }).observe(this.element);
  }

  tell(event, value) {
    let tip = this.element.querySelector(".chart-tip");
    if (!value) return tip?.remove();
    if (!tip) {
      tip = document.createElement("div");
      tip.className = "chart-tip";
      this.element.append(tip);
    }
    const lines = Object.entries(value).map(([name, text]) => {
      const line = document.createElement("div");
      line.textContent = `${name}：${text}`;
      return line;
    });
    tip.replaceChildren(...lines);
    const box = this.element.getBoundingClientRect();
    tip.style.top = `${event.clientY - box.top + 14}px`;
    tip.style.left = `${Math.max(0, Math.min(event.clientX - box.left, box.width - tip.offsetWidth))}px`;
  }
}
