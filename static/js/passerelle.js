// What makes pages quicker for those who have JavaScript. Without it everything works too.

const OFF = "passerelle.keys";
const SETTLED = 1000;

// ---------- Forms ----------

// The summary has autofocus; browsers that ignore it there get a push.
document.querySelector("[data-errors]")?.focus();

// Count what is left: at once for the eye, only after a pause for the ear.
for (const note of document.querySelectorAll("[data-count]")) {
  const field = document.getElementById(note.dataset.count);
  const spoken = document.createElement("span");
  spoken.className = "vh";
  spoken.setAttribute("role", "status");
  note.after(spoken);
  let pause;
  const count = () => {
    const words = `${note.dataset.left} ${field.maxLength - field.value.length}`;
    note.textContent = words;
    clearTimeout(pause);
    pause = setTimeout(() => { spoken.textContent = words; }, SETTLED);
  };
  field.addEventListener("input", count);
}

// Copy: <button hidden data-copy="id of the text" data-done="Copied">Copy</button>
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(
      document.getElementById(button.dataset.copy).textContent.trim(),
    );
    button.setAttribute("aria-live", "polite");
    button.textContent = button.dataset.done;
  });
}

// Print: <button hidden data-print>Print</button>
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The box below one's name closes by Escape and by a click elsewhere.
const person = document.querySelector("details.me");
if (person) {
  document.addEventListener("click", (event) => {
    if (!person.contains(event.target)) person.open = false;
  });
  person.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !person.open) return;
    person.open = false;
    person.querySelector("summary").focus();
  });
}

// ---------- Keys, in lists of the desk only ----------
// <table data-keys> with a link in each row; <dialog id="keys-help"> says which keys there are;
// a button [data-keys-switch] with data-on and data-off words turns them off for good.

const list = document.querySelector("[data-keys]");
const help = document.getElementById("keys-help");
const keysOn = () => localStorage.getItem(OFF) !== "off";

function rows() {
  return [...list.querySelectorAll("tbody tr")];
}

function current() {
  return list.querySelector("tr.cur");
}

function move(by) {
  const all = rows();
  const now = all.indexOf(current());
  const next = all[Math.min(Math.max(now + by, 0), all.length - 1)];
  if (!next) return;
  current()?.classList.remove("cur");
  next.classList.add("cur");
  next.querySelector(".t a, a").focus();
}

function pick() {
  const box = current()?.querySelector("input[type=checkbox]");
  if (box) box.click();
}

const DOES = {
  j: () => move(1),
  k: () => move(-1),
  x: pick,
  "/": () => document.querySelector("[data-find]")?.focus(),
  "?": () => help?.showModal(),
  ".": () => document.querySelector("[data-actions]")?.focus(),
};

function pressed(event) {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, dialog");
  const others = event.ctrlKey || event.metaKey || event.altKey;
  const act = DOES[event.key];
  if (!act || typing || others || !keysOn()) return;
  event.preventDefault();
  act();
}

if (list) {
  document.addEventListener("keydown", pressed);
  // Wherever the focus goes by itself, the current row goes along.
  list.addEventListener("focusin", (event) => {
    current()?.classList.remove("cur");
    event.target.closest("tbody tr")?.classList.add("cur");
  });
  list.addEventListener("change", (event) => {
    const row = event.target.closest("tbody tr");
    row?.classList.toggle("sel", event.target.checked);
  });
}

for (const button of document.querySelectorAll("[data-keys-open]")) {
  button.hidden = false;
  button.addEventListener("click", () => help?.showModal());
}
for (const button of document.querySelectorAll("[data-keys-switch]")) {
  const say = () => {
    button.textContent = keysOn() ? button.dataset.off : button.dataset.on;
  };
  say();
  button.addEventListener("click", () => {
    localStorage.setItem(OFF, keysOn() ? "off" : "on");
    say();
  });
}
