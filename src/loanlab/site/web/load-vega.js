// Loads Vega and the edition's charts. They are large, and needed only once a chart is near the window
// or a number changes.

// The script tag can be read only while this script first runs; its addresses carry checksums.
const { charts, vega } = document.currentScript.dataset;

function load(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${address} could not be loaded`));
    document.head.append(script);
  });
}

let loading = null;

// Resolves when both scripts have run; loads them once.
export function loadParts() {
  loading ??= Promise.all([charts, vega].map(load));
  return loading;
}
