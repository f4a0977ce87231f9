// The page's script: finds what the book's pages hold and makes it live.
import { Chart } from "./chart.js";
import { startEngine } from "./engine.js";
import { Exercise } from "./exercise.js";
import { Simulation } from "./simulation.js";

const texts = globalThis.loanlabPython.interface;

function setState(form, state) {
  form.dataset.state = state;
  const line = form.querySelector(".simulation-state");
  if (line) line.textContent = texts.states[state];
}

async function main() {
  const forms = [...document.querySelectorAll("form.simulation, form.exercise")];
  for (const form of forms) setState(form, "loading");
  try {
    const ask = await startEngine();
    for (const form of forms) {
      const live = form.matches(".simulation")
        ? new Simulation(form, ask, texts)
        : new Exercise(form, ask);
      live.start();
      setState(form, "live");
    }
    // For whoever asks the page from outside: the tests, the benchmarks, a reader in the console.
    globalThis.loanlabAsk = ask;
    performance.mark("loanlab-live");
  } catch (problem) {
    // The default state stays readable; the console keeps the reason for whoever looks into it.
    console.error(problem);
    for (const form of forms) setState(form, "error");
  }
  for (const element of document.querySelectorAll(".chart[data-chart]")) {
    if (!element.closest("form.simulation")) new Chart(element).watch();
  }
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", main);
else main();
