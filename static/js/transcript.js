// The conversation: stays at its newest line, and shows each line once.
(() => {
  const list = () => document.getElementById("messages");

  const down = () => {
    const transcript = document.getElementById("transcript");
    transcript.scrollTop = transcript.scrollHeight;
    if (getComputedStyle(transcript).overflowY === "visible" && transcript.offsetParent) {
      window.scrollTo(0, document.body.scrollHeight);
    }
  };

  // The answer can come along with another action while it is still being streamed: the first copy stays.
  const once = () => {
    const seen = new Set();
    list().querySelectorAll("li[id]").forEach((line) => {
      if (seen.has(line.id)) line.remove();
      seen.add(line.id);
    });
  };

  // Two answers can overtake each other: the ticket's version in the forms only ever grows.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    const next = target.id.startsWith("version-") && fragment.querySelector("input");
    if (next && Number(next.value) < Number(target.value)) event.detail.shouldSwap = false;
  });

  if (!list()) return;
  down();
  new MutationObserver((changes) => {
    once();
    if (changes.some((change) => change.addedNodes.length)) down();
  }).observe(list(), { childList: true, subtree: true });
  document.addEventListener("panel:open", (event) => event.detail === "conversation" && down());
})();
