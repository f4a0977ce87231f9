// Runs the book's Python files on MicroPython. Only JSON text crosses between the two languages:
// MicroPython's bridge silently cuts whole numbers to 32 bits.

import { arrived } from "./arrived.js";

const ROOT = "/book";

// How many files are written before the browser may do something else.
const FILES_AT_ONCE = 12;

async function write(fs, files) {
  const made = new Set();
  for (const [number, [path, text]] of Object.entries(files).entries()) {
    if (number % FILES_AT_ONCE === 0) await pause();
    const folders = path.split("/").slice(0, -1);
    let folder = ROOT;
    for (const part of ["", ...folders]) {
      folder = part ? `${folder}/${part}` : folder;
      if (!made.has(folder)) fs.mkdir(folder);
      made.add(folder);
    }
    fs.writeFile(`${ROOT}/${path}`, text);
  }
}

// Python that starts the model, in parts: between them the browser can scroll and paint.
const PARTS = [
  `import sys; sys.path.insert(0, "${ROOT}")`,
  // What the next lines import, one after the other.
  "import loanlab.model.money, loanlab.model.inputs",
  "import loanlab.forms.quantities",
  "import loanlab.forms.fields",
  "import loanlab.forms.formatting",
  "from loanlab.forms.bridge import Bridge",
  "from loanlab.simulations import simulation",
  "from loanlab.exercises import exercise",
  "respond = Bridge(facts, strings, simulation, exercise).respond",
];

// Lets the browser do what is waiting.
const pause = () => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = resolve;
  port2.postMessage(null);
});

// Milliseconds after which a page that shows no frame, such as one in the background, is not waited for.
const LONGEST_WAIT = 300;

// Resolves when the page has been painted once: a reader sees it before the model starts.
const painted = () => Promise.race([
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
  new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT)),
]);

// Resolves to a function that answers a request with a reply. `interpreter` is a promise.
export async function startEngine(interpreter) {
  await Promise.all(["loanlabPython", "loanlabWords"].map(arrived));
  const { files, facts } = globalThis.loanlabPython;
  const { strings } = globalThis.loanlabWords;
  const python = await interpreter;
  await painted();
  await write(python.FS, files);
  python.globals.set("facts", facts);
  python.globals.set("strings", strings);
  for (const part of PARTS) {
    await pause();
    python.runPython(part);
  }
  const respond = python.globals.get("respond");
  return (request) => {
    const reply = JSON.parse(respond(JSON.stringify(request)));
    if (reply.failure) throw new Error(reply.failure);
    return reply;
  };
}
