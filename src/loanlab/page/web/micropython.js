// MicroPython for the page: one classic script with the WebAssembly inside, because a page opened
// from a file may load nothing else.
import { gunzipSync } from "fflate";
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";
import packed from "./micropython.wasm.gz";

// Resolves to MicroPython; the options are those of loadMicroPython.
globalThis.loanlabMicroPython = async (options) => {
  const wasm = new Blob([gunzipSync(packed)], { type: "application/wasm" });
  const url = URL.createObjectURL(wasm);
  try {
    return await loadMicroPython({ ...options, url });
  } finally {
    URL.revokeObjectURL(url);
  }
};
