// Printing one simulation without the page around it.

export function printAlone(form) {
  const page = document.documentElement;
  form.classList.add("printed");
  page.classList.add("prints-one");
  addEventListener("afterprint", () => {
    form.classList.remove("printed");
    page.classList.remove("prints-one");
  }, { once: true });
  print();
}
