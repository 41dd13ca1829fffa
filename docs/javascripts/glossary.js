// Find a word of the glossary while typing: all entries and definitions that hold what was typed.
const field = document.getElementById("glossary-filter");
const status = field.parentElement.querySelector("[role=status]");
const entries = [...document.querySelectorAll(".terms dl > div")];
const folded = [...document.querySelectorAll("details.terms")];
field.parentElement.hidden = false;

function filter() {
  const wanted = field.value.replace(/\s+/g, "").toLowerCase();
  let found = 0;
  for (const entry of entries) {
    entry.hidden = !entry.textContent.replace(/\s+/g, "").toLowerCase().includes(wanted);
    found += !entry.hidden;
  }
  for (const box of folded) {
    box.hidden = !box.querySelector("dl > div:not([hidden])");
    box.open = Boolean(wanted) && !box.hidden;
  }
  status.textContent = wanted ? (found ? `${found} 条` : "没有这个词") : "";
}

/** An address shows what it names: inside a folded list, or filtered out. */
function unfold() {
  field.value = "";
  filter();
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const box = named?.closest("details");
  if (box) { box.open = true; named.scrollIntoView({ block: "center" }); }
}

field.addEventListener("input", filter);
addEventListener("hashchange", unfold);
unfold();
