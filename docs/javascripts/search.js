// The search page. Names of units, projects and terms come from small lists (names.js); what the pages say comes from
// Pagefind, which fetches only the pieces of its index that a query needs.
import { findAll, findAmount, flatten, listNumbers, numberShare, prepareQuery, root } from "./names.js";

const field = document.getElementById("query");
const status = document.getElementById("search-status");
const results = document.getElementById("search-results");
const PAGES = 6, FEWER = 3, UNITS = 12, TERMS = 8, PROJECTS = 8;
/** The pages of units and topics, as the theme marks them for Pagefind; no other pages have a mark. */
const ofUnits = { kind: "units" };
let pagefind = null;
let turn = 0;

function loadPages() {
  pagefind ??= Promise.all([import(new URL("pagefind/pagefind.js", root)), prepareQuery("")]).then(async ([module, { list }]) => {
    const settings = { baseUrl: root.pathname, excerptLength: 40 };
    await module.options(settings);
    await module.init();
    const merge = (share) => module.mergeIndex(new URL(`pagefind/${share}/`, root).pathname, settings);
    return { module, count: list.shares, merge, merged: new Map() };
  });
  return pagefind;
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The query, and the query in the words of the documents; of an amount the number, with and without separators. */
function listVariants(list, query) {
  const amount = findAmount(query);
  if (amount) return [...new Set([amount.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ","), amount])];
  const flat = flatten(query);
  const meant = list.synonyms.filter(([word]) => flat.includes(flatten(word))).flatMap(([, means]) => means);
  return [...new Set([query, ...meant])].slice(0, 4);
}

/** A unit with its newest spending and its years; where the query names a year, that year's page. */
function showUnit(unit, chosen) {
  const years = unit.years.filter((year) => !chosen.length || chosen.includes(String(year)));
  const one = chosen.length && years.length === 1 ? `${years[0]}/` : "";
  const title = one ? `${unit.name} ${years[0]} 年` : unit.name;
  const aliases = unit.names.length ? [make("p", { class: "quiet" }, `也叫：${unit.names.join("、")}`)] : [];
  const shown = one ? [] : (years.length ? years : unit.years).flatMap((year) => [
    make("a", { href: new URL(`units/${unit.id}/${year}/`, root) }, `${year} 年`), " "]);
  return make("li", {}, make("h3", {}, make("a", { href: new URL(`units/${unit.id}/${one}`, root) }, title)), ...aliases,
    make("p", { class: "figures" }, [unit.region, unit.figure].filter(Boolean).join(" · ")),
    ...(shown.length ? [make("p", { class: "years" }, ...shown)] : []));
}

const showProject = ({ name, unit, year, address, figure }) => make("li", {},
  make("h3", {}, make("a", { href: new URL(address, root) }, name)),
  make("p", { class: "figures" }, [`${unit.name} ${year} 年`, figure].filter(Boolean).join(" · ")));

const showTerm = (term) => make("li", {},
  make("h3", {}, make("a", { href: new URL(term.address, root) }, term.name)), make("p", {}, term.definition));

/** Pagefind's excerpts are our own pages' words with <mark>: only that element is let through. */
function showExcerpt(html) {
  const paragraph = make("p");
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const node of parsed.body.childNodes) {
    paragraph.append(node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent);
  }
  return paragraph;
}

/** A page with the parts of it that hold the words themselves. */
function showPage({ page, holds }) {
  const parts = page.sub_results.filter((part) => part.url.includes("#") && !part.url.endsWith("#top")
    && holds(`${part.title} ${part.plain_excerpt}`)).slice(0, 3);
  return make("li", {}, make("h3", {}, make("a", { href: page.url }, page.meta.title)),
    ...(parts.length || !holds(page.plain_excerpt) ? [] : [showExcerpt(page.excerpt)]),
    ...parts.map((part) => make("div", { class: "part" }, make("a", { href: part.url }, part.title), showExcerpt(part.excerpt))));
}

/** A heading over a list of hits; those above a number are added with a button. */
function group(title, hits, show, most) {
  if (!hits.length) return [];
  const list = make("ul", { class: "plain found" }, ...hits.slice(0, most).map(show));
  const rest = hits.slice(most);
  const more = make("button", { type: "button", class: "plain" }, `还有 ${rest.length} 个`);
  more.addEventListener("click", () => { list.append(...rest.map(show)); more.remove(); });
  return [make("section", {}, make("h2", {}, `${title}（${hits.length}）`), list, ...(rest.length ? [more] : []))];
}

/**
 * What resembles the words, best first: `take` gives the next ones. Where the pages of units are shared out among several
 * indexes, first those of the units that fit best are searched, or one, and others only where these have too little.
 */
function makeSource(engine, variants, filters, units) {
  const seen = new Set(), all = Array.from({ length: engine.count }, (_, at) => at + 1);
  const meant = units.length && engine.count ? units.slice(0, 2).map((unit) => numberShare(unit.id, engine.count) + 1) : all.slice(0, 1);
  let waiting = [], begun = false;
  const add = async (shares) => {
    for (const share of shares) if (!engine.merged.has(share)) engine.merged.set(share, engine.merge(share));
    await Promise.all(engine.merged.values());
    begun = true;
    for (const variant of variants) {
      const answer = await engine.module.search(variant, { filters });
      for (const result of answer.results) if (!seen.has(result.id)) { seen.add(result.id); waiting.push(result); }
    }
  };
  const left = () => filters === ofUnits ? all.filter((share) => !engine.merged.has(share)) : [];
  return {
    async take(most) {
      if (!begun) await add(filters === ofUnits ? meant : []);
      while (!waiting.length && left().length) await add(left().slice(0, Math.max(1, engine.merged.size)));
      return waiting.splice(0, most);
    },
    ended: () => !waiting.length && !left().length,
  };
}

/** Whether a text holds what was searched for: an amount as a whole number, else every word. */
function holdsQuery(query, variants) {
  const amount = findAmount(query);
  if (amount) return (text) => listNumbers(text).includes(amount);
  const wanted = variants.map((variant) => variant.split(/\s+/).map(flatten).filter(Boolean)).filter((words) => words.length);
  return (text) => { const flat = flatten(text); return wanted.some((words) => words.every((word) => flat.includes(word))); };
}

/** Take the next pages that really hold the words: Pagefind also offers what only resembles them. */
async function takePages(source, holds, most, loads) {
  const kept = [];
  for (let load = 0; kept.length < most && load < loads; load += 1) {
    const next = await source.take(most);
    if (!next.length) break;
    for (const page of await Promise.all(next.map((each) => each.data()))) {
      if (holds(`${page.meta.title} ${page.content}`)) kept.push({ page, holds });
    }
  }
  return kept;
}

/** A section of pages that the words are on, `most` at first out of `loads` times as many, with a button for the next. */
async function listPages(title, source, holds, most, loads) {
  const list = make("ul", { class: "plain found" });
  const more = make("button", { type: "button", class: "plain" }, "再看一些");
  const show = async (times) => {
    const next = await takePages(source, holds, most, times);
    list.append(...next.map(showPage));
    more.hidden = source.ended();
    return next.length;
  };
  more.addEventListener("click", () => show(3));
  const count = await show(loads);
  return { count, more: count && !source.ended(), shown: count ? [make("section", {}, make("h2", {}, title), list, more)] : [] };
}

/** What to do where nothing was found: the units with the most similar names, and all of them by place. */
function offer(near) {
  const all = make("p", {}, "也可以看", make("a", { href: new URL("units/", root) }, "全部单位（按地区）"), "、",
    make("a", { href: new URL("glossary/", root) }, "全部名词"), "。没有收录的单位，把它公布预算、决算的网址",
    make("a", { href: new URL("contribute/#reach", root) }, "告诉我们"), "就行：");
  return [...group("名称最接近的单位", near, (unit) => showUnit(unit, []), UNITS), all,
    document.getElementById("ways").content.cloneNode(true)];
}

async function search() {
  const typed = field.value.trim();
  const mine = ++turn;
  history.replaceState(null, "", typed ? `?${new URLSearchParams({ q: typed })}` : location.pathname);
  if (!typed) { results.replaceChildren(); status.textContent = ""; return; }
  status.textContent = "正在查找…";
  try {
    const [asked, engine] = await Promise.all([prepareQuery(typed), loadPages()]);
    const named = await findAll(asked);
    if (mine !== turn) return;
    const projects = group("项目", named.projects, showProject, PROJECTS);
    const terms = group("名词和专题", named.terms, showTerm, TERMS);
    const groups = [
      ...group("单位", named.units, (unit) => showUnit(unit, named.years), UNITS),
      ...(named.exact ? [...terms, ...projects] : [...projects, ...terms])];
    results.replaceChildren(...groups); // the pages take longer
    const variants = listVariants(asked.list, asked.query);
    const holds = holdsQuery(asked.query, variants);
    // where the words are a unit's name, its pages are listed already
    const loads = named.units.length ? 1 : 3;
    const reports = await listPages("各单位各年、专题", makeSource(engine, variants, ofUnits, named.units), holds, PAGES, loads);
    const others = await listPages("核对发现、方法和说明", makeSource(engine, variants, { not: ofUnits }, []), holds, FEWER, 1);
    if (mine !== turn) return;
    const count = named.units.length + named.projects.length + named.terms.length + reports.count + others.count;
    results.replaceChildren(...groups, ...reports.shown, ...others.shown, ...(count ? [] : offer(named.near)));
    const advice = findAmount(asked.query)
      ? "这里只找各页文字里的金额；表格里的金额请打开单位的页面看，或下载数据。"
      : "少写几个字，或换一种说法试试。";
    const only = named.kept && !reports.count ? `（按“${named.kept}”）` : "";
    status.textContent = count ? `“${typed}”：找到 ${count} 项${reports.more || others.more ? "以上" : ""}${only}` : `没有找到“${typed}”。${advice}`;
  } catch (error) {
    status.textContent = "搜索没有装载成功，请重新打开这一页。";
    throw error;
  }
}

let wait = 0;
field.value = new URLSearchParams(location.search).get("q") || "";
field.addEventListener("focus", () => { prepareQuery(""); loadPages(); }, { once: true });
field.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(search, 250); });
field.form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(wait); search(); });
if (field.value) search(); else field.focus();
