// Stepping through a run with j and k. Without this script the timeline is a plain list.
document.addEventListener("keydown", (event) => {
  if ((event.key !== "j" && event.key !== "k") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const moments = [...document.querySelectorAll("[data-steps] .moment")];
  if (!moments.length) return;
  const now = moments.findIndex((moment) => moment.classList.contains("is-step"));
  const next = event.key === "j" ? Math.min(now + 1, moments.length - 1) : Math.max(now - 1, 0);
  if (now >= 0) moments[now].classList.remove("is-step");
  moments[next].classList.add("is-step");
  moments[next].focus({ preventScroll: true });
  moments[next].scrollIntoView({ block: "nearest" });
  event.preventDefault();
});
