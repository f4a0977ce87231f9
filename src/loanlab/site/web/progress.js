// Shows above the first exercise of a chapter how many were answered correctly on this device. Their
// names are kept in localStorage until the reader clears them; answers are not kept.

const KEY = "loanlab-right";

function stored() {
  try {
    const names = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(names) ? names : [];
  } catch {
    return []; // no localStorage, or it holds something else
  }
}

function store(names) {
  try {
    if (names.length) localStorage.setItem(KEY, JSON.stringify(names));
    else localStorage.removeItem(KEY);
  } catch {
    // The browser keeps nothing: the count is lost when the page is closed.
  }
}

export class Progress {
  // forms: the exercises of the page; predictions are not among them.
  constructor(forms, texts) {
    this.names = forms.map((form) => form.dataset.exercise);
    this.forms = forms;
    this.texts = texts;
    this.right = new Set(stored().filter((name) => this.names.includes(name)));
  }

  start() {
    this.line = document.createElement("p");
    this.line.className = "exercise-progress";
    this.count = document.createElement("span");
    this.count.setAttribute("role", "status");
    this.clearing = document.createElement("button");
    this.clearing.type = "button";
    this.clearing.textContent = this.texts.clear;
    this.clearing.addEventListener("click", () => this.clear());
    this.line.append(this.count, " ", this.clearing);
    // Each exercise may have a heading of its own.
    const first = this.forms[0];
    const own = first.closest("section")?.matches(":has(> h3)") ? "section" : ".cell";
    (first.closest(own) ?? first).before(this.line);
    for (const form of this.forms)
      if (this.right.has(form.dataset.exercise))
        form.querySelector(".exercise-verdict").textContent = this.texts.before;
    this.showCount();
  }

  add(name) {
    if (!this.names.includes(name) || this.right.has(name)) return;
    this.right.add(name);
    store([...new Set([...stored(), name])]);
    this.showCount();
  }

  clear() {
    store(stored().filter((name) => !this.names.includes(name)));
    this.right.clear();
    for (const form of this.forms) form.querySelector(".exercise-verdict").textContent = "";
    this.showCount();
  }

  showCount() {
    this.count.textContent = this.texts.count
      .replace("{right}", this.right.size)
      .replace("{all}", this.names.length);
    this.clearing.hidden = !this.right.size;
  }
}
