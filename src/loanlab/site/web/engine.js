// MicroPython with the book's own Python files. Only JSON text crosses: the bridge cuts whole
// numbers to 32 bits without a word.

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

// Resolves when a script that runs at its own time has set its global; a page that is complete
// without it will never have it.
function arrived(name) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (name in globalThis) resolve();
      else if (document.readyState === "complete") reject(new Error(`${name} did not arrive`));
    };
    look();
    document.querySelector(`script[data-sets="${name}"]`).addEventListener("load", look);
    addEventListener("load", look);
  });
}

// Resolves to a function from a request to its reply.
export async function startEngine() {
  const { files, facts, strings } = globalThis.loanlabPython;
  await arrived("loanlabMicroPython");
  const python = await globalThis.loanlabMicroPython;
  write(python.FS, files);
  python.globals.set("facts", facts);
  python.globals.set("strings", strings);
  python.runPython(`
import sys
sys.path.insert(0, "${ROOT}")
from loanlab.exercises import exercise
from loanlab.forms.bridge import Bridge
from loanlab.simulations import simulation
respond = Bridge(facts, strings, simulation, exercise).respond
`);
  const respond = python.globals.get("respond");
  return (request) => {
    const reply = JSON.parse(respond(JSON.stringify(request)));
    if (reply.failure) throw new Error(reply.failure);
    return reply;
  };
}
