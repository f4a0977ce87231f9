// Vega and the edition's charts: large, and of use only once a chart is near or a number changes.

// Known only while this script first runs; the addresses carry the hash of their content.
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

// Resolves when both have run; asks for them once.
export function loadParts() {
  loading ??= Promise.all([charts, vega].map(load));
  return loading;
}
