// Runs wire.py on MicroPython: node run.mjs MICROPYTHON_MJS FILES_JSON CALLS_JSON ANSWERS_JSON
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [micropython, files, calls, answers] = process.argv.slice(2);
const { loadMicroPython } = await import(pathToFileURL(micropython));
const python = await loadMicroPython({ heapsize: 64 * 1024 * 1024 });
const made = new Set();
for (const [path, text] of Object.entries(JSON.parse(readFileSync(files, "utf8")))) {
  let folder = "/book";
  for (const part of ["", ...path.split("/").slice(0, -1)]) {
    folder = part ? `${folder}/${part}` : folder;
    if (!made.has(folder)) python.FS.mkdir(folder);
    made.add(folder);
  }
  python.FS.writeFile(`/book/${path}`, text);
}
python.globals.set("calls", readFileSync(calls, "utf8"));
try {
  python.runPython(`
import sys
sys.path.insert(0, "/book")
from wire import answers
found = answers(calls)
`);
} catch (failure) {
  // The rest of a failure is MicroPython's own file on one line.
  console.error(failure.message);
  process.exit(1);
}
writeFileSync(answers, python.globals.get("found"));
