"use strict";
// Hands the guide to guidelint on this machine and shows what it answers. The guide under work lives here, not there.
(() => {
  const $ = (id) => document.getElementById(id);
  const words = $("words").dataset;
  const panels = ["saving", "doubt", "paper"].map($);
  let items = [];
  let now = null; // the guide under work: {file, text, places}, with the texts before each edit in `past`
  let before = null; // the mark of the file that saving was shown for

  function tell(text) {
    $("wrong").hidden = true;
    $("said").textContent = text;
    $("said").hidden = !text;
  }

  function complain(lines) {
    $("said").hidden = true;
    $("wrong").replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
    $("wrong").hidden = false;
    $("wrong").scrollIntoView({ block: "nearest" });
  }

  // The answer, or null where it was refused and the reason is shown.
  async function ask(address, body, type) {
    document.body.setAttribute("aria-busy", "true");
    const buttons = [...document.querySelectorAll("button:not([disabled])")];
    buttons.forEach((button) => { button.disabled = true; });
    try {
      const answer = await fetch(address, { method: "POST", headers: { "Content-Type": type }, body });
      if (answer.ok) return await answer.json();
      const said = answer.headers.get("Content-Type").includes("json") ? (await answer.json()).error : [await answer.text()];
      complain(said);
    } catch {
      complain([words.gone]);
    } finally {
      document.body.removeAttribute("aria-busy");
      buttons.forEach((button) => { button.disabled = false; });
    }
    return null;
  }

  const about = (more) => ask_json({ file: now.file, text: now.text, places: now.places, ...more });
  const ask_json = ({ address, ...body }) => ask(address, JSON.stringify(body), "application/json");

  function show(answer) {
    // guidelint makes this HTML itself and escapes all that comes from a guide; the page's policy runs no script in it.
    const made = new DOMParser().parseFromString(answer.html, "text/html");
    $("result").replaceChildren(...made.body.childNodes);
    now.findings = answer.findings;
    $("undo").hidden = !now.past.length;
    $("work").hidden = false;
    panels.forEach((panel) => { panel.hidden = true; });
  }

  function take(item) {
    now = { ...item, past: [], findings: 0 };
  }

  async function hand(name, content) {
    tell(words.busy);
    const answer = await ask(`read?name=${encodeURIComponent(name)}`, content, "application/octet-stream");
    if (!answer) return;
    items = answer.items;
    take(items[0]);
    $("items").replaceChildren(...items.map((item, number) => new Option(item.title, number)));
    document.querySelector(".which").hidden = items.length < 2;
    show(answer);
    $("hand").hidden = true;
    if (answer.notes.length) complain(answer.notes); else tell("");
    $("title").focus();
  }

  async function mend(mark) {
    const old = now.text;
    const answer = await about({ address: "mend", mark });
    if (!answer) return;
    now.past.push(old);
    now.text = answer.text;
    show(answer);
    tell(words.mended + answer.made.map(([was, is]) => `“${was}” ${words.becomes} “${is}”`).join(";"));
    $("title").focus();
  }

  async function look(text) {
    now.text = text;
    const answer = await about({ address: "look" });
    if (answer) show(answer);
    return answer;
  }

  function open(panel) {
    panels.forEach((one) => { one.hidden = one !== panel; });
    panel.scrollIntoView({ block: "start" });
    panel.focus({ preventScroll: true });
  }

  function print(anyway, target) {
    const form = $("print");
    form.elements.file.value = now.file;
    form.elements.text.value = now.text;
    form.target = target;
    const flag = form.querySelector("[name=anyway]");
    if (flag) flag.remove();
    if (anyway) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "anyway", value: "1" }));
    form.submit();
  }

  async function saving() {
    const answer = await about({ address: "saving" });
    if (!answer) return;
    before = answer.before;
    $("saving-name").textContent = answer.name;
    $("saving-diff").textContent = answer.diff;
    for (const part of $("saving").querySelectorAll("[data-state]")) part.hidden = part.dataset.state !== answer.state;
    $("save").hidden = answer.state === "same";
    open($("saving"));
  }

  async function save() {
    const answer = await about({ address: "save", before });
    panels.forEach((panel) => { panel.hidden = true; });
    if (answer) {
      tell(`${words.saved} ${answer.name}`);
      $("said").scrollIntoView({ block: "nearest" });
      $("keep").focus();
    }
  }

  const click = {
    undo: async () => { if (await look(now.past.pop())) { tell(words.undone); $("title").focus(); } },
    notice: () => { if (now.findings) open($("doubt")); else { open($("paper")); print(false, "paper"); } },
    anyway: () => { open($("paper")); print(true, "paper"); },
    window: () => print(now.findings > 0, "_blank"),
    keep: saving,
    save,
    again: () => {
      $("work").hidden = true;
      panels.forEach((panel) => { panel.hidden = true; });
      $("hand").hidden = false;
      tell("");
      $("paste").focus();
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.mend !== undefined) mend(button.dataset.mend);
    else if (button.dataset.close !== undefined) { button.closest(".panel").hidden = true; $("title").focus(); }
    else if (click[button.id]) click[button.id]();
  });

  $("hand").addEventListener("submit", (event) => {
    event.preventDefault();
    hand("", new Blob([$("paste").value]));
  });
  $("paste").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) $("hand").requestSubmit();
  });
  $("file").addEventListener("change", () => {
    const [file] = $("file").files;
    if (file) hand(file.name, file);
    $("file").value = "";
  });
  $("items").addEventListener("change", async () => {
    take(items[Number($("items").value)]);
    tell("");
    await look(now.text);
  });

  for (const kind of ["dragover", "dragenter"]) {
    addEventListener(kind, (event) => { event.preventDefault(); document.body.classList.add("over"); });
  }
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("over"); });
  addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("over");
    const [file] = event.dataTransfer.files;
    const text = event.dataTransfer.getData("text/plain");
    if (file) hand(file.name, file);
    else if (text) { $("paste").value = text; hand("", new Blob([text])); }
  });
})();
