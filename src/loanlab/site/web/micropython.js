// MicroPython for the page: one classic script with the WebAssembly inside, because a page opened
// from disk may load nothing but scripts.
import { gunzipSync } from "fflate";
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";
import { startEngine } from "./engine.js";
import packed from "./micropython.wasm.gz";

const HEAP_BYTES = 16 * 1024 * 1024;
const TYPE = { type: "application/wasm" };

function unpack() {
  if (!globalThis.DecompressionStream) return new Blob([gunzipSync(packed)], TYPE);
  // Browsers that can decompress do it on another thread.
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "Content-Type": TYPE.type } }).blob();
}

async function start() {
  const url = URL.createObjectURL(await unpack());
  try {
    return await loadMicroPython({ heapsize: HEAP_BYTES, url });
  } finally {
    URL.revokeObjectURL(url);
  }
}

// Both start at once, while the page is still being read.
globalThis.loanlabEngine = startEngine(start());
// loanlab.js, which may run later, reports a failure.
globalThis.loanlabEngine.catch(() => {});
