// One set of facts about a child's people and places, drawn as ecomap, genogram or golden thread; and the identity wheel.

const bare = text => String(text ?? "").trim();
const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
const many = (n, word, words = word + "s") => `${n} ${n === 1 ? word : words}`;
const are = (n, words, one = "is", more = "are") => `${n} ${n === 1 ? one : more} ${words}`;
const count = (list, test) => list.filter(test).length;
/** Parts of a cell as sentences. */
const said = (...parts) => parts.map(bare).filter(Boolean).map(x => capital(/[.?!…]$/.test(x) ? x : `${x}.`)).join(" ");
const name = person => bare(person.name) || "Not named yet";

const STRENGTH = {strong: "strong", steady: "steady", strained: "strained", broken: "broken or lost", unknown: "strength not known"};
const DIRECTION = {"to-child": "mostly given to the child", "from-child": "mostly given by the child", both: "both ways", unknown: "who gives is not known"};
const HELPS = {helps: "helps", mixed: "helps and hurts", hurts: "hurts or frightens", unknown: "not known if it helps"};
const GENERATIONS = {grandparents: "the grandparents' generation", parents: "the parents' generation", child: "the child's own generation", younger: "the next generation"};
const ROWS = {grandparents: "Grandparents", parents: "Parents, aunts, uncles", child: "The child's own", younger: "The next"};
const UNION = {together: "together", separated: "separated", divorced: "divorced or ended", unknown: "not known if together"};
const SORTS = [["person", "A person"], ["pet", "A pet"], ["place", "A place"], ["group", "A group or club"]];
const SHAPES = [["square", "Square, by convention a man or boy"], ["circle", "Circle, by convention a woman or girl"], ["diamond", "Diamond, for anyone"]];
const KEEP = {life: "kept for life", now: "matters now, not for life", "": "not decided"};
const PLAN = {protects: "the plan protects it", risks: "the plan puts it at risk", silent: "the plan says nothing about it"};
const TITLES = {ecomap: "Ecomap", genogram: "Genogram", golden_thread: "Golden thread", identity: "Identity wheel"};
const NO_TIE = {closeness: "", strength: "", direction: "", helps: "", often: "", words: ""};
const NO_FAMILY = {generation: "", shape: "", parents: [], parent_of_child: false, partner: "", union: "", born: "", died: false, died_when: "", household: "", with_child: false};
const NO_THREAD = {keep: "", since: "", last: {day: "", month: "", year: ""}, last_words: "", who: "", how: "", plan: ""};
const NO_VOICE = {child: "", others: "", missing: "", help: "", plan: ""};
const blank = given => ({given: "", come_from: "", name: "", relation: "", sort: "person", area: "", tie: {...NO_TIE}, family: {...NO_FAMILY}, thread: structuredClone(NO_THREAD), answers: {}, ...given});
const choices = words => Object.entries(words).filter(([key]) => key).map(([key, said]) => [key, capital(said)]);

/** The generation that the words of a case give somebody; "" where they do not say. */
export function generationOf(role) {
  const words = role.toLowerCase();
  if (/\b(foster|adoptive|prospective|worker|friend)/.test(words)) return "";
  if (/\b(grand(mother|father|parent|ma|pa|mum|dad)|nan|great-(aunt|uncle))s?\b/.test(words)) return "grandparents";
  if (/\b(step|step-)?(mother|father|mum|dad|parent|aunt|uncle)s?\b/.test(words)) return "parents";
  return /\b(half-|step)?(brother|sister|sibling|cousin|twin|child)s?\b|\bchildren\b/.test(words) ? "child" : "";
}

/** A tie's strength, direction and effect in words. */
export const tieWords = tie => [STRENGTH[tie.strength], DIRECTION[tie.direction], HELPS[tie.helps]].filter(Boolean).join(", ") || "nothing said yet";

/** When the child last saw them: a day in full, or what was typed. */
export function lastWords(thread, {readDate, sayDate, parseIso}) {
  const boxes = ["day", "month", "year"].map(x => bare(thread.last[x])), day = readDate(thread.last);
  const typed = day ? sayDate(parseIso(day)) : boxes.some(Boolean) ? `${boxes.map(x => x || "?").join(" ")} (not a full date yet)` : "";
  return [typed, bare(thread.last_words)].filter(Boolean).join("; ");
}

/** How many ties of each strength; how many hurt; how many in no circle yet. */
export function ecomapSentence(people) {
  if (!people.length) return "Nobody and nothing is on the map yet.";
  const ties = people.map(x => x.tie), words = {...STRENGTH, unknown: "not known", "": "not said yet"};
  const counts = Object.keys(words).map(key => [count(ties, x => x.strength === key), words[key]]).filter(([n]) => n);
  const hurting = count(ties, x => x.helps === "hurts"), loose = count(ties, x => !x.closeness);
  return [`${many(ties.length, "tie")}: ${counts.map(x => x.join(" ")).join(", ")}.`, hurting && are(hurting, "the child.", "hurts or frightens", "hurt or frighten"), loose && are(loose, "in no circle yet.")].filter(Boolean).join(" ");
}

/** How many are drawn in each generation; who has died, which couples parted, who is not drawn. */
export function genogramSentence(people, child) {
  const drawn = people.map(x => x.family).filter(x => x.generation), outside = count(people, x => x.sort === "person" && !x.family.generation);
  if (!drawn.length) return `Nobody besides ${child} has a generation yet.`;
  const rows = Object.keys(GENERATIONS).map(key => [count(drawn, x => x.generation === key), GENERATIONS[key]]).filter(([n]) => n);
  const died = count(drawn, x => x.died), parted = count(drawn, x => x.partner && ["separated", "divorced"].includes(x.union));
  return [`Besides ${child}, ${many(drawn.length, "person", "people")}: ${rows.map(x => x.join(" in ")).join(", ")}.`, died && are(died, "died.", "has", "have"), parted && `${many(parted, "couple")} parted.`,
    outside && `${many(outside, "other person", "other people")} on the map ${outside === 1 ? "has" : "have"} no generation and ${outside === 1 ? "is" : "are"} not drawn.`].filter(Boolean).join(" ");
}

/** How many ties are kept for life, for how many nobody is named, which are lost now, and which has waited longest. */
export function threadSentence(people, {readDate, sayDate, parseIso}) {
  const kept = people.filter(x => x.thread.keep === "life"), n = kept.length, nobody = count(kept, x => !bare(x.thread.who)), lost = count(kept, x => x.tie.strength === "broken");
  const dated = kept.map(x => [readDate(x.thread.last), x]).filter(([day]) => day), undecided = count(people, x => !x.thread.keep);
  const longest = dated.reduce((a, b) => a && a[0] <= b[0] ? a : b, null);
  return [n ? `${many(n, "tie")} to keep for life. ${nobody ? "Nobody" : "Somebody"} is named to keep ${n === 1 ? "it" : nobody ? `${nobody} of the ${n}` : "each"} alive.` : "No tie is marked to be kept for life yet.",
    lost && are(lost, "broken or lost now."), longest && `The longest without contact: ${bare(longest[1].name) || "not named yet"}, last seen on ${sayDate(parseIso(longest[0]))}.`,
    n > dated.length && are(n - dated.length, "without a full date of last contact."), undecided && `${many(undecided, "tie")} not decided.`].filter(Boolean).join(" ");
}

/** For how many parts of the wheel there are the child's own words, only other people's, or none; and what is still open. */
export function wheelSentence(parts, identity) {
  if (!parts.length) return "The wheel has no parts yet.";
  const voices = parts.map(x => identity[x] ?? NO_VOICE), own = count(voices, x => bare(x.child)), only = count(voices, x => !bare(x.child) && bare(x.others));
  const counts = [[own, "in the child's own words"], [only, "only in other people's words"], [parts.length - own - only, "with no words yet"]].filter(([n]) => n);
  const alone = count(voices, x => Object.values(x).some(bare) && !bare(x.help)), risk = count(voices, x => x.plan === "risks");
  return [`${many(parts.length, "part")}: ${counts.map(x => x.join(" ")).join(", ")}.`, alone && `Nobody is named to help with ${alone} of those begun.`, risk && `The plan puts ${risk} at risk.`].filter(Boolean).join(" ");
}

// ---- where things stand: computed from the facts alone, without measuring the page

const width = text => [...text].reduce((n, c) => n + (c > "\u2e7f" ? 2 : 1), 0);
function clip(text, most) {
  if (width(text) <= most) return text;
  const kept = [...text];
  while (width(kept.join("")) >= most) kept.pop();
  return kept.join("") + "…";
}

/** A text in at most `rows` lines of `most` letters. */
export function wrap(text, most = 17, rows = 2) {
  const out = [""];
  for (const word of bare(text).split(/\s+/)) {
    const last = out.at(-1);
    if (!last || width(last) + 1 + width(word) <= most) out[out.length - 1] = last ? `${last} ${word}` : word; else out.push(word);
  }
  return [...out.slice(0, rows - 1), out.slice(rows - 1).join(" ")].filter(Boolean).map(x => clip(x, most));
}

const FLAT = 1.35;                                 // the circles are wider than high, as the words in them are
const radius = (x, y) => Math.hypot(x / FLAT, y);
const clear = (a, b) => Math.abs(a.x - b.x) >= (a.w + b.w) / 2 + 8 || Math.abs(a.y - b.y) >= (a.h + b.h) / 2 + 6;
const nearest = b => radius(Math.max(Math.abs(b.x) - b.w / 2, 0), Math.max(Math.abs(b.y) - b.h / 2, 0));
const furthest = b => radius(Math.abs(b.x) + b.w / 2, Math.abs(b.y) + b.h / 2);
const TURN = 2 * Math.PI;

/** How far to turn a circle of n so that its ties run beside those of the circles within. */
function turnFor(n, angles) {
  const gap = at => Math.min(...angles.map(x => { const d = Math.abs(x - at) % TURN; return Math.min(d, TURN - d); }), TURN);
  const turns = [0, 1, 2, 3, 4, 5, 6, 7].map(k => 0.35 + k * TURN / n / 8);
  const room = turn => Math.min(...Array.from({length: n}, (_, i) => gap(turn + i * TURN / n)));
  return turns.reduce((best, x) => room(x) > room(best) + 1e-9 ? x : best);
}

/** Boxes that never overlap, circle by circle from the middle: a full circle grows until all have room. */
export function ecomapPlaces(people, areas = []) {
  const taken = [{x: 0, y: 0, w: 124, h: 64}], nodes = [], circles = [], angles = [];
  let edge = 66;
  for (const circle of ["closest", "close", "further", ""]) {
    const here = people.filter(x => x.tie.closeness === circle).sort((a, b) => areas.indexOf(a.area) - areas.indexOf(b.area));
    if (!circle && !here.length) break;
    const inner = edge, turn = turnFor(here.length || 1, angles), mine = [];
    taken.push({x: 0, y: -inner - 15, w: 130, h: 20});
    here.forEach((person, i) => {
      const at = turn + i * TURN / here.length, tie = [STRENGTH[person.tie.strength], person.tie.helps === "hurts" && "hurts"].filter(Boolean).join(", ");
      const lines = wrap(name(person)), box = {id: person.id, lines, tie: clip(tie, 22), w: 140, h: 14 + 18 * (lines.length + !!tie), x: 0, y: 0};
      for (let r = inner + 24; r === inner + 24 || nearest(box) < inner + 6 || !taken.every(x => clear(x, box)); r += 6) {
        box.x = Math.round(FLAT * r * Math.cos(at)); box.y = Math.round(r * Math.sin(at));
      }
      taken.push(box); mine.push(box); angles.push(at);
    });
    edge = Math.round(Math.max(inner + 52, ...mine.map(furthest)) + 8);
    nodes.push(...mine); circles.push({circle, edge, y: -inner - 11});
  }
  const rim = circles.filter(x => x.circle).at(-1).edge;
  return {nodes, circles, width: 2 * Math.max(FLAT * rim, ...nodes.map(x => Math.abs(x.x) + x.w / 2)) + 12, height: 2 * Math.max(rim, ...nodes.map(x => Math.abs(x.y) + x.h / 2)) + 12};
}

/** A row with partners side by side: each chain of couples is walked from its end. */
function sideBySide(ids, unions) {
  const out = [], mates = id => unions.flatMap(x => x.a === id ? [x.b] : x.b === id ? [x.a] : []).filter(x => ids.includes(x));
  for (const id of ids) {
    if (out.includes(id)) continue;
    let end = id;
    for (const seen = new Set([id]), step = () => mates(end).find(x => !seen.has(x)); mates(id).length > 1 && step();) { end = step(); seen.add(end); }
    for (let at = end; at; at = mates(at).find(x => !out.includes(x))) out.push(at);
  }
  return out;
}

const SLOT = 146, LEFT = 118, LABEL = 76;

/** Generations in rows, partners joined from below, children hanging from both parents or from the one that is known. */
export function genogramPlaces(people, child, shape = "") {
  const middle = blank({id: "child", name: child, family: {...NO_FAMILY, shape, generation: "child", parents: people.filter(x => x.family.parent_of_child).map(x => x.id)}});
  const all = [middle, ...people.filter(x => x.family.generation)], known = new Map(all.map(x => [x.id, x])), level = id => Object.keys(ROWS).indexOf(known.get(id).family.generation);
  const unions = [];
  for (const {id, family} of all) {
    const other = family.partner, there = known.has(other) && other !== id && level(other) === level(id);
    if (there && !unions.some(x => [x.a, x.b].includes(id) && [x.a, x.b].includes(other))) unions.push({a: id, b: other, state: family.union});
  }
  const rank = new Map(), parentsOf = id => known.get(id).family.parents.filter(x => known.has(x) && level(x) < level(id));
  const mean = ids => ids.length ? ids.reduce((n, id) => n + (rank.get(id) ?? 99), 0) / ids.length : 99;
  const rows = {}, keys = {parents: () => 0, grandparents: id => mean(all.filter(x => parentsOf(x.id).includes(id)).map(x => x.id)), child: id => mean(parentsOf(id)), younger: id => mean(parentsOf(id))};
  for (const row of ["parents", "grandparents", "child", "younger"]) {
    const ids = all.filter(x => x.family.generation === row).map(x => x.id), place = new Map(ids.map(id => [id, keys[row](id)]));
    rows[row] = sideBySide(ids.sort((a, b) => place.get(a) - place.get(b)), unions);
    rows[row].forEach((id, i) => rank.set(id, i));
  }
  const most = Math.max(...Object.values(rows).map(x => x.length)), spot = new Map(), titles = [], paths = [], cuts = [], nodes = [];
  const families = new Map();                      // the same parents, the same hanging line
  for (const {id} of all) if (parentsOf(id).length) { const key = parentsOf(id).sort().join(" "); families.set(key, [...families.get(key) ?? [], id]); }
  const words = new Map(all.map(({id, relation, family, name: written}) => {
    const died = family.died || bare(family.died_when) ? `died ${bare(family.died_when)}` : "";
    return [id, [...wrap(bare(written) || "Not named yet", 18), ...wrap(relation, 19, 1), ...wrap([bare(family.born), died].filter(Boolean).join(", "), 19, 1)]];
  }));
  let top = 8;
  const tails = [];
  for (const row of Object.keys(ROWS).filter(x => rows[x].length)) {
    rows[row].forEach((id, i) => spot.set(id, {x: LEFT + (i + 0.5 + (most - rows[row].length) / 2) * SLOT, y: top + LABEL + 16, top: top + LABEL - 6 - 18 * words.get(id).length}));
    titles.push({row, y: top + LABEL + 12});
    let y = top + LABEL + 30, far = 0;
    for (const union of unions.filter(x => rows[row].includes(x.a))) {
      const [a, b] = [spot.get(union.a), spot.get(union.b)].sort((p, q) => p.x - q.x), beside = b.x - a.x < SLOT + 1, low = y + 14 + (beside ? 0 : 9 * ++far);
      Object.assign(union, {x: (a.x + b.x) / 2, low});
      paths.push(`M${a.x} ${y}V${low}H${b.x}V${y}`);
      const slash = x => cuts.push(`M${x - 5} ${low + 8}L${x + 5} ${low - 8}`);
      if (["separated", "divorced"].includes(union.state)) slash(a.x + 24);
      if (union.state === "divorced") slash(a.x + 32);
    }
    y += 26 + 9 * far;
    for (const [key, kids] of families) {
      const parents = key.split(" ");
      if (!rows[row].includes(parents.at(-1))) continue;
      const couple = unions.find(x => parents.includes(x.a) && parents.includes(x.b));
      tails.push({kids, y, from: couple ? [[couple.x, couple.low]] : parents.map(x => [spot.get(x).x, spot.get(x).y + 14])});
      y += 9;
    }
    top = y + 14;
  }
  for (const {kids, y, from} of tails) for (const kid of kids) for (const [x, start] of from) paths.push(`M${x} ${start}V${y}H${spot.get(kid).x}V${spot.get(kid).top}`);
  for (const {id, family} of all) nodes.push({id, lines: words.get(id), ...spot.get(id), shape: family.shape || "diamond", died: family.died || !!bare(family.died_when), child: id === "child"});
  return {nodes, paths, cuts, titles, width: LEFT + most * SLOT + 8, height: top};
}

/** A tie as a path: zigzag when strained, cut when broken; and its arrows. */
function tiePath(box, {strength, direction}) {
  const from = 1 / Math.hypot(box.x / 64, box.y / 34), to = 1 - Math.min(box.w / 2 / Math.abs(box.x || 1e-9), box.h / 2 / Math.abs(box.y || 1e-9));
  const long = Math.hypot(box.x, box.y), [ux, uy] = [box.x / long, box.y / long], [start, end] = [from * long, Math.max(to, from) * long];
  const at = (along, aside = 0) => `${(ux * along - uy * aside).toFixed(1)} ${(uy * along + ux * aside).toFixed(1)}`, half = (start + end) / 2;
  const wide = strength === "strong" ? 10 : 6;
  const arrow = (tip, way) => `M${at(tip)}L${at(tip - way * (wide + 8), wide)}L${at(tip - way * (wide + 8), -wide)}Z`;
  const steps = Math.max(4, Math.round((end - start) / 9));
  const zigzag = () => `M${at(start)}` + Array.from({length: steps - 1}, (_, i) => `L${at(start + (i + 1) * (end - start) / steps, i % 2 ? 5 : -5)}`).join("") + `L${at(end)}`;
  const cut = () => `M${at(start)}L${at(half - 6)}M${at(half + 6)}L${at(end)}M${at(half - 9, 8)}L${at(half - 3, -8)}M${at(half + 3, 8)}L${at(half + 9, -8)}`;
  return {line: strength === "strained" ? zigzag() : strength === "broken" ? cut() : `M${at(start)}L${at(end)}`,
    arrows: (["from-child", "both"].includes(direction) ? arrow(end, 1) : "") + (["to-child", "both"].includes(direction) ? arrow(start, -1) : "")};
}

export function view(kit) {
  const {html, useState, useRef, useEffect, useMemo, TextArea, TextLine, Select, Radios, Ticks, Tick, DateBoxes, Button, Views, CardTable, Scroll, Details, Source, useFocus} = kit;

  const Lines = ({lines, x, y, strong = lines.length}) => html`<text x=${x} y=${y} text-anchor="middle">${lines.map((line, i) => html`<tspan key=${i} x=${x} dy=${i ? 18 : 0} class=${i < strong ? "rm-name" : ""}>${line}</tspan>`)}</text>`;

  /** A drawing in its own scrolling box, named by its title and its sentence. */
  function Drawing({id, title, sentence, box: [x, y, w, h], children}) {
    const figure = useRef();
    useEffect(() => { const at = figure.current.querySelector(".ap-scroll"); at.scrollLeft = (at.scrollWidth - at.clientWidth) / 2; }, []);
    return html`<figure class="rm-figure" ref=${figure}><figcaption>${title}</figcaption><p>${sentence}</p>
      <${Scroll} label=${`${title}, drawn. The same facts stand in the table below.`}><svg role="img" aria-labelledby=${id + "-svg"} viewBox=${`${x} ${y} ${w} ${h}`} style=${{minWidth: `${Math.round(w * 0.82)}px`, maxWidth: `${Math.round(w * 1.15)}px`}}>
        <title id=${id + "-svg"}>${title}. ${sentence}</title>${children}</svg><//></figure>`;
  }

  function Ecomap({sitting}) {
    const {people, definition, child, id} = sitting, ties = new Map(people.map(x => [x.id, x.tie]));
    const {nodes, circles, width: w, height: h} = useMemo(() => ecomapPlaces(people, definition.areas), [people]);
    const names = {closest: definition.circles[0], close: definition.circles[1], further: definition.circles[2], "": "In no circle yet"};
    return html`<${Drawing} id=${id} title=${`Ecomap of ${child}`} sentence=${ecomapSentence(people)} box=${[-w / 2, -h / 2, w, h]}>
      ${circles.filter(x => x.circle).reverse().map(x => html`<ellipse key=${x.circle} class="rm-circle" rx=${FLAT * x.edge} ry=${x.edge} />`)}
      ${nodes.map(box => { const {line, arrows} = tiePath(box, ties.get(box.id)); return html`<g key=${box.id}><path class=${`rm-tie rm-${ties.get(box.id).strength || "unsaid"}`} d=${line} /><path class="rm-arrow" d=${arrows} /></g>`; })}
      ${circles.map(x => html`<text key=${x.circle} class="rm-ring" x="0" y=${x.y} text-anchor="middle">${clip(names[x.circle], 18)}</text>`)}
      <ellipse class="rm-child" rx="62" ry="32" /><${Lines} lines=${wrap(child, 14)} x=${0} y=${width(child) > 14 ? -4 : 5} />
      ${nodes.map(box => html`<g key=${box.id}><rect class="rm-box" x=${box.x - box.w / 2} y=${box.y - box.h / 2} width=${box.w} height=${box.h} rx="4" />
        <${Lines} lines=${[...box.lines, box.tie].filter(Boolean)} strong=${box.lines.length} x=${box.x} y=${box.y - box.h / 2 + 20} /></g>`)}<//>`;
  }

  const sample = {x: 200, y: 0, w: 60, h: 20};
  const KEYS = [["strong", "Strong"], ["steady", "Steady"], ["strained", "Strained"], ["broken", "Broken or lost"], ["unsaid", "Not known or not said"]];
  const EcomapKey = () => html`<${Details} summary="What the lines mean"><ul class="rm-key">${KEYS.map(([key, words]) => html`<li key=${key}><svg aria-hidden="true" viewBox="60 -12 112 24"><path class=${`rm-tie rm-${key}`} d=${tiePath(sample, {strength: key}).line} /></svg> ${words}</li>`)}
    <li><svg aria-hidden="true" viewBox="60 -12 112 24"><path class="rm-tie rm-steady" d="M64 0H170" /><path class="rm-arrow" d=${tiePath(sample, {direction: "from-child"}).arrows} /></svg> The arrow points to whoever is given to</li></ul><//>`;

  function Sign({x, y, shape, died, child}) {
    const draw = r => shape === "square" ? html`<rect x=${x - r} y=${y - r} width=${2 * r} height=${2 * r} />` : shape === "circle" ? html`<circle cx=${x} cy=${y} r=${r} />` : html`<path d=${`M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`} />`;
    return html`<g class="rm-sign">${draw(14)}${child && draw(9)}${died && html`<path d=${`M${x - 14} ${y - 14}L${x + 14} ${y + 14}M${x + 14} ${y - 14}L${x - 14} ${y + 14}`} />`}</g>`;
  }

  function Genogram({sitting}) {
    const {people, child, id, value, change} = sitting, at = useMemo(() => genogramPlaces(people, child, value.child_shape), [people, child, value.child_shape]);
    return html`<${Drawing} id=${id} title=${`Genogram of ${child}`} sentence=${genogramSentence(people, child)} box=${[0, 0, at.width, at.height]}>
      ${at.paths.map((d, i) => html`<path key=${i} class="rm-kin" d=${d} />`)}${at.cuts.map((d, i) => html`<path key=${i} class="rm-cut" d=${d} />`)}
      ${at.titles.map(x => html`<text key=${x.row} class="rm-ring" x="2" y=${x.y}>${wrap(ROWS[x.row], 14).map((line, i) => html`<tspan key=${i} x="2" dy=${i ? 18 : 0}>${line}</tspan>`)}</text>`)}
      ${at.nodes.map(x => html`<g key=${x.id}><rect class="rm-behind" x=${x.x - 70} y=${x.y - 20 - 18 * x.lines.length} width="140" height=${18 * x.lines.length + 2} /><${Sign} ...${x} />
        <${Lines} lines=${x.lines} strong=${1} x=${x.x} y=${x.y - 6 - 18 * x.lines.length} /></g>`)}<//>
      <${Details} summary="What the signs mean"><p>By convention a square stands for a man or boy and a circle for a woman or girl; a diamond for anyone else, or where it is not said. ${capital(child)} has a double line. A cross means that the person has died, one stroke through a line that the couple is separated, two that it is divorced or has ended. The words beside each sign come first.</p>
        <${Select} id=${id + "-shape"} label=${`Sign for ${child} (optional)`} empty="Not said" choices=${SHAPES} value=${value.child_shape} onChange=${x => change(`sign for ${child}`, v => { v.child_shape = x; })} /><//>`;
  }

  const SEGMENTS = [["Before", x => said(x.thread.since), x => bare(x.thread.since) ? "steady" : "unsaid"],
    ["Now", (x, last) => said(STRENGTH[x.tie.strength] ?? "strength not said", last ? `Last contact: ${last}` : "No last contact written"), x => x.tie.strength || "unsaid"],
    ["When the plan is done", x => said(bare(x.thread.who) ? `Kept alive by ${bare(x.thread.who)}` : "Nobody is named to keep it alive", x.thread.how, x.thread.plan), x => bare(x.thread.who) ? "steady" : "broken"]];
  const strand = {x: 420, y: 0, w: 0, h: 0};

  function Threads({sitting}) {
    const {people, definition, child, act} = sitting, kept = people.filter(x => x.thread.keep === "life"), others = people.filter(x => x.thread.keep !== "life"), over = definition.keep_most;
    return html`<p>${threadSentence(people, kit)}</p>
      ${over > 0 && kept.length > over && html`<p class="rm-over">${kept.length} are kept; the exercise asks for ${over} at most. Which of them would ${child} let others carry?</p>`}
      ${kept.length > 0 && html`<h4 data-rm-list="" tabindex="-1">Ties to keep for life</h4><ul class="rm-threads">${kept.map(x => html`<li key=${x.id}><h5 dir="auto">${name(x)}${bare(x.relation) && `, ${bare(x.relation)}`}</h5>
        <dl>${SEGMENTS.map(([title, words, look]) => html`<div key=${title}><svg aria-hidden="true" viewBox="64 -10 356 20" preserveAspectRatio="none"><path class=${`rm-tie rm-${look(x)}`} d=${tiePath(strand, {strength: look(x)}).line} /></svg><dt>${title}</dt><dd dir="auto">${words(x, lastWords(x.thread, kit)) || "Not written yet"}</dd></div>`)}</dl>
        <div class="ap-row"><${Button} onClick=${() => act.open(x.id, "golden_thread")} data-rm-of=${x.id} about=${`: ${name(x)}`}>Edit<//></div></li>`)}</ul>`}
      ${others.length > 0 && html`<${CardTable} caption=${kept.length ? "Other ties" : "Choose from these ties"} columns=${["Who or what", "The tie now", "Kept", "Change"]} rows=${others.map(x => ({key: x.id, head: html`<${Who} person=${x} />`,
        cells: [capital(tieWords(x.tie)), capital(KEEP[x.thread.keep]), html`<div class="ap-row rm-do"><${Button} onClick=${() => act.keep(x)} about=${`: ${name(x)}`}>Keep for life<//><${Button} onClick=${() => act.open(x.id, "golden_thread")} data-rm-of=${x.id} about=${`: ${name(x)}`}>Edit<//></div>`]}))} />`}`;
  }

  const Who = ({person}) => html`<span dir="auto">${name(person)}</span>${bare(person.relation) && html`<span class="rm-plain">, ${bare(person.relation)}</span>`}${person.come_from && html`<span class="rm-plain rm-from">From “${person.come_from}”</span>`}`;

  /** The facts of the drawing as a table, with what changes them. */
  function Facts({sitting, map}) {
    const {people, definition, child, act} = sitting, names = new Map([...people.map(x => [x.id, name(x)]), ["child", child]]);
    const circles = {closest: definition.circles[0], close: definition.circles[1], further: definition.circles[2], "": "In no circle yet"};
    const kin = ({id, family: f}) => [f.parent_of_child && `Parent of ${child}`, f.parents.some(x => names.has(x)) && `Child of ${f.parents.map(x => names.get(x)).filter(Boolean).join(" and ")}`,
      ...people.filter(x => x.id === f.partner).map(x => `Partner: ${name(x)}${f.union && `, ${UNION[f.union]}`}`), ...people.filter(x => x.family.partner === id && x.id !== f.partner).map(x => `Partner: ${name(x)}${x.family.union && `, ${UNION[x.family.union]}`}`),
      (f.died || bare(f.died_when)) && bare(`Died ${f.died_when}`), f.with_child && `Lives with ${child} now`, bare(f.household)].filter(Boolean).join("; ");
    const cells = map === "ecomap" ? x => [[circles[x.tie.closeness], x.area].filter(Boolean).join("; "), capital(tieWords(x.tie)), said(x.tie.often, x.tie.words)]
      : x => [capital(GENERATIONS[x.family.generation] ?? (x.sort === "person" ? "no generation yet" : "not on the genogram")), kin(x), x.family.born];
    const columns = map === "ecomap" ? ["Circle and part of life", "The tie", "How often, in words"] : ["Generation", "In the family", "Born"];
    return html`<${CardTable} caption=${`The same in words: ${many(people.length, "entry", "entries")}`} columns=${["Who or what", ...columns, "Change"]} rows=${people.map(x => ({key: x.id, head: html`<${Who} person=${x} />`,
      cells: [...cells(x), html`<${Button} onClick=${() => act.open(x.id, map)} data-rm-of=${x.id} about=${`: ${name(x)}`}>Edit<//>`]}))} />`;
  }

  /** One press for people of the case; a form for everybody else; several names at once. */
  function Adding({sitting}) {
    const {people, offered, value, act, id, child, change} = sitting, left = offered.filter(x => !people.some(p => p.given === x.id));
    return html`<h4 data-rm-add="" tabindex="-1">${people.length ? "Add to the map" : "Begin"}</h4>
      ${!people.length && html`<p>Begin with whoever ${child} would name first. People, pets, places and groups all belong here, and nothing has to be complete.</p>`}
      ${left.length > 0 && html`<div class="ap-row" role="group" aria-label="People and places you can place">${left.map(x => html`<${Button} key=${x.id} onClick=${() => act.place([x])}>Add ${x.name}${x.relation && html`<span class="rm-plain">, ${x.relation}</span>`}<//>`)}${left.length > 1 && html`<${Button} plain onClick=${() => act.place(left)}>Add all ${left.length}<//>`}</div>`}
      <p><${Button} primary onClick=${act.add}>Add ${people.length || left.length ? "somebody or something else" : "the first one"}<//></p>
      <${Details} summary="Add several names at once" open=${!!bare(value.draft)}><${TextArea} id=${id + "-draft"} label="Names, one on each line" value=${value.draft} onInput=${x => change("names being typed", v => { v.draft = x; }, {merge: true})} />
        <${Button} off=${!bare(value.draft)} onClick=${act.several}>Put these on the map<//><//>
      ${offered.some(x => x.about) && html`<${Details} summary="Who is who"><ul>${offered.filter(x => x.about).map(x => html`<li key=${x.id}><strong>${x.name}</strong>, ${x.relation}. ${x.about}</li>`)}</ul><//>`}`;
  }

  /** Everything about one person or place; the part that belongs to the open picture stands open. */
  function OnePerson({person, section, sitting}) {
    const {definition, people, child, id, change, act, shown, ask} = sitting, own = `${id}-${person.id}`, about = ` of ${name(person)}`, {tie, family, thread} = person;
    const alter = (label, recipe, how) => change(`${label} of ${name(person)}`, v => { recipe(v.people.find(x => x.id === person.id)); }, how);
    const set = (part, key, label, merge) => x => alter(label, p => { (part ? p[part] : p)[key] = x; }, {merge});
    const line = (part, key, label, hint) => html`<${TextLine} id=${`${own}-${key}`} label=${label} hint=${hint} value=${(part ? person[part] : person)[key]} onInput=${set(part, key, label.toLowerCase(), true)} />`;
    const area = (part, key, label, hint) => html`<${TextArea} id=${`${own}-${key}`} rows=${2} label=${label} hint=${hint} value=${person[part][key]} onInput=${set(part, key, label.toLowerCase(), true)} />`;
    const pick = (part, key, label, from, hint) => html`<${Select} id=${`${own}-${key}`} label=${label} hint=${hint} empty="Not said" choices=${from} value=${(part ? person[part] : person)[key]} onChange=${set(part, key, label.toLowerCase())} />`;
    const radios = (part, key, legend, from) => html`<${Radios} id=${`${own}-${key}`} inline legend=${legend} about=${about} choices=${from} value=${(part ? person[part] : person)[key]} onChange=${set(part, key, legend.toLowerCase())} />`;
    const asked = list => list.map(x => html`<${TextArea} key=${x.id} id=${`${own}-ask-${x.id}`} rows=${2} label=${ask(x.question)} hint=${ask(x.hint)} value=${person.answers[x.id]} onInput=${words => alter("an answer", p => { p.answers[x.id] = words; }, {merge: true})} />`);
    const elders = [...people.filter(x => x.id !== person.id && ROW_ABOVE[family.generation] && x.family.generation === ROW_ABOVE[family.generation]).map(x => [x.id, name(x)]), ...(family.generation === "younger" ? [["child", child]] : [])];
    const peers = people.filter(x => x.id !== person.id && x.sort === "person" && family.generation && x.family.generation === family.generation).map(x => [x.id, name(x)]);
    const parts = {
      ecomap: ["The tie", () => html`${radios("tie", "closeness", "Which circle?", ["closest", "close", "further"].map((x, i) => [x, definition.circles[i]]))}${radios("tie", "strength", "How strong is the tie?", choices({...STRENGTH, unknown: "not known"}))}
        <div class="ap-columns">${pick("tie", "direction", "Who gives to whom?", [["to-child", `Mostly given to ${child}`], ["from-child", `Mostly given by ${child}`], ["both", "Both ways"], ["unknown", "Not known"]])}${pick("tie", "helps", `What is it like for ${child}?`, choices({...HELPS, unknown: "not known"}))}
        ${line("tie", "often", "How often, and how?")}${definition.areas.length > 0 && pick("", "area", "Which part of life?", definition.areas)}</div>${area("tie", "words", "In words", `${capital(child)}’s own where you have them; say whose they are.`)}${asked(definition.ask)}`],
      genogram: ["Place in the family", () => html`<div class="ap-columns">${pick("family", "generation", "Generation", Object.entries(ROWS).map(([key, words]) => [key, words]))}${pick("family", "shape", "Sign on the drawing (optional)", SHAPES)}</div>
        ${family.generation === "parents" && html`<${Tick} id=${own + "-of"} label=${`A parent of ${child}`} checked=${family.parent_of_child} onChange=${set("family", "parent_of_child", "parent")} />`}
        ${elders.length > 0 && html`<${Ticks} id=${own + "-parents"} inline legend="Child of" about=${about} choices=${elders} value=${family.parents} onChange=${set("family", "parents", "parents")} />`}
        <div class="ap-columns">${peers.length > 0 && pick("family", "partner", "Partner, now or earlier", peers)}${family.partner && pick("family", "union", "Together?", choices({...UNION, unknown: "not known"}))}${line("family", "born", "Born, or how old")}${line("family", "household", "Where they live, and with whom")}</div>
        <${Tick} id=${own + "-home"} label=${`Lives with ${child} now`} checked=${family.with_child} onChange=${set("family", "with_child", "home")} /><${Tick} id=${own + "-died"} label="Has died" checked=${family.died} onChange=${set("family", "died", "death")} />${family.died && line("family", "died_when", "When, as far as is known")}`],
      golden_thread: ["Kept for life?", () => html`${radios("thread", "keep", `Should ${child} have this tie for life?`, [["life", "Yes, for life"], ["now", "It matters now, not for life"]])}
        <div class="ap-columns">${line("thread", "since", "Since when?")}${line("thread", "last_words", "How was the last contact?", "Or when, if the day is not known.")}</div><${DateBoxes} id=${own + "-last"} legend=${`When did ${child} last see them?`} about=${about} optional value=${thread.last} onChange=${x => alter("last contact", p => { p.thread.last = x; }, {merge: true})} />
        ${line("thread", "who", "Who will keep it alive?", "A person by name or role, not “the network”.")}${area("thread", "how", "How?")}${area("thread", "plan", "What is planned for when the plan is done?")}${asked(definition.ask_of_thread)}`],
    };
    const open = parts[section] && shown.includes(section) ? section : shown[0], next = people[people.findIndex(x => x.id === person.id) + 1];
    return html`<h4 data-rm-form="" tabindex="-1" dir="auto">${bare(person.name) || "Somebody or something new"}</h4>${person.come_from && html`<p class="ap-hint">From “${person.come_from}”</p>`}
      <div class="ap-columns">${line("", "name", "Name", sitting.real && "Use an alias, or what they are to the child.")}${line("", "relation", `What are they to ${child}?`)}</div>${radios("", "sort", "What is it?", SORTS)}
      <h5>${parts[open][0]}</h5>${parts[open][1]()}
      ${shown.filter(x => x !== open && parts[x]).map(x => html`<${Details} key=${x} summary=${parts[x][0]} about=${about}>${parts[x][1]()}<//>`)}
      <div class="ap-row rm-way"><${Button} primary onClick=${act.back}>Back to the map<//>${next && html`<${Button} onClick=${() => act.open(next.id, section)}>Next: ${name(next)}<//>`}<${Button} plain onClick=${() => act.remove(person)}>Take ${bare(person.name) || "this"} off the map<//></div>`;
  }

  const ROW_ABOVE = {parents: "grandparents", child: "parents", younger: "child"};
  const voiceWords = v => [bare(v.child) ? bare(v.others) ? "child and others" : "the child’s words" : bare(v.others) ? "others’ words only" : "no words yet", v.plan === "risks" ? "at risk" : v.plan === "protects" ? "protected" : ""].filter(Boolean).join("; ");

  function Wheel({sitting, parts}) {
    const {value, child, id} = sitting, n = parts.length, right = Math.ceil(n / 2), h = Math.max(300, right * 54 + 20), turn = Math.min(TURN / n, TURN - 0.001);
    const on = (r, at) => `${(r * Math.sin(at)).toFixed(1)} ${(-r * Math.cos(at)).toFixed(1)}`, big = turn > Math.PI ? 1 : 0;
    const piece = (i, r, R) => `M${on(r, i * turn)}L${on(R, i * turn)}A${R} ${R} 0 ${big} 1 ${on(R, (i + 1) * turn)}L${on(r, (i + 1) * turn)}A${r} ${r} 0 ${big} 0 ${on(r, i * turn)}Z`;
    return html`<${Drawing} id=${id} title=${`Identity wheel of ${child}`} sentence=${wheelSentence(parts.map(x => x.id), value.identity)} box=${[-400, -h / 2, 800, h]}>
      ${parts.map((part, i) => {
        const voice = value.identity[part.id] ?? NO_VOICE, side = i < right ? 1 : -1, place = side > 0 ? i : n - 1 - i, of = side > 0 ? right : n - right, y = (place + 0.5) * h / of - h / 2, middle = (i + 0.5) * turn;
        return html`<g key=${part.id}><path class=${"rm-piece" + (bare(voice.child) ? " rm-own" : "")} d=${piece(i, 46, 88)} /><path class=${"rm-piece" + (bare(voice.others) ? " rm-theirs" : "")} d=${piece(i, 88, 126)} />
          <path class="rm-kin" d=${`M${on(126, middle)}L${side * 172} ${y}H${side * 180}`} /><text x=${side * 186} y=${y - 2} text-anchor=${side > 0 ? "start" : "end"}><tspan class="rm-name">${clip(part.name, 20)}</tspan><tspan x=${side * 186} dy="18">${voiceWords(voice)}</tspan></text></g>`;
      })}
      <${Lines} lines=${wrap(child, 10)} x=${0} y=${width(child) > 10 ? -4 : 5} /><//>
      <p class="ap-hint">Inner ring filled: the child’s own words. Outer ring shaded: other people’s words. Empty: nothing written.</p>`;
  }

  function Identity({sitting, parts}) {
    const {value, act} = sitting;
    return html`<${Wheel} sitting=${sitting} parts=${parts} /><${CardTable} caption="The parts in words" columns=${["Part", "What the child says", "What others say", "Missing, and who can help", "The plan", "Change"]} rows=${parts.map(x => {
      const voice = value.identity[x.id] ?? NO_VOICE;
      return {key: x.id, head: html`<span dir="auto">${x.name}</span>`, cells: [voice.child, voice.others, said(bare(voice.missing) && `Missing: ${bare(voice.missing)}`, bare(voice.help) && `Help: ${bare(voice.help)}`), capital(PLAN[voice.plan] ?? ""), html`<${Button} onClick=${() => act.open(x.id, "identity")} data-rm-of=${x.id} about=${`: ${x.name}`}>${voice === NO_VOICE ? "Begin" : "Edit"}<//>`]};
    })} /><p><${Button} onClick=${act.addPart}>Add another part<//></p>`;
  }

  function OnePart({part, sitting, parts}) {
    const {value, child, id, change, act} = sitting, own = `${id}-${part.id}`, voice = value.identity[part.id] ?? NO_VOICE, mine = value.own_parts.find(x => x.id === part.id), next = parts[parts.findIndex(x => x.id === part.id) + 1];
    const set = (key, merge) => x => change(`${part.name}: ${key}`, v => { (v.identity[part.id] ??= {...NO_VOICE})[key] = x; }, {merge});
    const box = (key, label, hint) => html`<${TextArea} id=${`${own}-${key}`} rows=${2} label=${label} hint=${hint} about=${`, about ${part.name}`} value=${voice[key]} onInput=${set(key, true)} />`;
    return html`<h4 data-rm-form="" tabindex="-1" dir="auto">${part.name}</h4>${part.about && html`<p>${part.about}</p>`}
      ${mine && html`<${TextLine} id=${own + "-name"} label="What is this part called?" value=${mine.name} onInput=${x => change("name of a part", v => { v.own_parts.find(y => y.id === part.id).name = x; }, {merge: true})} />`}
      ${box("child", `What ${child} says or shows`, "In their words, or what you saw. Leave it empty if nobody has asked.")}${box("others", "What others say", "And who they are.")}${box("missing", "What is missing")}${box("help", "Who can help with it")}
      <${Radios} id=${own + "-plan"} inline legend="What does the plan do with it?" about=${`, about ${part.name}`} choices=${[["protects", "Protects it"], ["risks", "Puts it at risk"], ["silent", "Says nothing about it"]]} value=${voice.plan} onChange=${set("plan")} />
      <div class="ap-row rm-way"><${Button} primary onClick=${act.back}>Back to the wheel<//>${next && html`<${Button} onClick=${() => act.open(next.id, "identity")}>Next: ${next.name}<//>`}${mine && html`<${Button} plain onClick=${() => act.removePart(part)}>Take this part off the wheel<//>`}</div>`;
  }

  function Ending({sitting, people}) {
    const {definition, value, change, id, ask, material} = sitting, facts = [...material.law.map(x => [x.name + ". " + x.words, x.cite, !x.settled]), ...material.judgments.map(x => [x.words, x.cite, !x.settled]), ...material.evidence.map(x => [`${x.finding} What it cannot tell you: ${x.limits}`, x.cite])];
    return html`${people && html`<${TextArea} id=${id + "-missing"} label=${ask(definition.missing_question)} hint="A full map can still lack the one who matters." value=${value.missing} onInput=${x => change("who is missing", v => { v.missing = x; }, {merge: true})} />`}
      ${definition.closing.map(x => html`<${TextArea} key=${x.id} id=${`${id}-end-${x.id}`} label=${ask(x.question)} hint=${ask(x.hint)} rows=${4} value=${value.closing[x.id]} onInput=${words => change("closing words", v => { v.closing[x.id] = words; }, {merge: true})} />`)}
      ${facts.length > 0 && html`<${Details} summary="What this rests on">${facts.map(([words, cite, unchecked], i) => html`<${Source} key=${i} words=${words} cite=${cite} unchecked=${unchecked} />`)}<//>`}`;
  }

  return function RelationshipMap({definition, material, value, change, say, id}) {
    const root = useRef(), focus = useFocus(root), {people} = value, followed = material.followed;
    const child = followed != null ? bare(followed) || "the child you follow" : bare(definition.centre) || bare(value.alias) || "the child";
    const usual = definition.maps.length ? definition.maps : definition.map === "identity" ? ["identity"] : ["ecomap", "genogram", "golden_thread"];
    const shown = Object.keys(TITLES).filter(x => x === definition.map || usual.includes(x)), ofPeople = shown.some(x => x !== "identity");
    const [map, setMap] = useState(definition.map), [opened, setOpened] = useState(null);
    const given = (material.case ? definition.given.map(x => material.case.people.find(p => p.id === x)).filter(Boolean) : []).map(x => ({id: x.id, name: x.name, relation: x.role === "child" ? "" : x.role, generation: generationOf(x.role), area: "", about: x.about}));
    const offered = followed != null ? [] : [...given, ...definition.offered];
    const parts = [...definition.parts, ...value.own_parts.map(x => ({id: x.id, name: bare(x.name) || "Not named yet"}))];
    const fresh = sort => `${sort}${Date.now().toString(36)}${Math.random().toString(36).slice(2, 5)}`;
    const toList = () => focus("[data-rm-add]");
    const untouched = x => JSON.stringify({...x, id: 0}) === JSON.stringify(blank({id: 0}));
    const tidy = except => { if (people.some(x => x.id === opened?.id && untouched({...blank(), ...x}) && x.id !== except)) change("leave out the empty one", v => { v.people = v.people.filter(x => x.id !== opened.id); }); };
    const act = {
      open: (who, section) => { tidy(who); setOpened({id: who, section}); focus("[data-rm-form]"); },
      back: () => { tidy(); setOpened(null); focus(`[data-rm-of="${opened.id}"], [data-rm-add]`); say(map === "genogram" ? genogramSentence(people, child) : map === "golden_thread" ? threadSentence(people, kit) : map === "ecomap" ? ecomapSentence(people) : wheelSentence(parts.map(x => x.id), value.identity)); },
      add: () => { const who = fresh("p"); change("add somebody", v => { v.people.push(blank({id: who})); }); act.open(who, map); },
      place: list => { change(`add ${list.map(x => x.name).join(", ")}`, v => { for (const x of list) v.people.push(blank({id: `g-${x.id}`, given: x.id, name: x.name, relation: x.relation, area: x.area, family: {...NO_FAMILY, generation: x.generation, parent_of_child: /^(mother|father)$/i.test(x.relation)}})); }); toList(); say(`${list.map(x => x.name).join(", ")}: on the map, in no circle yet.`); },
      several: () => { const names = value.draft.split("\n").map(bare).filter(Boolean); change("add several names", v => { for (const x of names) v.people.push(blank({id: fresh("p"), name: x})); v.draft = ""; }); toList(); say(`${many(names.length, "name")} put on the map.`); },
      remove: x => { change(`remove ${name(x)}`, v => { v.people = v.people.filter(p => p.id !== x.id); for (const {family} of v.people) { family.parents = family.parents.filter(p => p !== x.id); if (family.partner === x.id) family.partner = ""; } }); setOpened(null); toList(); say(`${name(x)} removed. Undo brings them back.`); },
      keep: x => { change(`keep ${name(x)} for life`, v => { v.people.find(p => p.id === x.id).thread.keep = "life"; }); act.open(x.id, "golden_thread"); },
      addPart: () => { const who = fresh("o"); change("add a part", v => { v.own_parts.push({id: who, name: ""}); }); act.open(who, "identity"); },
      removePart: x => { change(`remove ${x.name}`, v => { v.own_parts = v.own_parts.filter(p => p.id !== x.id); delete v.identity[x.id]; }); setOpened(null); focus("[data-rm-of]"); say(`${x.name} removed. Undo brings it back.`); },
    };
    const sitting = {definition, material, value, people, change, child, id, offered, shown, act, real: !material.case, ask: words => capital(String(words ?? "").replaceAll("{child}", child))};
    const person = opened && people.find(x => x.id === opened.id), part = opened?.section === "identity" && parts.find(x => x.id === opened.id);
    return html`<div class="rm" ref=${root}>
      ${followed == null && !definition.centre && !material.case && html`<${TextLine} id=${id + "-alias"} label="What is the child called here?" hint="An alias, never the real name." width="20" value=${value.alias} onInput=${x => change("alias", v => { v.alias = x; }, {merge: true})} />`}
      ${part ? html`<${OnePart} key=${part.id} part=${part} sitting=${sitting} parts=${parts} />` : person ? html`<${OnePerson} key=${person.id} person=${person} section=${opened.section} sitting=${sitting} />` : html`
        ${shown.length > 1 && html`<${Views} label="Ways of drawing it" views=${shown.map(x => [x, TITLES[x]])} current=${map} onChange=${x => { setMap(x); say(TITLES[x]); }} />`}
        ${map === "identity" ? html`<${Identity} sitting=${sitting} parts=${parts} />` : html`
          ${!people.length && html`<${Adding} sitting=${sitting} />`}
          ${map === "ecomap" ? html`<${Ecomap} sitting=${sitting} /><${EcomapKey} />` : map === "genogram" ? html`<${Genogram} sitting=${sitting} />` : html`<${Threads} sitting=${sitting} />`}
          ${people.length > 0 && html`${map !== "golden_thread" && html`<${Facts} sitting=${sitting} map=${map} />`}<${Adding} sitting=${sitting} />`}`}
        <${Ending} sitting=${sitting} people=${ofPeople && map !== "identity"} />`}</div>`;
  };
}
