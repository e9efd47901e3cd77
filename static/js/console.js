// The tools console: arrows walk through what was run, Tab completes, Esc gives Tab back to the browser.
(() => {
  let at = null;
  let frees = false;

  const ran = () => [...document.querySelectorAll("#console-log [data-command]")].map((e) => e.dataset.command);

  const down = () => {
    const log = document.querySelector(".console-scroll");
    if (log) log.scrollTop = log.scrollHeight;
  };

  const walk = (input, step) => {
    const lines = ran();
    if (!lines.length) return;
    at = at === null ? lines.length : at;
    at = Math.max(0, Math.min(lines.length, at + step));
    input.value = lines[at] || "";
  };

  const shared = (options) =>
    options.reduce((start, option) => {
      let n = 0;
      while (n < start.length && start[n] === option[n]) n += 1;
      return start.slice(0, n);
    });

  const complete = async (input) => {
    const address = new URL(input.form.dataset.completions, location.href);
    address.searchParams.set("text", input.value);
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const options = await answer.json();
    const list = input.form.querySelector("[data-options]");
    list.textContent = options.length > 1 ? options.join("   ") : "";
    if (!options.length) return;
    const start = shared(options);
    if (start.length >= input.value.length) input.value = options.length === 1 ? `${start} ` : start;
  };

  document.addEventListener("keydown", (event) => {
    const input = event.target;
    if (input.id !== "tool") return;
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      walk(input, event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "Escape") {
      frees = true;
    } else if (event.key === "Tab" && !event.shiftKey && !frees && input.value.trim()) {
      event.preventDefault();
      complete(input);
    } else if (event.key !== "Tab") {
      frees = false;
    }
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const part = event.detail.elt;
    if (!part || !part.closest(".console-form")) return;
    at = null;
    down();
    // Whoever has moved on meanwhile is not fetched back.
    if (document.activeElement === document.body) document.getElementById("tool").focus();
  });
  down();
})();
