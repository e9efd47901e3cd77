// The report: following a link to a criterion opens the scorecard it stands in.
(() => {
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    const card = target.closest("details");
    if (card) card.open = true;
    document.querySelectorAll(".is-target").forEach((each) => each.classList.remove("is-target"));
    target.classList.add("is-target");
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  };
  reveal();
  window.addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) setTimeout(reveal);
  });
})();
