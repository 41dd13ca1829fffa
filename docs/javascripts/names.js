// What a reader means by a few characters: names of units, terms and projects that a query may stand for. Nothing here
// touches the page. A query fits a name if its characters are in the name in the same order (昌吉电政办 in
// 昌吉回族自治州人民政府电子政务办公室): that covers short forms of places and bodies alike. The cost says how well it fits.
const script = document.querySelector(".site-header");
export const root = new URL(script.dataset.root.replace(/\/?$/, "/"), location.href);

/** A character left out between two that fit, and where the name goes on behind the query: they order the hits. */
const BREAK = 0.4, GAP = 0.02, START = 0.01, REST = 0.015;
/** One character of the query that is not in the name; two parts of a query in the other order; an everyday word. */
const SLIP = 2, TURNED = 0.6, MEANT = 0.3;
/** A letter or more for a syllable in place of all of it. */
const INITIAL = 0.25;
/** A query this short is taken as it is: with one character less it would fit anything. */
const SHORTEST_SLIP = 4, SHORTEST_PINYIN = 7;
/** Hits that are worse than the best one by more are left out. */
const MARGIN = 1;
const FILLERS = /(?:部门|单位|年度)?(?:预算|决算)(?:公开)?|多少钱|花了|怎么|的钱|[的了吗呢]/g;

/** Text as it is compared: no punctuation, no spaces, no case, one width. */
export const flatten = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\p{P}\p{S}]+/gu, "");
const split = (text) => text.trim().split(/\s+/).map(flatten).filter(Boolean);
const isLatin = (text) => /^[a-z]{2,}$/.test(text);

const loaded = new Map();
const load = (path) => {
  if (!loaded.has(path)) {
    loaded.set(path, fetch(new URL(`search/${path}.json`, root)).then((answer) => {
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.json();
    }).catch((error) => { loaded.delete(path); throw error; }));
  }
  return loaded.get(path);
};

/** Names of places that a unit's name does not hold are put before it: 国家信访局 is found with 中央, 苏州 with 江苏. */
function prepare(list) {
  if (list.prepared) return list;
  const known = new Set();
  const learn = (text) => { for (const sign of text) known.add(sign); return text; };
  list.units = list.places.flatMap(([province, place, rows]) => rows.map(([id, short, at, names, years, figure]) => {
    const name = at < 0 ? short : short.slice(0, at) + place + short.slice(at);
    const flat = flatten(name);
    const before = [...new Set([province, place].map(flatten))].filter((each) => each && !flat.includes(each)).join("");
    const texts = [before + flat, ...names.map(flatten)].map((each) => [...learn(each)]);
    return { id, name, names, years, figure, region: place, texts, before: [...before].length };
  }));
  list.byId = new Map(list.units.map((unit) => [unit.id, unit]));
  for (const term of list.terms) term.texts = [term.name, ...term.words].map((each) => [...learn(flatten(each))]);
  for (const [typed, meant] of [...list.synonyms, ...list.bodies]) learn(flatten(typed + meant.join("")));
  return Object.assign(list, { known, prepared: true });
}

/** The lists that a query needs, and the query in simplified characters. */
export async function prepareQuery(text) {
  const list = prepare(await load("titles"));
  let query = text.normalize("NFKC").trim();
  if ([...query].some((sign) => /\p{Script=Han}/u.test(sign) && !list.known.has(sign))) {
    const [old, simple] = (await load("simplified")).map((each) => [...each]);
    const table = new Map(old.map((sign, at) => [sign, simple[at]]));
    query = [...query].map((sign) => table.get(sign) ?? sign).join("");
  }
  const latin = isLatin(flatten(query).replace(/\d/g, ""));
  return { list, query, readings: latin ? { table: await load("readings"), slips: false } : null };
}

/**
 * The least cost of the signs of a query in order in a text, Infinity where they are not. `lengths(sign at, text at)`
 * lists [signs of the query that a sign of the text stands for, cost]; `free` signs at the start of the text cost nothing.
 */
function align(count, text, lengths, free, slips) {
  const size = text.length, width = size + 1;
  // cost[slips][signs of the query done][signs of the text up to the one that fitted last]; 0 is before the first
  const cost = Array.from({ length: slips + 1 }, () => Array.from({ length: count + 1 }, () => new Float64Array(width).fill(Infinity)));
  cost[0][0][0] = 0;
  for (let slip = 0; slip <= slips; slip += 1) {
    for (let done = 0; done < count; done += 1) {
      const row = cost[slip][done];
      let jump = Infinity; // least cost so far of a fit further to the left, with the gap counted from the text's start
      for (let at = 0; at < size; at += 1) {
        if (at >= 2) jump = Math.min(jump, row[at - 1] - GAP * (at - 1));
        const first = row[0] + START * Math.max(0, at - free);
        const reached = Math.min(first, at ? row[at] : Infinity, jump + BREAK + GAP * at);
        if (reached === Infinity) continue;
        for (const [taken, price] of lengths(done, at)) {
          const next = cost[slip][done + taken];
          next[at + 1] = Math.min(next[at + 1], reached + price);
        }
        if (slip < slips) { // another character in the place of this one
          const next = cost[slip + 1][done + 1];
          next[at + 1] = Math.min(next[at + 1], reached + SLIP);
        }
      }
      if (slip < slips) {
        const skipped = cost[slip + 1][done + 1];
        for (let at = 0; at <= size; at += 1) skipped[at] = Math.min(skipped[at], row[at] + SLIP);
      }
    }
  }
  let best = Infinity;
  for (let slip = 0; slip <= slips; slip += 1) {
    for (let at = 1; at <= size; at += 1) best = Math.min(best, cost[slip][count][at] + REST * (size - at));
  }
  return best;
}

const ONE = [[1, 0]], NONE = [];

function alignCharacters(query, text, free, slips) {
  const missing = query.reduce((sum, sign) => sum + !text.includes(sign), 0);
  if (missing > slips) return Infinity;
  return align(query.length, text, (done, at) => (query[done] === text[at] ? ONE : NONE), free, slips);
}

/** Whether two words differ by one letter: another one, one too many, or one too few. */
function isOneSlip(one, other) {
  let same = 0;
  while (same < one.length && same < other.length && one[same] === other[same]) same += 1;
  const rest = (word, more) => word.slice(same + more);
  return one !== other && (rest(one, 1) === rest(other, 1) || rest(one, 1) === rest(other, 0) || rest(one, 0) === rest(other, 1));
}

/** Pinyin, each syllable in full or begun, `slips` with a letter that is wrong; other signs of a name (12345) as they are. */
function alignLetters(word, text, { table, slips }, free) {
  const lengths = (done, at) => {
    const found = [];
    for (const reading of table[text[at]] ?? [text[at]]) {
      for (let taken = 1; taken <= reading.length && word[done + taken - 1] === reading[taken - 1]; taken += 1) {
        found.push([taken, taken === reading.length ? 0 : INITIAL]);
      }
      if (slips && reading.length > 1) {
        for (let taken = Math.max(1, reading.length - 1); taken <= reading.length + 1 && done + taken <= word.length; taken += 1) {
          if (isOneSlip(word.slice(done, done + taken), reading)) found.push([taken, SLIP]);
        }
      }
    }
    return found;
  };
  const best = align(word.length, text, lengths, free, 0);
  // a letter for every character, picked from here and there, is in half of all names
  return best <= (slips ? SLIP + word.length / 8 : Math.max(1, word.length / 2)) ? best : Infinity;
}

/** The cost of one word of a query in one text: as it is, its two parts turned round, with one slip. */
function fitWord(word, text, free, readings) {
  if (readings) return alignLetters(word, text, readings, free);
  const signs = [...word];
  const slips = signs.length >= SHORTEST_SLIP ? 1 : 0;
  let best = alignCharacters(signs, text, free, 0);
  if (best < Infinity || signs.filter((sign) => !text.includes(sign)).length > slips) return best;
  for (let at = 2; at <= signs.length - 2; at += 1) {
    best = Math.min(best, TURNED + alignCharacters(signs.slice(0, at), text, free, 0) + alignCharacters(signs.slice(at), text, free, 0));
  }
  if (slips) {
    const slipped = alignCharacters(signs, text, free, 1);
    // what is left must be more than single characters picked from here and there
    if (slipped - SLIP <= BREAK * (signs.length / 2)) best = Math.min(best, slipped);
  }
  return best;
}

/** The cost of all words of a query in the best of some texts. */
function fit(words, texts, free, readings) {
  return Math.min(...texts.map((text, number) => words.reduce((sum, word) => sum + fitWord(word, text, number ? 0 : free, readings), 0)));
}

const keep = (hits, margin = MARGIN) => {
  const best = Math.min(...hits.map((hit) => hit.cost));
  return hits.filter((hit) => hit.cost <= best + margin).sort((one, other) => one.cost - other.cost);
};

/** The words of a query, and the same with the everyday name of a body in its present words. */
function listReadingsOf(list, words) {
  const all = [{ words, cost: 0 }];
  for (const [typed, meant] of list.bodies) {
    const at = words.findIndex((word) => word.includes(typed) && (typed.length > 1 || word.startsWith(typed)));
    if (at >= 0) for (const each of meant) all.push({ words: words.with(at, words[at].replace(typed, flatten(each))), cost: MEANT });
  }
  return all;
}

function findUnits(list, words, readings) {
  if (!words.length) return [];
  const all = listReadingsOf(list, words);
  const cost = (unit) => Math.min(...all.map((each) => each.cost + fit(each.words, unit.texts, unit.before, readings)));
  return keep(list.units.map((unit) => ({ unit, cost: cost(unit) })).filter((hit) => hit.cost < Infinity));
}

/** Terms that hold the words one after another; with a slip only if none does. */
function findTerms(list, words, readings) {
  if (!words.length) return [];
  const hits = list.terms.map((term) => ({ term, cost: fit(words, term.texts, 0, readings) }))
    .filter((hit) => hit.cost < (readings ? words.join("").length * INITIAL : BREAK) || (hit.cost >= SLIP && hit.cost < SLIP + BREAK));
  return keep(hits);
}

/** A unit and a matter in one query (审计局三公经费): the unit by what is left without the longest term or everyday word. */
function findBoth(list, words) {
  const flat = words.join("");
  const named = list.terms.flatMap((term) => term.texts.map((text) => text.join(""))).filter((text) => text.length > 1 && flat.includes(text));
  const longest = named.sort((one, other) => other.length - one.length)[0];
  if (!longest || flat.length - longest.length < 2) return { units: [], terms: [] };
  return { units: findUnits(list, [flat.replace(longest, "")], null), terms: findTerms(list, [longest], null) };
}

/** The units whose names share most with a query that is in none. */
function findNearest(list, words) {
  const signs = [...new Set(words.join(""))];
  const pairs = words.flatMap((word) => [...word].slice(1).map((sign, at) => [...word][at] + sign));
  const score = (unit) => Math.max(...unit.texts.map((text) => {
    const joined = text.join("");
    return (signs.filter((sign) => text.includes(sign)).length + pairs.filter((pair) => joined.includes(pair)).length) / (signs.length + pairs.length);
  }));
  return list.units.map((unit) => ({ unit, score: score(unit) })).filter((each) => each.score > 0.3)
    .sort((one, other) => other.score - one.score).slice(0, 3).map((each) => each.unit);
}

/** A number with a separator or decimals, with or without its unit: what is searched for is a figure, not a name. */
export const findAmount = (query) => query.match(/^[-−]?(\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+\.\d+)\s*(?:万元|亿元|元|%)?$/)?.[1].replace(/[,，]/g, "") ?? "";
/** The numbers of a text, without separators. */
export const listNumbers = (text) => [...text.matchAll(/\d+(?:[,，]\d{3})*(?:\.\d+)?/g)].map((match) => match[0].replace(/[,，]/g, ""));

/** Units and terms of some words, best first. */
function findNames(list, words, readings) {
  const look = (each) => {
    const found = { units: findUnits(list, each, readings), terms: findTerms(list, each, readings) };
    return found.units.length || found.terms.length ? found : findBoth(list, each);
  };
  let found = look(words);
  if (!found.units.length && !found.terms.length) {
    const plain = words.map((word) => word.replace(FILLERS, "")).filter((word) => word.length > 1);
    if (plain.length && plain.join() !== words.join()) found = look(plain);
  }
  // a slip that is none: where a unit or a term holds the words as they are, the other kind's slips are left out
  const all = [...found.units, ...found.terms].map((hit) => hit.cost);
  const limit = Math.min(...all) < SLIP ? SLIP : Infinity;
  const some = (hits) => hits.filter((hit) => hit.cost < limit);
  return {
    units: some(found.units).map((hit) => hit.unit), terms: some(found.terms).map((hit) => hit.term),
  };
}

/** The part of the list of projects that two neighbouring characters are in, as titles.py has it. */
export const findPart = (one, other, count) => (one.codePointAt(0) * 31 + other.codePointAt(0)) % count;

/** The index that the pages of a unit are in where they are shared out, counted from 0, as search/index.py has it. */
export function numberShare(id, count) {
  let value = 0;
  for (const sign of id) value = (value * 257 + sign.codePointAt(0)) % 65521;
  return value % count;
}

/** Projects whose names hold the words; where a unit has such a name, without a slip. */
async function findProjects(list, words, readings, years, named) {
  const flat = words.map((word) => [...word]).filter((word) => word.length > 1);
  if (readings || !flat.length) return [];
  const pairs = flat.flatMap((word) => [0, word.length - 2].map((at) => findPart(word[at], word[at + 1], list.parts)));
  const parts = [...new Set(pairs)].slice(0, 4);
  const entries = new Map((await Promise.all(parts.map((part) => load(`projects/${part}`)))).flat().map((each) => [each[3], each]));
  const hits = [];
  for (const [name, unit, year, address, figure] of entries.values()) {
    const text = [...flatten(name)];
    const cost = words.reduce((sum, word) => sum + fitWord(word, text, 0, null), 0);
    const most = BREAK * (flat.some((word) => word.length > SHORTEST_SLIP) ? 3 : 2);
    const close = cost < most || (cost >= SLIP && cost < SLIP + most - BREAK && !named);
    if (close && (!years.length || years.includes(String(year)))) hits.push({ cost, name, unit: list.byId.get(unit), year, address, figure });
  }
  return keep(hits, BREAK);
}

async function findWords(list, words, readings, years) {
  const found = words.length ? findNames(list, words, readings) : { units: [], terms: [] };
  const projects = await findProjects(list, words, readings, years, found.units.length);
  const exact = found.terms.some((term) => term.texts.some((text) => text.join("") === words.join("")));
  return { ...found, projects, exact, count: found.units.length + found.terms.length + projects.length };
}

/**
 * What a query means: units, projects, terms, and the years that it names. Where nothing holds all of its words, `kept`
 * are those that something holds (12345 of 12345热线) and the rest is of these; where none is held, `near` are units of similar names.
 * `exact` says that the query is a term or its everyday word (公车), which then comes before the projects named with it.
 */
export async function findAll({ list, query, readings }) {
  const none = { units: [], projects: [], terms: [], near: [], years: [], kept: "", exact: false };
  if (findAmount(query)) return none;
  const year = /(?<!\d)(?:19|20)\d\d(?!\d)年?/g;
  const years = [...query.matchAll(year)].map((match) => match[0].slice(0, 4));
  let words = split(query.replace(year, " "));
  if (readings) words = [words.join("")].filter(Boolean);
  let found = { ...none, ...await findWords(list, words, readings, years), years };
  if (!found.count && readings && words.join("").length >= SHORTEST_PINYIN) {
    found = { ...found, ...await findWords(list, words, { ...readings, slips: true }, years) };
  }
  if (found.count || readings) return found;
  const parts = words.flatMap((word) => word.match(/[a-z0-9]+|[^a-z0-9]+/g) ?? []).filter((part) => part.length > 1);
  const kept = [];
  if (parts.length > 1) for (const part of parts) if ((await findWords(list, [part], null, years)).count) kept.push(part);
  if (kept.length && kept.length < parts.length) {
    return { ...none, ...await findWords(list, kept, null, years), years, kept: kept.join(" ") };
  }
  return { ...found, near: findNearest(list, words) };
}
