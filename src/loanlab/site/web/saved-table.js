// A table of the data page with a button that saves it. The page holds its CSV text in a template.
import { saveText } from "./save.js";

export class SavedTable {
  constructor(block) {
    this.block = block;
  }

  start() {
    const button = this.block.querySelector(".data-table-save");
    button.hidden = false;
    button.addEventListener("click", () => this.save());
  }

  async save() {
    const { file, saved, copied, refused } = this.block.dataset;
    // The HTML parser has turned the line ends (CRLF) into line feeds.
    const text = this.block.querySelector("template").content.textContent.replace(/\r?\n/g, "\r\n");
    const done = await saveText(file, text, "text/csv");
    this.block.querySelector("output").textContent = { saved, copied, refused }[done];
  }
}
