// An exercise whose answer is graded at once.

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
  }

  grade() {
    const reply = this.ask({
      ask: "grade",
      name: this.form.dataset.exercise,
      text: this.form.elements.answer.value,
    });
    const verdict = this.form.querySelector(".exercise-verdict");
    verdict.textContent = reply.text;
    this.form.dataset.verdict = reply.verdict;
    if (reply.verdict === "right") this.progress?.add(this.form.dataset.exercise);
  }
}
