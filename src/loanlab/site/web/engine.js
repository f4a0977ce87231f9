// Runs the book's Python files on MicroPython. Only JSON text crosses between the two languages:
// MicroPython's bridge silently cuts whole numbers to 32 bits.

const ROOT = "/book";

function write(fs, files) {
  const made = new Set();
  for (const [path, text] of Object.entries(files)) {
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

// Resolves once the async script has set `name`; rejects if the page finished loading without it.
function arrived(name) {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (name in globalThis) resolve();
      else if (document.readyState === "complete") reject(new Error(`${name} did not arrive`));
    };
    check();
    document.querySelector(`script[data-sets="${name}"]`).addEventListener("load", check);
    addEventListener("load", check);
  });
}

// Python that starts the model, in parts: between them the browser can scroll and paint.
const PARTS = [
  `import sys; sys.path.insert(0, "${ROOT}")`,
  "from loanlab.forms.evaluation import evaluate",
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

// Resolves to a function that answers a request with a reply.
export async function startEngine() {
  const { files, facts, strings } = globalThis.loanlabPython;
  await arrived("loanlabMicroPython");
  const python = await globalThis.loanlabMicroPython;
  await pause();
  write(python.FS, files);
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
