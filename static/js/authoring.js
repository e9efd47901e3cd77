// A problem leads to its place in the text; unsaved words are not left by accident.
(() => {
  const text = () => document.getElementById("text");

  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-line]");
    const area = text();
    if (!place || !area) return;
    const lines = area.value.split("\n");
    const line = Math.min(Number(place.dataset.line), lines.length);
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const at = start + Math.min(Number(place.dataset.column) - 1, lines[line - 1].length);
    area.focus();
    area.setSelectionRange(at, start + lines[line - 1].length);
    area.scrollTop = (area.scrollHeight / lines.length) * Math.max(line - 5, 0);
  });

  let saved = false;
  document.addEventListener("submit", () => {
    saved = true;
  });
  addEventListener("beforeunload", (event) => {
    const area = text();
    if (area && !saved && area.value !== area.defaultValue) event.preventDefault();
  });
})();
