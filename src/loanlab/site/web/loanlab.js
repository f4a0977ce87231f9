// The entry point of loanlab.js: finds simulations, exercises, charts and tables and makes them live.
import { arrived } from "./arrived.js";
import { Chart, keepRoom } from "./chart.js";
import { Exercise } from "./exercise.js";
import { placeHelp } from "./help.js";
import { Ledger } from "./ledger.js";
import { Letter } from "./letter.js";
import { pairsFor } from "./link.js";
import { Progress } from "./progress.js";
import { SavedTable } from "./saved-table.js";
import { Simulation } from "./simulation.js";

function setState(form, state) {
  form.dataset.state = state;
  const line = form.querySelector(".simulation-state");
  const { states } = globalThis.loanlabWords?.interface ?? {};
  if (line && states) line.textContent = states[state];
}

// The results stay those of the defaults. The message moves to where the reader looks first, and to the
// form that the link names.
function fail(form) {
  const line = form.querySelector(".simulation-state");
  if (line) form.querySelector(".simulation-body").before(line);
  setState(form, "error");
  if (pairsFor(form.id.replace("simulation-", ""), location.hash)) form.scrollIntoView();
}

function start(form, ask, progress) {
  const live = form.matches(".simulation")
    ? new Simulation(form, ask, globalThis.loanlabWords.interface)
    : new Exercise(form, ask, progress);
  live.start();
  setState(form, "live");
}

function progressOf(forms) {
  const counted = forms.filter((form) => form.matches(".exercise:not([data-prediction])"));
  if (!counted.length) return null;
  const progress = new Progress(counted, globalThis.loanlabWords.interface.progress);
  progress.start();
  return progress;
}

async function startForms(forms) {
  try {
    await arrived("loanlabWords");
    for (const form of forms) setState(form, "loading");
    await arrived("loanlabEngine");
    const ask = await globalThis.loanlabEngine;
    const progress = progressOf(forms);
    for (const form of forms) start(form, ask, progress);
    // For the tests, the benchmarks and readers who use the console.
    globalThis.loanlabAsk = ask;
    performance.mark("loanlab-live");
  } catch (problem) {
    // The default results stay readable; the console shows the reason.
    console.error(problem);
    for (const form of forms) fail(form);
  }
}

for (const element of document.querySelectorAll(".chart[data-chart]")) keepRoom(element);
placeHelp();
// An opened tile of the gallery takes a line of its own, which may be out of sight.
for (const tile of document.querySelectorAll(".tile")) {
  tile.addEventListener("toggle", () => tile.open && tile.scrollIntoView({ block: "start" }));
}
const forms = [...document.querySelectorAll("form.simulation, form.exercise")];
if (forms.length) startForms(forms);
for (const element of document.querySelectorAll(".chart[data-chart]")) {
  if (!element.closest("form.simulation")) new Chart(element).watch();
}
for (const section of document.querySelectorAll(".ledger")) new Ledger(section).start();
for (const block of document.querySelectorAll(".data-table")) new SavedTable(block).start();
for (const section of document.querySelectorAll(".letter")) new Letter(section).start();
