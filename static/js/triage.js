// A triage attempt: the clock, and buttons that move a request up and down. Without this script the selects do it.
(() => {
  const timer = document.getElementById("timer");
  const form = timer && document.getElementById(timer.dataset.form || "triage");
  if (!form) return;
  const announce = timer.querySelector("[data-announce]");
  const clock = timer.querySelector("[data-clock]");
  const end = performance.now() + Number(timer.dataset.seconds) * 1000;
  let said = Number(timer.dataset.seconds) <= 60 ? "one" : Number(timer.dataset.seconds) <= 300 ? "five" : "";

  const tick = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    timer.classList.toggle("is-short", left <= 60);
    const due = left === 0 ? "over" : left <= 60 ? "one" : left <= 300 ? "five" : "";
    if (due && due !== said) {
      said = due;
      announce.textContent = timer.dataset[due];
    }
    if (left > 0) return;
    clearInterval(ticking);
    // What was kept counts anyway; handing in shows the result.
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "do", value: "finish" }));
    HTMLFormElement.prototype.submit.call(form);
  };
  const ticking = setInterval(tick, 500);

  const list = document.getElementById("order");
  if (!list) return;
  const moved = document.getElementById("moved");
  const place = (row) => row.querySelector("select");

  const renumber = () => {
    [...list.children].forEach((row, index) => {
      place(row).value = String(index + 1);
    });
  };

  const move = (row, step, button) => {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (other) step < 0 ? other.before(row) : other.after(row);
    renumber();
    button.focus();
    const at = [...list.children].indexOf(row) + 1;
    moved.textContent = moved.dataset.moved.replace("{name}", row.dataset.name).replace("{place}", String(at));
    place(row).dispatchEvent(new Event("input", { bubbles: true }));
  };

  const sort = () => {
    const rows = [...list.children];
    const rank = (row) => Number(place(row).value) || rows.length + rows.indexOf(row) + 1;
    const ranks = new Map(rows.map((row) => [row, rank(row)]));
    rows.sort((one, other) => ranks.get(one) - ranks.get(other)).forEach((row) => list.append(row));
  };

  for (const row of list.children) {
    const buttons = document.createElement("span");
    buttons.className = "order-buttons";
    for (const [step, name, arrow] of [[-1, list.dataset.up, "↑"], [1, list.dataset.down, "↓"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm";
      button.textContent = arrow;
      button.setAttribute("aria-label", `${name}: ${row.dataset.name}`);
      button.addEventListener("click", () => move(row, step, button));
      buttons.append(button);
    }
    row.append(buttons);
  }
  sort();
  list.addEventListener("change", sort);
})();
