// Units side by side. The page fetches the newest reports, or one small file a year; its address alone says what is shown:
// ?years=2022,2024&units=a,b&near=a&kind=final&per=head&measure=three-public&sort=-spending
// Reports of different years or kinds are in groups of their own: nothing is ranked, drawn or halved over two of them.
const root = new URL(document.querySelector(".site-header").dataset.root.replace(/\/?$/, "/"), location.href);
const form = document.getElementById("compare-form");
const table = document.querySelector("#comparison table");
const status = document.getElementById("compare-status");
const picture = document.getElementById("compare-chart");
const KINDS = { budget: "预算", final: "决算" };
const SVG = "http://www.w3.org/2000/svg";
const MOST_BARS = 20;
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

const findUnit = (id) => index.units.find((unit) => unit.id === id);

/** The units at the same level of government that spend most on the same class of expenditure, the unit itself first. */
function findSimilar(id) {
  const own = findUnit(id);
  if (!own.purpose || !own.level) return [own];
  return [own, ...index.units.filter((unit) => unit.id !== id && unit.level === own.level && unit.purpose === own.purpose)];
}

/** The state of an address; whatever it names that is not there is left out. */
function readState() {
  const asked = new URLSearchParams(location.search);
  const known = new Set(index.units.map((unit) => unit.id));
  const names = index.measures.map((each) => each.name);
  const sort = asked.get("sort") || "";
  const per = asked.get("head") === "1" ? "head" : asked.get("per") || "";
  return {
    years: (asked.get("years") || "").split(",").map(Number).filter((year) => index.years.includes(year)),
    units: (asked.get("units") || "").split(",").filter((id) => known.has(id)),
    near: known.has(asked.get("near")) ? asked.get("near") : "",
    kind: Object.hasOwn(KINDS, asked.get("kind")) ? asked.get("kind") : "",
    per: ["head", "hundred"].includes(per) ? per : "",
    measure: names.includes(asked.get("measure")) ? asked.get("measure") : names[0],
    sort: ["unit", ...names].includes(sort.replace(/^-/, "")) ? sort : "",
  };
}

function writeState() {
  const parts = [];
  if (state.years.length) parts.push(`years=${state.years.join(",")}`);
  if (state.units.length) parts.push(`units=${state.units.join(",")}`);
  if (state.near) parts.push(`near=${state.near}`);
  if (state.kind) parts.push(`kind=${state.kind}`);
  if (state.per) parts.push(`per=${state.per}`);
  if (state.measure !== index.measures[0].name) parts.push(`measure=${state.measure}`);
  if (state.sort) parts.push(`sort=${state.sort}`);
  history.replaceState(null, "", parts.length ? `?${parts.join("&")}` : location.pathname);
}

/** A figure as it is compared: as it is, for each member of staff, or of each 100 yuan spent; null where it is not known. */
function convert(row, measure) {
  const figure = row.figures[measure.name]?.[0];
  if (figure === undefined) return null;
  if (measure.count || !state.per) return figure;
  const by = row.figures[state.per === "head" ? "staff" : "spending"]?.[0];
  return by > 0 ? (state.per === "head" ? figure / by : (figure / by) * 100) : null;
}

/** The rows in groups of one year and kind, the newest group first. */
function listGroups() {
  const shown = new Set(state.near ? findSimilar(state.near).map((unit) => unit.id) : state.units);
  const source = state.years.length ? state.years.flatMap((year) => slices.get(String(year)).map((row) => ({ ...row, year }))) : slices.get("newest");
  const groups = new Map();
  for (const row of source) {
    if ((shown.size && !shown.has(row.unit)) || (state.kind && row.kind !== state.kind)) continue;
    const key = `${row.year} 年${KINDS[row.kind]}`;
    const values = Object.fromEntries(index.measures.map((each) => [each.name, convert(row, each)]));
    if (!groups.has(key)) groups.set(key, { key, year: row.year, kind: row.kind, rows: [] });
    groups.get(key).rows.push({ ...row, name: findUnit(row.unit).name, values });
  }
  const sorted = [...groups.values()].sort((one, other) => other.year - one.year || one.kind.localeCompare(other.kind));
  for (const group of sorted) sortRows(group.rows);
  return sorted;
}

function sortRows(rows) {
  const column = state.sort.replace(/^-/, "");
  if (!column) return;
  const sign = state.sort.startsWith("-") ? -1 : 1;
  const key = (row) => column === "unit" ? row.name : row.values[column];
  rows.sort((one, other) => {
    const [left, right] = [key(one), key(other)];
    if (left === null || right === null) return (left === null) - (right === null); // what is absent comes last
    return sign * (typeof left === "string" ? left.localeCompare(right, "zh-CN") : left - right);
  });
}

/** An amount in 万元 with two decimals, or all of them where two would only show zeros; of 100 yuan in yuan. */
function format(value, count) {
  if (count) return value.toLocaleString("zh-CN");
  const shown = state.per === "hundred" ? value : value / 10000;
  const digits = shown !== 0 && Math.abs(shown) < 0.005 ? 6 : 2;
  return shown.toLocaleString("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: digits });
}

const nameUnit = (measure) => measure.count ? "" : state.per === "hundred" ? "元" : "万元";
const describePer = () => ({ head: "，按在职人员人均", hundred: "，每支出 100 元" })[state.per] ?? "";

function findMedian(values) {
  const ordered = [...values].sort((one, other) => one - other);
  const middle = ordered.length >> 1;
  return ordered.length % 2 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
}

function drawBar(value, most, chosen) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, each] of [["viewBox", "0 0 100 8"], ["preserveAspectRatio", "none"], ["aria-hidden", "true"]]) svg.setAttribute(name, each);
  const bar = document.createElementNS(SVG, "rect");
  for (const [name, each] of [["width", Math.max(0, (value / most) * 100)], ["height", 8], ["class", chosen]]) bar.setAttribute(name, each);
  svg.append(bar);
  return svg;
}

/** One group as bars with its median: that of the unit the others are like, else the largest. */
function draw(groups) {
  const measure = index.measures.find((each) => each.name === state.measure);
  const stated = groups.map((group) => ({ group, rows: group.rows.filter((row) => row.values[measure.name] !== null) })).filter((each) => each.rows.length);
  const holds = ({ rows }) => rows.length > 1 && rows.some((row) => row.unit === state.near);
  stated.sort((one, other) => holds(other) - holds(one) || other.rows.length - one.rows.length);
  if (!stated.length) { picture.replaceChildren(make("p", {}, `这些报告都没有写明${measure.title}。`)); return; }
  const [{ group, rows }] = stated;
  const ordered = rows.sort((one, other) => other.values[measure.name] - one.values[measure.name]);
  const values = ordered.map((row) => row.values[measure.name]);
  const median = findMedian(values);
  const shown = ordered.filter((row, at) => at < MOST_BARS || row.unit === state.near);
  const most = Math.max(...values, 1e-9);
  const say = (value) => `${format(value, measure.count)}${nameUnit(measure)}`;
  const place = ordered.findIndex((row) => row.unit === state.near);
  const title = `${group.key}，${measure.title}${describePer()}：${values.length} 个单位，中位数 ${say(median)}`;
  const own = place < 0 ? (state.near ? `；没有${findUnit(state.near).name}同一年、同一种的报告` : "") : `；${ordered[place].name} ${say(values[place])}，从多到少排第 ${place + 1}`;
  const bars = shown.map((row) => [row.name, row.values[measure.name], row.unit === state.near ? "chosen" : "", row.unit]);
  if (values.length > 2) bars.splice(bars.filter((bar) => bar[1] >= median).length, 0, ["中位数", median, "median", ""]);
  picture.replaceChildren(
    make("h2", {}, `${title}${own}`),
    make("ol", { class: "bars" }, ...bars.map(([name, value, chosen, unit]) => make("li", { class: chosen },
      unit ? make("a", { href: new URL(`units/${unit}/${group.year}/`, root) }, name) : make("b", {}, name),
      make("span", {}, say(value)), drawBar(value, most, chosen)))),
    ...(ordered.length > shown.length ? [make("p", { class: "hint" }, `图里是最多的 ${MOST_BARS} 个，其余在表里。`)] : []));
}

function showCell(row, measure) {
  const value = row.values[measure.name];
  if (value === null) return make("td", { class: "absent" }, make("span", { class: "unseen" }, "未写明"));
  const link = make("a", { class: "figure", href: new URL(`units/${row.unit}/${row.year}/${row.figures[measure.name][1]}`, root) }, format(value, measure.count));
  return make("td", {}, link);
}

function showHead(name, title) {
  const sorted = state.sort.replace(/^-/, "") === name;
  const down = sorted && state.sort.startsWith("-");
  const button = make("button", { type: "button", class: "sort", "data-sort": name }, title, make("span", { "aria-hidden": "true" }, sorted ? (down ? " ↓" : " ↑") : " ↕"));
  return make("th", { scope: "col", "aria-sort": sorted ? (down ? "descending" : "ascending") : "none" }, button);
}

function showGroup(group) {
  const heading = make("th", { scope: "rowgroup", colspan: index.measures.length + 2 }, `${group.key}：${group.rows.length} 份`);
  return make("tbody", {}, make("tr", { class: "group" }, heading), ...group.rows.map((row) => make("tr", {},
    make("th", { scope: "row" }, make("a", { href: new URL(`units/${row.unit}/`, root) }, row.name)),
    make("td", { class: "word brief" }, make("a", { href: new URL(`units/${row.unit}/${row.year}/`, root) }, `${row.year} ${KINDS[row.kind]}`)),
    ...index.measures.map((each) => showCell(row, each)))));
}

/** What is shown, and why, in a sentence. */
function describe(groups) {
  const rows = groups.flatMap((group) => group.rows);
  const said = [`${rows.length} 份报告，${new Set(rows.map((row) => row.unit)).size} 个单位`];
  if (!state.years.length) said.push("没有选年份，是每个单位最新的一份");
  if (groups.length > 1) said.push("不同年份、预算和决算分开列，图里是其中一组");
  if (state.near) {
    const unit = findUnit(state.near);
    said.push(unit.purpose && unit.level ? `只有与${unit.name}同为${unit.level}、用钱最多的都是“${unit.purpose}”的单位` : `${unit.name}的报告里没有读到用途，找不出同类单位`);
  }
  return `${said.join("；")}。`;
}

async function show(focus) {
  const needed = state.years.length ? state.years.map(String) : ["newest"];
  await Promise.all(needed.filter((name) => !slices.has(name)).map(async (name) => slices.set(name, await read(`${name}.json`))));
  writeState();
  const groups = listGroups();
  table.caption.firstChild.textContent = `${state.years.length ? `${state.years.join("、")} 年` : "每个单位最新一份报告"}${describePer()} `;
  table.caption.querySelector(".measure").textContent = `金额单位：${state.per === "hundred" ? "元" : "万元"}`;
  table.tHead.rows[0].replaceChildren(showHead("unit", "单位"), make("th", { scope: "col", class: "word" }, "报告"), ...index.measures.map((each) => showHead(each.name, each.title)));
  for (const body of [...table.tBodies]) body.remove();
  table.append(...groups.map(showGroup));
  draw(groups);
  status.textContent = describe(groups);
  const chosen = state.near ? findSimilar(state.near).length : state.units.length;
  document.getElementById("compare-chosen").textContent = chosen ? `（已选 ${chosen} 个）` : "（现为全部）";
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
  document.getElementById("compare-measure").replaceChildren(...index.measures.map((each) => make("option", { value: each.name }, each.title)));
  document.getElementById("compare-near").replaceChildren(make("option", { value: "" }, "（不限）"), ...index.units.map((unit) => make("option", { value: unit.id }, unit.name)));
  form.elements.measure.value = state.measure;
  form.elements.near.value = state.near;
  form.querySelector(`[name=per][value="${state.per}"]`).checked = true;
  form.querySelector(`[name=kind][value="${state.kind}"]`).checked = true;
  form.hidden = false;
  document.getElementById("compare-tools").hidden = false;
}

/** A number for a spreadsheet: yuan to the cent, persons and the like as they are. */
const round = (value, measure) => value === null ? "" : String(measure.count ? value : Math.round(value * 100) / 100);

function saveCsv() {
  const quote = (text) => /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : String(text);
  const unit = { head: "元每人", hundred: "元每支出100元" }[state.per] ?? "元";
  const lines = [["unit_id", "单位", "年", "报告", ...index.measures.map((each) => `${each.title}（${each.count ? "人" : unit}）`)],
    ...listGroups().flatMap((group) => group.rows).map((row) => [row.unit, row.name, row.year, KINDS[row.kind], ...index.measures.map((each) => round(row.values[each.name], each))])];
  const blob = new Blob(["\ufeff", ...lines.map((line) => `${line.map((cell) => quote(String(cell))).join(",")}\n`)], { type: "text/csv" });
  const link = make("a", { href: URL.createObjectURL(blob), download: `compare-${state.years.join("-") || "newest"}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

form.addEventListener("change", (event) => {
  if (event.target.id === "compare-filter") return;
  const chosen = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map((each) => each.value);
  const units = chosen("unit");
  // units chosen one by one and those like another one exclude each other: the last choice counts
  const near = event.target.name === "unit" ? "" : form.elements.near.value;
  form.elements.near.value = near;
  if (near && event.target.name === "near") for (const each of form.querySelectorAll("[name=unit]:checked")) each.checked = false;
  state = { ...state, years: chosen("year").map(Number), units: near ? [] : units, near, kind: chosen("kind")[0] || "", per: chosen("per")[0] || "", measure: form.elements.measure.value };
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
