// The composer: a count of characters, and Ctrl+Enter to send from any long text field of the desk.
(() => {
  const count = (area) => {
    const line = document.querySelector(`[data-count-of="${area.id}"]`);
    if (!line) return;
    const length = area.value.trim().length;
    line.querySelector("[data-count]").textContent = String(length);
    line.classList.toggle("is-over", length > Number(area.dataset.limit));
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-limit]")) {
      count(event.target);
      const state = document.getElementById("draft-state");
      if (state) state.textContent = "";
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const area = event.target.closest("textarea");
    if (!area || !area.form) return;
    event.preventDefault();
    area.form.requestSubmit();
  });

  // After sending, the composer is a new element: keep writing without reaching for the mouse.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt && event.detail.elt.id === "composer") document.getElementById("reply").focus();
  });
})();
