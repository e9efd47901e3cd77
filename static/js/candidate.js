// A stage of the assessment: its clock, and what is recorded besides the work (long pastes, leaving the page).
(() => {
  const bar = document.querySelector(".stage-bar[data-track]");
  if (!bar) return;
  const timer = bar.querySelector("#timer");
  const clock = bar.querySelector("[data-clock]");
  const said = bar.querySelector("#time-said");
  const end = performance.now() + Number(timer.dataset.seconds) * 1000;
  let stage = Number(timer.dataset.seconds) <= 60 ? "one" : Number(timer.dataset.seconds) <= 300 ? "five" : "";

  const tick = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    timer.classList.toggle("is-short", left <= 60);
    const due = left === 0 ? "over" : left <= 60 ? "one" : left <= 300 ? "five" : "";
    if (due && due !== stage) {
      stage = due;
      said.textContent = timer.dataset[due];
    }
    if (left > 0) return;
    clearInterval(ticking);
    HTMLFormElement.prototype.submit.call(document.querySelector("form[data-work]") || document.getElementById("hand-in"));
  };
  const ticking = setInterval(tick, 500);

  const tell = (kind, size) =>
    fetch(bar.dataset.track, { method: "POST", keepalive: true, body: new URLSearchParams({ kind, size: String(Math.round(size)) }) }).catch(() => {});

  document.addEventListener("paste", (event) => {
    const text = (event.clipboardData && event.clipboardData.getData("text")) || "";
    if (text.length >= 80) tell("paste", text.length);
  });

  if (!("focus" in bar.dataset)) return;
  let left = null;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) left = performance.now();
    else if (left !== null) {
      const seconds = (performance.now() - left) / 1000;
      left = null;
      if (seconds >= 5) tell("focus", seconds);
    }
  });
})();
