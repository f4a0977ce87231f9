// Small changes of the document that several parts make.

// Setting the same text again would cost a layout, and screen readers would read it out again.
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Fills a table's body with the texts of its rows, and hides the columns that are empty in this state.
export function fillTable(body, { table, empty }) {
  for (const [place, head] of [...body.previousElementSibling.rows[0].cells].entries()) head.hidden = empty[place];
  body.replaceChildren(...table.map((texts) => {
    const line = document.createElement("tr");
    for (const [place, text] of texts.entries()) {
      const cell = line.insertCell();
      cell.textContent = text;
      cell.hidden = empty[place];
    }
    return line;
  }));
}
