// Long lists to choose from: a box to filter, what is chosen in one line, whole networks at once.

const SETTLED = 600;
const FEW = 6;
const MARKS = /[\u0300-\u036f]/g;

function plain(text) {
  return text.normalize("NFD").replace(MARKS, "").toLowerCase();
}

function prepare(pick) {
  const rows = [...pick.querySelectorAll(".choice")].map((row) => ({
    row,
    box: row.querySelector("input"),
    words: plain(`${row.textContent} ${row.dataset.also ?? ""}`),
  }));
  const groups = [...pick.querySelectorAll(".pick__group")];
  const folds = groups.filter((group) => group.matches("details"));
  const find = pick.querySelector(".pick__find");
  const field = find?.querySelector("input");
  const status = find?.querySelector("[role=status]");
  const chosen = pick.querySelector("[data-chosen]");
  let before = null;
  let pause;

  function filter() {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    if (wanted.length && !before) before = folds.map((fold) => fold.open);
    let found = 0;
    for (const one of rows) {
      one.row.hidden = !wanted.every((word) => one.words.includes(word));
      found += !one.row.hidden;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector(".choice:not([hidden])");
      if (wanted.length && group.matches("details")) group.open = !group.hidden;
    }
    if (!wanted.length && before) {
      folds.forEach((fold, place) => { fold.open = before[place]; });
      before = null;
    }
    clearTimeout(pause);
    pause = setTimeout(() => { status.textContent = said(wanted.length, found); }, SETTLED);
  }

  function said(asked, found) {
    if (!asked) return "";
    return found ? `${pick.dataset.found} ${found}` : pick.dataset.none;
  }

  function name() {
    const names = rows
      .filter((one) => one.box.checked && one.box.value)
      .map((one) => one.row.querySelector("label").firstChild.textContent.trim());
    chosen.hidden = !names.length;
    chosen.textContent = `${chosen.dataset.chosen} ${names.length > FEW ? names.length : names.join("; ")}`;
  }

  field?.addEventListener("input", filter);
  field?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    rows.find((one) => !one.row.hidden)?.box.focus();
  });
  pick.addEventListener("change", name);
  for (const button of pick.querySelectorAll("[data-net]")) {
    const members = rows.filter(
      (one) => one.box.dataset.in?.split(" ").includes(button.dataset.net),
    );
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const all = !members.every((one) => one.box.checked);
      for (const one of members) one.box.checked = all;
      button.setAttribute("aria-pressed", String(all));
      name();
    });
  }
  for (const part of pick.querySelectorAll(".pick__find, .pick__nets")) part.hidden = false;
  name();
}

for (const pick of document.querySelectorAll("[data-pick]")) prepare(pick);
