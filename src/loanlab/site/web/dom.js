// Small changes of the document that several parts make.

// Setting the same text again would cost a layout, and screen readers would read it out again.
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function fillTable(body, rows) {
  body.replaceChildren(...rows.map((texts) => {
    const line = document.createElement("tr");
    for (const text of texts) line.insertCell().textContent = text;
    return line;
  }));
}
