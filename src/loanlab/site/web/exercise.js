// An exercise whose answer, a number or an option, is graded at once.

export class Exercise {
  constructor(form, ask, progress) {
    this.form = form;
    this.ask = ask;
    this.progress = progress;
  }

  start() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.grade();
    });
    // A reply belongs to the option that was checked.
    this.form.addEventListener("change", (event) => {
      if (event.target.type === "radio") this.show({ text: "", verdict: "" });
    });
  }

  grade() {
    const reply = this.ask({
      ask: "grade",
      name: this.form.dataset.exercise,
      text: this.form.elements.answer.value,
    });
    this.show(reply);
    if (reply.verdict === "right") this.progress?.add(this.form.dataset.exercise);
  }

  show({ text, verdict }) {
    this.form.querySelector(".exercise-verdict").textContent = text;
    this.form.dataset.verdict = verdict;
  }
}
