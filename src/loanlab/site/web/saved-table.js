// A table of the data page, saved as the CSV text that lies beside it.
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
    // The page's parser made single line feeds of the text's line ends.
    const text = this.block.querySelector("template").content.textContent.replace(/\r?\n/g, "\r\n");
    const done = await saveText(file, text, "text/csv");
    this.block.querySelector("output").textContent = { saved, copied, refused }[done];
  }
}
