"use strict";
// Narrows the list to the circumstances that the person has answered, and keeps the answers in the page's address.
(() => {
  const form = document.getElementById("questions");
  const summary = document.getElementById("summary");
  const blocks = [...document.querySelectorAll(".block")];
  const print = document.getElementById("print");

  const answers = () => [...form.querySelectorAll("fieldset")].map((set) => set.querySelector("input:checked"));
  const items = (some) => some.reduce((sum, block) => sum + block.querySelectorAll("li").length, 0);

  function show() {
    const given = answers();
    for (const block of blocks) {
      const { question, choice } = block.dataset;
      const answer = question === undefined ? choice : given[question].dataset.choice;
      block.classList.toggle("open", answer === undefined && choice !== undefined);
      block.hidden = answer !== undefined && answer !== choice;
    }
    const kept = blocks.filter((block) => !block.hidden);
    const chosen = given.filter((input) => input.value).map((input) => input.value);
    const open = items(kept.filter((block) => block.classList.contains("open")));
    const certain = items(kept) - open;
    const spared = items(blocks) - items(kept);
    const told = chosen.length ? `您的情形：${chosen.join("、")}。` : "";
    summary.textContent = told + (kept.length ? [
      `要带 ${certain} 样材料`,
      spared ? `，另外 ${spared} 样您不用带` : "",
      open ? `；还有 ${open} 样要看情形` : "",
      "。",
    ].join("") : summary.dataset.nothing);
  }

  function remember() {
    const address = new URLSearchParams(answers().filter((input) => input.value).map((input) => ["for", input.value]));
    history.replaceState(null, "", `#${address}`);
  }

  // An address that names circumstances answers the questions; one that names none leaves them as they were sent.
  function recall() {
    const named = new URLSearchParams(location.hash.slice(1)).getAll("for");
    for (const set of named.length ? form.querySelectorAll("fieldset") : []) {
      const inputs = [...set.querySelectorAll("input")];
      (inputs.find((input) => input.value && named.includes(input.value)) ?? inputs.at(-1)).checked = true;
    }
    show();
  }

  print.hidden = false;
  print.addEventListener("click", () => window.print());
  if (form) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => { show(); remember(); });
    addEventListener("hashchange", recall);
    recall();
  }
})();
