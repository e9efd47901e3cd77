// Turns lists of anchors into tabs. Without this file the anchors jump to sections that are all shown.
(() => {
  const panelsOf = (nav) => [...nav.querySelectorAll("a")].map((a) => document.getElementById(a.hash.slice(1)));

  const open = (nav, tab, focus) => {
    const tabs = [...nav.querySelectorAll("a")];
    tabs.forEach((each) => {
      const panel = document.getElementById(each.hash.slice(1));
      const chosen = each === tab;
      each.setAttribute("aria-selected", String(chosen));
      each.tabIndex = chosen ? 0 : -1;
      panel.toggleAttribute("data-open", chosen);
    });
    if (focus) tab.focus();
    document.dispatchEvent(new CustomEvent("panel:open", { detail: tab.hash.slice(1) }));
  };

  const reveal = (hash) => {
    const target = hash.length > 1 && document.getElementById(hash.slice(1));
    if (!target) return;
    document.querySelectorAll("[data-tabs]").forEach((nav) => {
      nav.querySelectorAll("a").forEach((tab) => {
        const panel = document.getElementById(tab.hash.slice(1));
        if (panel && panel.contains(target)) open(nav, tab, false);
      });
    });
  };

  const enhance = (nav) => {
    if (nav.dataset.enhanced) return;
    nav.dataset.enhanced = "yes";
    nav.setAttribute("role", "tablist");
    const tabs = [...nav.querySelectorAll("a")];
    tabs.forEach((tab) => {
      const panel = document.getElementById(tab.hash.slice(1));
      tab.id = tab.id || `tab-${panel.id}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      if (nav.dataset.tabs === "bench") {
        panel.setAttribute("role", "tabpanel");
        panel.setAttribute("aria-labelledby", tab.id);
      }
    });
    const first = tabs.find((tab) => document.getElementById(tab.hash.slice(1)).hasAttribute("data-open"));
    open(nav, first || tabs[0], false);
    nav.addEventListener("click", (event) => {
      const tab = event.target.closest("a");
      if (!tab) return;
      event.preventDefault();
      open(nav, tab, true);
      if (nav.dataset.tabs === "desk") window.scrollTo(0, 0);
    });
    nav.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const at = tabs.indexOf(document.activeElement);
      open(nav, tabs[(at + step + tabs.length) % tabs.length], true);
    });
  };

  const start = () => {
    document.querySelectorAll("[data-tabs]").forEach((nav) => panelsOf(nav).every(Boolean) && enhance(nav));
  };
  start();
  reveal(location.hash);
  document.addEventListener("htmx:afterSettle", start);
  window.addEventListener("hashchange", () => reveal(location.hash));
})();
