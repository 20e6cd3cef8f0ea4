// Says two minutes before that a visit ends, and keeps it going when asked.

const WARN = 120;
const box = document.querySelector("[data-visit]");
if (box) {
  const words = box.querySelector("[data-words]");
  const idle = Number(box.dataset.idle);
  const last = Number(box.dataset.ends) * 1000;
  let timer;

  const wait = () => {
    clearTimeout(timer);
    const soon = Math.min(Date.now() + idle * 1000, last) - WARN * 1000;
    timer = setTimeout(() => {
      box.hidden = false;
      words.textContent = words.dataset.words;
    }, Math.max(0, soon - Date.now()));
  };

  box.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    if (answer.status !== 204) { location.reload(); return; }
    box.hidden = true;
    words.textContent = "";
    wait();
  });

  wait();
}
