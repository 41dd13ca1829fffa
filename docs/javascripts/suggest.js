// Suggestions below a search field while something is typed: a combobox with a list (WAI-ARIA Authoring Practices).
// The field is what it was without them: Enter searches, unless an entry of the list is chosen with the arrow keys.
const english = document.documentElement.lang === "en";
const MOST = 7;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

async function listChoices(text) {
  const names = await import("./names.js");
  const asked = await names.prepareQuery(text);
  const found = await names.findAll(asked);
  const page = (unit) => {
    const year = unit.years.find((each) => found.years.includes(String(each)));
    return { title: year ? `${unit.name} ${year} 年` : unit.name, note: year ? "" : unit.figure, href: new URL(`units/${unit.id}/${year ? `${year}/` : ""}`, names.root) };
  };
  const units = found.units.slice(0, MOST).map(page);
  const projects = found.projects.slice(0, 3).map((each) => (
    { title: each.name, note: `${each.unit.name} ${each.year} 年${each.figure && ` ${each.figure}`}`, href: new URL(each.address, names.root) }));
  const terms = found.terms.slice(0, 3).map((term) => (
    { title: term.name, note: term.address.startsWith("topics/") ? "各单位对照" : "名词", href: new URL(term.address, names.root) }));
  return [...units, ...(found.exact ? [...terms, ...projects] : [...projects, ...terms])].slice(0, MOST);
}

function suggest(field, number) {
  const list = make("ul", { id: `suggestions-${number}`, class: "suggestions", role: "listbox", "aria-label": english ? "Suggestions" : "建议" });
  const said = make("span", { class: "unseen", role: "status" });
  let chosen = -1, turn = 0, wait = 0;
  field.type = "text"; // the role of a search field may not be another one
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off" })) field.setAttribute(name, value);
  list.hidden = true;
  field.form.append(list, said);

  const mark = (at) => {
    chosen = at;
    [...list.children].forEach((option, each) => option.setAttribute("aria-selected", String(each === at)));
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else { field.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); }
  };
  const close = () => { turn += 1; clearTimeout(wait); list.hidden = true; field.setAttribute("aria-expanded", "false"); mark(-1); said.textContent = ""; };
  const open = async () => {
    const mine = ++turn;
    const text = field.value.trim();
    if (!text) { close(); return; }
    const choices = await listChoices(text).catch(() => []); // then there are no suggestions; Enter searches as ever
    if (mine !== turn) return;
    if (!choices.length) { close(); return; }
    list.replaceChildren(...choices.map(({ title, note, href }, at) => {
      const option = make("li", { id: `${list.id}-${at}`, role: "option", "aria-selected": "false", "data-href": href.href }, make("b", {}, title));
      if (note) option.append(" ", make("span", {}, note));
      return option;
    }));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    said.textContent = english ? `${choices.length} suggestions` : `有 ${choices.length} 条建议，用上下键选`;
    mark(-1);
  };

  field.addEventListener("input", (event) => { clearTimeout(wait); if (!event.isComposing) wait = setTimeout(open, 120); });
  field.addEventListener("compositionend", () => { clearTimeout(wait); wait = setTimeout(open, 120); });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) { open(); return; }
      // the field itself is between the last entry and the first
      const size = list.children.length + 1;
      mark(((chosen + 1 + step + size) % size) - 1);
    } else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); location.href = list.children[chosen].dataset.href; }
    else if (event.key === "Tab" || event.key === "Enter") close();
  });
  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => { const option = event.target.closest("li"); if (option) location.href = option.dataset.href; });
}

// the search page shows its results while something is typed: a list above them would hide them
[...document.querySelectorAll(".search-form input[name=q]")].filter((field) => field.id !== "query").forEach(suggest);
