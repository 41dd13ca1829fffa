// Units side by side. The page fetches one small file a year; what is shown is told by the address alone:
// ?years=2022,2024&units=a,b&kind=final&head=1&sort=-spending
const root = new URL(document.querySelector(".site-header").dataset.root.replace(/\/?$/, "/"), location.href);
const form = document.getElementById("compare-form");
const table = document.querySelector("#comparison table");
const status = document.getElementById("compare-status");
const KINDS = { budget: "预算", final: "决算" };
const slices = new Map();
let index;
let state;

const read = async (path) => {
  const answer = await fetch(new URL(`compare/${path}`, root));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
};

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The year with the most reports, of these the latest: where there is most to compare. */
const fullestYear = () => index.years.reduce((best, year) => index.reports[year] >= index.reports[best] ? year : best, index.years[0]);

/** The state of an address; whatever it names that is not there is left out. */
function readState() {
  const asked = new URLSearchParams(location.search);
  const years = (asked.get("years") || "").split(",").map(Number).filter((year) => index.years.includes(year));
  const known = new Set(index.units.map((unit) => unit.id));
  const columns = ["unit", "year", ...index.measures.map((each) => each.name)];
  const sort = asked.get("sort") || "";
  return {
    years: years.length ? years : [fullestYear()],
    units: (asked.get("units") || "").split(",").filter((id) => known.has(id)),
    kind: Object.hasOwn(KINDS, asked.get("kind")) ? asked.get("kind") : "",
    head: asked.get("head") === "1",
    sort: columns.includes(sort.replace(/^-/, "")) ? sort : "",
  };
}

function writeState() {
  const parts = [`years=${state.years.join(",")}`];
  if (state.units.length) parts.push(`units=${state.units.join(",")}`);
  if (state.kind) parts.push(`kind=${state.kind}`);
  if (state.head) parts.push("head=1");
  if (state.sort) parts.push(`sort=${state.sort}`);
  history.replaceState(null, "", `?${parts.join("&")}`);
}

function listRows() {
  const names = new Map(index.units.map((unit) => [unit.id, unit.name]));
  const rows = state.years.flatMap((year) => slices.get(year).map((row) => ({ ...row, year, name: names.get(row.unit) })))
    .filter((row) => (!state.units.length || state.units.includes(row.unit)) && (!state.kind || row.kind === state.kind));
  for (const row of rows) {
    const staff = row.figures.staff?.[0];
    row.values = Object.fromEntries(index.measures.map((each) => {
      const figure = row.figures[each.name]?.[0];
      if (figure === undefined) return [each.name, null];
      if (each.count || !state.head) return [each.name, figure];
      return [each.name, staff > 0 ? figure / staff : null];
    }));
  }
  const column = state.sort.replace(/^-/, "");
  const sign = state.sort.startsWith("-") ? -1 : 1;
  const key = (row) => column === "unit" ? row.name : column === "year" ? row.year : row.values[column];
  const compare = (one, other) => {
    const [left, right] = [key(one), key(other)];
    if (left === null || right === null) return (left === null) - (right === null); // what is absent stands last
    return sign * (typeof left === "string" ? left.localeCompare(right, "zh-CN") : left - right);
  };
  return column ? rows.sort(compare) : rows;
}

/** An amount in 万元 with two decimals, or all of them where two would only show zeros. */
function format(value, count) {
  if (count) return value.toLocaleString("zh-CN");
  const shown = value / 10000;
  const digits = shown !== 0 && Math.abs(shown) < 0.005 ? 6 : 2;
  return shown.toLocaleString("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: digits });
}

function showCell(row, measure) {
  const value = row.values[measure.name];
  if (value === null) return make("td", { class: "absent" }, make("span", { "aria-hidden": "true" }, "—"), make("span", { class: "unseen" }, "未写明"));
  const link = make("a", { class: "figure", href: new URL(`units/${row.unit}/${row.year}/${row.figures[measure.name][1]}`, root) }, format(value, measure.count));
  return make("td", {}, link);
}

function showHead(name, title) {
  const sorted = state.sort.replace(/^-/, "") === name;
  const down = sorted && state.sort.startsWith("-");
  const button = make("button", { type: "button", class: "sort", "data-sort": name }, title, make("span", { "aria-hidden": "true" }, sorted ? (down ? " ↓" : " ↑") : " ↕"));
  return make("th", { scope: "col", ...(name === "year" ? { class: "word" } : {}), "aria-sort": sorted ? (down ? "descending" : "ascending") : "none" }, button);
}

async function show(focus) {
  await Promise.all(state.years.filter((year) => !slices.has(year)).map(async (year) => slices.set(year, await read(`${year}.json`))));
  writeState();
  const rows = listRows();
  table.caption.firstChild.textContent = `${state.years.join("、")} 年${state.head ? "，按在职人员人均" : ""} `;
  table.tHead.rows[0].replaceChildren(showHead("unit", "单位"), showHead("year", "报告"), ...index.measures.map((each) => showHead(each.name, each.title)));
  table.tBodies[0].replaceChildren(...rows.map((row) => make("tr", {},
    make("th", { scope: "row" }, make("a", { href: new URL(`units/${row.unit}/`, root) }, row.name)),
    make("td", { class: "word brief" }, make("a", { href: new URL(`units/${row.unit}/${row.year}/`, root) }, `${row.year} ${KINDS[row.kind]}`)),
    ...index.measures.map((each) => showCell(row, each)))));
  status.textContent = `${rows.length} 份报告，${new Set(rows.map((row) => row.unit)).size} 个单位`;
  document.getElementById("compare-chosen").textContent = state.units.length ? `（已选 ${state.units.length} 个）` : "（现为全部）";
  if (focus) table.querySelector(`[data-sort="${focus}"]`)?.focus();
}

function choice(type, name, value, words, checked) {
  const input = make("input", { type, name, value });
  input.checked = checked;
  return make("label", {}, input, ` ${words}`);
}

function fillForm() {
  document.getElementById("compare-years").replaceChildren(
    ...index.years.map((year) => choice("checkbox", "year", year, `${year} 年（${index.reports[year]} 份）`, state.years.includes(year))));
  document.getElementById("compare-units").replaceChildren(
    ...index.units.map((unit) => choice("checkbox", "unit", unit.id, `${unit.name}（${unit.region}）`, state.units.includes(unit.id))));
  form.elements.head.checked = state.head;
  form.querySelector(`[name=kind][value="${state.kind}"]`).checked = true;
  form.hidden = false;
  document.getElementById("compare-tools").hidden = false;
}

function saveCsv() {
  const quote = (text) => /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : String(text);
  const unit = state.head ? "元每人" : "元";
  const lines = [["unit_id", "单位", "年", "报告", ...index.measures.map((each) => `${each.title}（${each.count ? "人" : unit}）`)],
    ...listRows().map((row) => [row.unit, row.name, row.year, KINDS[row.kind], ...index.measures.map((each) => row.values[each.name] ?? "")])];
  const blob = new Blob(["\ufeff", ...lines.map((line) => `${line.map((cell) => quote(String(cell))).join(",")}\n`)], { type: "text/csv" });
  const link = make("a", { href: URL.createObjectURL(blob), download: `compare-${state.years.join("-")}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

form.addEventListener("change", (event) => {
  if (event.target.id === "compare-filter") return;
  const chosen = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map((each) => each.value);
  const years = chosen("year").map(Number);
  state = { ...state, years: years.length ? years : state.years, units: chosen("unit"), kind: chosen("kind")[0] || "", head: form.elements.head.checked };
  show();
});
form.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("compare-filter").addEventListener("input", (event) => {
  for (const label of document.querySelectorAll("#compare-units label")) label.hidden = !label.textContent.includes(event.target.value.trim());
});
table.addEventListener("click", (event) => {
  const name = event.target.closest("[data-sort]")?.dataset.sort;
  if (!name) return;
  state.sort = state.sort === `-${name}` ? name : `-${name}`; // the largest first, then the smallest
  show(name);
});
document.getElementById("compare-csv").addEventListener("click", saveCsv);
document.getElementById("compare-link").addEventListener("click", async (event) => {
  try { await navigator.clipboard.writeText(location.href); event.target.textContent = "已复制"; } catch { event.target.textContent = location.href; }
});

index = await read("index.json");
state = readState();
fillForm();
await show();
