// Resolves once the async script has set `name`; rejects if the page finished loading without it.
export function arrived(name) {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (name in globalThis) resolve();
      else if (document.readyState === "complete") reject(new Error(`${name} did not arrive`));
    };
    check();
    document.querySelector(`script[data-sets="${name}"]`)?.addEventListener("load", check);
    addEventListener("load", check);
  });
}
