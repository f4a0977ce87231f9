// Copies text to the clipboard and saves it as a file.

// WeChat's browser refuses downloads.
const REFUSES_DOWNLOADS = /MicroMessenger/i.test(navigator.userAgent);

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// Pages opened from disk have no navigator.clipboard.
function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  const before = document.activeElement;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  before?.focus();
  return copied;
}

// Resolves to "saved", "copied" or "refused".
export async function saveText(fileName, text, type) {
  if (REFUSES_DOWNLOADS) return (await copyText(text)) ? "copied" : "refused";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  return "saved";
}
