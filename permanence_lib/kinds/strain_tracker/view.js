// Signs that a home is under strain, rated in words over time by everybody who sees them. Nothing is added up or guessed.

const RHYTHMS = {week: [7, 3], fortnight: [14, 5], month: [30, 10]};
const OFTEN = [["week", "Every week"], ["fortnight", "Every fortnight"], ["month", "Every month"]];
const LY = {week: "weekly", fortnight: "fortnightly", month: "monthly"};
const NO_DATE = {day: "", month: "", year: ""};

const at = iso => new Date(`${iso}T00:00:00Z`);
const lower = words => words.slice(0, 1).toLowerCase() + words.slice(1);
const first = (text, most) => text.length > most ? text.slice(0, most).replace(/\s+\S*$/, "") + "…" : text;

/** Ids of entries: those on bulletins as the bulletins came, then by date, those without a date last. */
export function inOrder(entries, bulletins, {readDate}) {
  const key = ({bulletin, when}) => bulletins.includes(bulletin) ? [0, bulletins.indexOf(bulletin), ""] : readDate(when) ? [1, 0, readDate(when)] : [2, 0, ""];
  const compare = (a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0);
  return entries.map(x => [key(x), x.id]).sort((a, b) => compare(a[0], b[0])).map(x => x[1]);
}

/** How many entries the rhythm would have had between two days; none is invented. */
export function missingBetween(earlier, later, rhythm) {
  if (!earlier || !later || !RHYTHMS[rhythm]) return 0;
  const [every, slack] = RHYTHMS[rhythm], days = Math.round((at(later) - at(earlier)) / 86400000);
  return days <= every + slack ? 0 : Math.max(1, Math.floor((2 * days + every) / (2 * every)) - 1);
}

const levelOf = (entry, viewpoint, sign) => entry.views[viewpoint]?.ratings?.[sign]?.level ?? "";

/** Signs on which people differ in one entry, with how many levels lie between. */
export function differences(entry, signs, viewpoints, levels) {
  return signs.flatMap(sign => {
    const said = viewpoints.map(x => [x, levelOf(entry, x, sign)]).filter(([, level]) => levels.includes(level));
    const places = said.map(([, level]) => levels.indexOf(level)), apart = Math.max(...places) - Math.min(...places);
    return apart > 0 ? [{sign, said, apart}] : [];
  });
}

/** Where a rule is reached: unbroken runs of each person's own entries. What somebody did not rate counts as nothing. */
export function reached(rule, entries, signs, viewpoints, levels) {
  const least = levels.indexOf(rule.level), wanted = signs.filter(x => !rule.among.length || rule.among.includes(x)), runs = [];
  if (least < 0) return runs;
  for (const viewpoint of viewpoints.filter(x => !rule.viewpoint || x === rule.viewpoint)) {
    const own = entries.map((_, n) => n).filter(n => signs.some(x => levels.includes(levelOf(entries[n], viewpoint, x))));
    let run = null;
    own.forEach((n, k) => {
      const window = own.slice(Math.max(0, k + 1 - rule.entries), k + 1).map(m => entries[m]), {id} = entries[n];
      const there = wanted.filter(sign => window.every(x => levels.indexOf(levelOf(x, viewpoint, sign)) >= least));
      if (window.length < rule.entries || there.length < rule.signs) { run = null; return; }
      if (run) { run.to = id; return; }
      const before = rule.entries > 1 ? own[k - 1] : n;
      runs.push(run = {viewpoint, from: id, to: id, signs: there, before: entries[before].id, skipped: Math.max(0, n - before - 1)});
    });
  }
  return runs;
}

/** How a sign went: from what to what, and how often nobody rated it; "" where nobody ever did. */
export function wentWords(rated, levels, words) {
  const there = rated.filter(x => levels.includes(x)), places = there.map(x => levels.indexOf(x)), silent = rated.length - there.length;
  if (!there.length) return "";
  const gap = silent ? ` Not rated in ${silent} of ${rated.length} entries.` : "", from = words[there[0]], to = words[there.at(-1)];
  if (there.length === 1) return `${from}, rated once.${gap}`;
  const steps = places.slice(1).map((x, n) => x - places[n]).filter(Boolean);
  const said = !steps.length ? `${to} each time.` : steps.every(x => x > 0) ? `From ${from} to ${to}.` : steps.every(x => x < 0) ? `Eased from ${from} to ${to}.` : `Up and down; first ${from}, last ${to}.`;
  return said + gap;
}

/** A rule in words: "When 2 signs are at Watch or beyond for 2 entries running, as anyone sees it". */
export function ruleWords(rule, levels, viewpoints, signs) {
  const among = rule.among.map(x => signs[x] ?? x), who = viewpoints[rule.viewpoint], last = Object.keys(levels).at(-1) === rule.level;
  const what = `${rule.signs} sign${rule.signs === 1 ? "" : "s"}${among.length ? ` of ${among.join(", ")}` : ""} ${rule.signs === 1 ? "is" : "are"}`;
  return `When ${what} at ${levels[rule.level] ?? rule.level}${last ? "" : " or beyond"}${rule.entries > 1 ? ` for ${rule.entries} entries running` : ""}, as ${who ? lower(who) : "anyone"} sees it`;
}

const number = (typed, most) => /^[1-9]\d?$/.test(typed.trim()) ? Math.min(+typed, most) : 1;
const named = list => Object.fromEntries(list.map(x => [x.id, x.words ?? x.name]));

export function view(kit) {
  const {html, useState, useRef, TextArea, TextLine, Select, Radios, Ticks, DateBoxes, Button, Views, Scroll, Details, Tag, Inset, useFocus, sayDate, readDate, plural} = kit;

  const said = parts => readDate(parts) ? sayDate(at(readDate(parts))) : !(parts.day || parts.month || parts.year) ? "" : `${["day", "month", "year"].map(x => String(parts[x] ?? "").trim() || "?").join("/")} (not a full date yet)`;

  /** Everything read from one answer: entries in order, signs, agreements with where they were reached. */
  function read(definition, value) {
    const {levels, viewpoints, bulletins} = definition, ids = levels.map(x => x.id), people = viewpoints.map(x => x.id);
    const words = named(levels), names = named(viewpoints), rhythm = LY[value.rhythm] ? value.rhythm : definition.rhythm;
    const own = value.own_signs.map(x => ({...x, name: x.name.trim() || "A sign of our own", more: {}, about: "", own: true}));
    const signs = [...definition.signs, ...own], byId = Object.fromEntries(value.entries.map(x => [x.id, x]));
    const entries = inOrder(value.entries, bulletins.map(x => x.id), kit).map(x => byId[x]);
    const title = entry => bulletins.find(x => x.id === entry.bulletin)?.title || said(entry.when) || `Entry ${entries.indexOf(entry) + 1}, no date`;
    const gapBefore = n => n ? missingBetween(readDate(entries[n - 1].when), readDate(entries[n].when), rhythm) : 0;
    const agreed = [...definition.agreed, ...value.own_agreed.map(x => {
      const rule = {signs: number(x.signs, 40), level: ids.includes(x.level) ? x.level : "watch", entries: number(x.entries, 12), among: [], viewpoint: x.viewpoint};
      return {...x, own: true, when: ruleWords(rule, words, names, {}), rule};
    })].map(x => ({...x, runs: x.rule ? reached(x.rule, entries, signs.map(y => y.id), people, ids) : []}));
    return {ids, people, words, names, rhythm, signs, entries, title, gapBefore, agreed, signName: Object.fromEntries(signs.map(x => [x.id, x.name]))};
  }

  const looksLike = (sign, level) => sign[level] || sign.more[level] || "";
  const gapWords = (n, rhythm) => `${n} ${LY[rhythm]} entr${n === 1 ? "y was" : "ies were"} not made`;

  /** The level as a letter in a shape, higher as strain rises; its word for those who listen. */
  const Mark = ({level, it}) => it.ids.includes(level)
    ? html`<span class="st-mark" data-shape=${level === it.ids[0] ? "calm" : level === it.ids.at(-1) ? "act" : "watch"} style=${{marginTop: `${(1 - it.ids.indexOf(level) / (it.ids.length - 1)) * 1.9}rem`}}><span>${it.words[level].slice(0, 1)}<span class="ap-vh">${it.words[level].slice(1)}</span></span></span>`
    : html`<span class="st-none" aria-hidden="true">–</span><span class="ap-vh">Not rated</span>`;

  function Chart({it, definition, id}) {
    const {entries, signs, people, names, words} = it, columns = entries.flatMap((x, n) => [...(it.gapBefore(n) ? [{gap: it.gapBefore(n), id: `gap${n}`}] : []), x]);
    const rated = (sign, who) => entries.map(x => levelOf(x, who, sign.id)), who = sign => people.filter(x => rated(sign, x).some(Boolean));
    const silent = signs.filter(x => !who(x).length), gaps = columns.filter(x => x.gap), days = entries.map(x => readDate(x.when)).filter(Boolean).sort();
    const short = x => new Set(days.map(y => y.slice(0, 4))).size > 1 ? it.title(x) : it.title(x).replace(/ \d{4}$/, "");
    const missed = gaps.reduce((sum, x) => sum + x.gap, 0), span = days.length > 1 ? ` from ${sayDate(at(days[0]))} to ${sayDate(at(days.at(-1)))}` : "";
    return html`<h4>Over time</h4><p>${entries.length} entr${entries.length === 1 ? "y" : "ies"}${span}${missed ? `; ${gapWords(missed, it.rhythm)} in between` : ""}. The higher the mark, the more strain.</p><p class="st-key" aria-hidden="true">${it.ids.map(x => html`<span key=${x}><${Mark} level=${x} it=${it} /> ${words[x]}</span>`)}<span>– Not rated</span>${gaps.length > 0 && html`<span><span class="st-gap st-swatch"></span> No entry made</span>`}</p>
      <${Scroll} label="Ratings over time"><table class="st-chart"><caption class="ap-vh">Each sign over time, by who rated it</caption>
        <thead><tr><th scope="col">Sign, and who rated it</th>${columns.map(x => x.gap ? html`<td key=${x.id} class="st-gap"><span class="ap-vh">${gapWords(x.gap, it.rhythm)}</span></td>` : html`<th scope="col" key=${x.id}>${short(x)}</th>`)}</tr></thead>
        ${signs.filter(x => who(x).length).map(sign => html`<tbody key=${sign.id}>${who(sign).map((person, n) => html`<tr key=${person}><th scope="row">${n ? html`<span class="ap-vh">${sign.name}, </span>` : html`<strong>${sign.name}</strong>, `}${lower(names[person])}</th>
          ${columns.map(x => x.gap ? html`<td key=${x.id} class="st-gap"><span class="ap-vh">No entry</span></td>` : html`<td key=${x.id}><${Mark} level=${levelOf(x, person, sign.id)} it=${it} /></td>`)}</tr>`)}</tbody>`)}</table><//>
      <${Details} summary="The same in words">${signs.filter(x => who(x).length).map(sign => html`<p key=${sign.id}><strong>${sign.name}.</strong> ${who(sign).map(x => `${names[x]}: ${wentWords(rated(sign, x), it.ids, words)}`).join(" ")}</p>`)}<//>
      ${silent.length > 0 && html`<p class="ap-hint">Not rated by anybody yet: ${silent.map(x => x.name).join(", ")}.</p>`}`;
  }

  /** What each person says of one sign, side by side. */
  function Sides({entry, it}) {
    return differences(entry, it.signs.map(x => x.id), it.people, it.ids).map(x => html`<div key=${x.sign} class="st-sides"><p><strong>${it.signName[x.sign]}</strong></p><div class="ap-columns">
      ${x.said.map(([who, level]) => html`<p key=${who} dir="auto">${it.names[who]} says <strong>${it.words[level]}</strong>${entry.views[who].ratings[x.sign].words?.trim() ? `: ${entry.views[who].ratings[x.sign].words}` : "."}</p>`)}</div></div>`);
  }

  function Signs({entry, who, sitting}) {
    const {definition, it, id, alter} = sitting, person = definition.viewpoints.find(x => x.id === who), seen = entry.views[who] ?? {ratings: {}, words: ""};
    const rate = (sign, part, x, how) => alter(entry, `${sign.name}, ${lower(person.name)}`, e => { ((e.views[who] ??= {ratings: {}, words: ""}).ratings[sign.id] ??= {level: "", words: ""})[part] = x; }, how);
    return html`${person.about && html`<p class="ap-hint">${person.about}</p>`}${it.signs.map(sign => {
      const own = `${id}-${who}-${sign.id}`, rating = seen.ratings[sign.id] ?? {level: "", words: ""}, about = `: ${person.name}`;
      return html`<div key=${own} class="st-sign"><${Radios} id=${own} legend=${sign.name} about=${about} hint=${sign.about} inline value=${rating.level} onChange=${x => rate(sign, "level", x)}
          choices=${[...definition.levels.map(x => [x.id, x.words, looksLike(sign, x.id)]), ["", "Not rated"]]} />
        <${TextLine} id=${own + "-words"} label=${definition.words.seen} about=${`: ${sign.name}${about}`} optional value=${rating.words} onInput=${x => rate(sign, "words", x, {merge: true})} /></div>`;
    })}
      <${TextArea} id=${`${id}-${who}-all`} label="Anything else" about=${`: ${person.name}`} optional rows=${2} value=${seen.words} onInput=${x => alter(entry, `words of ${lower(person.name)}`, e => { (e.views[who] ??= {ratings: {}, words: ""}).words = x; }, {merge: true})} />`;
  }

  function Editor({entry, sitting}) {
    const {definition, it, id, alter, change, say, go} = sitting, [who, setWho] = useState(it.people.find(x => entry.views[x]) ?? it.people[0]);
    const bulletin = definition.bulletins.find(x => x.id === entry.bulletin), n = it.entries.indexOf(entry), between = run => it.entries.findIndex(x => x.id === run.from) <= n && n <= it.entries.findIndex(x => x.id === run.to);
    const now = it.agreed.filter(x => x.runs.some(between));
    const remove = () => { go(""); change("an entry removed", v => { v.entries = v.entries.filter(x => x.id !== entry.id); }); say("Removed. Undo brings it back."); };
    return html`<h4 data-st-title="" tabindex="-1">${it.title(entry)}</h4>${entry.origin && html`<p class="ap-cite">From ${entry.origin}</p>`}
      ${bulletin ? html`<blockquote>${bulletin.text}</blockquote>` : html`<${DateBoxes} id=${id + "-when"} legend="The day of this rating" name="The day of this rating" value=${entry.when} onChange=${x => alter(entry, "date of the entry", e => { e.when = x; }, {merge: true})} />`}
      ${it.people.length > 1 && html`<${Views} label="Who is rating?" views=${definition.viewpoints.map(x => [x.id, x.name])} current=${who} onChange=${setWho} />`}
      <${Signs} key=${who} entry=${entry} who=${who} sitting=${sitting} />
      ${entry.also && html`<blockquote>${entry.also}</blockquote>`}
      ${definition.ask.map(x => html`<${TextArea} key=${x.id} id=${`${id}-ask-${x.id}`} label=${x.question} hint=${x.hint} rows=${2} value=${entry.answers[x.id]} onInput=${y => alter(entry, "answer", e => { e.answers[x.id] = y; }, {merge: true})} />`)}
      ${now.map(x => html`<${Inset} key=${x.id}><p><strong>Reached: ${x.when}.</strong></p><p dir="auto">Agreed: ${x.what || "nothing written yet"}${x.who ? ` Whom to call: ${x.who}` : ""}</p><//>`)}
      ${it.agreed.length > 0 && html`<${Ticks} id=${id + "-done"} legend=${definition.words.done} value=${entry.done} choices=${it.agreed.map(x => [x.id, first(x.what || x.when, 90)])} onChange=${x => alter(entry, "what was done", e => { e.done = x; })} />`}
      <${TextArea} id=${id + "-did"} label=${definition.words.did} hint=${definition.words.did_hint} rows=${2} value=${entry.did} onInput=${x => alter(entry, "what was done", e => { e.did = x; }, {merge: true})} />
      <div class="ap-row"><${Button} primary onClick=${() => go("", entry.id)}>Close this entry<//><${Button} onClick=${remove}>Remove this entry<//></div>`;
  }

  function Agreement({x, sitting}) {
    const {it, definition, id, change} = sitting, title = name => it.title(it.entries.find(e => e.id === name)), done = it.entries.filter(e => e.done.includes(x.id));
    const set = (part, y) => change("an agreement", v => { v.own_agreed.find(a => a.id === x.id)[part] = y; }, {merge: true}), own = `${id}-agreed-${x.id}`, about = `: ${first(x.what || "a new agreement", 40)}`;
    const day = name => readDate(it.entries.find(e => e.id === name).when), gap = run => {
      const n = missingBetween(day(run.before), day(run.from), it.rhythm);
      return run.skipped ? ` (not rated by ${lower(it.names[run.viewpoint])} in ${run.skipped} entr${run.skipped === 1 ? "y" : "ies"} in between)` : n ? ` (${gapWords(n, it.rhythm)} just before)` : "";
    };
    return html`<div class="st-agreed"><p><strong>${x.when}</strong></p>${!x.own && html`<p>${x.what}</p>`}
      ${x.runs.map(run => html`<p key=${run.viewpoint + run.from}><${Tag}>Reached<//> ${title(run.from)}${run.to !== run.from ? `, and still at ${title(run.to)}` : ""}, as ${lower(it.names[run.viewpoint])} sees it: ${run.signs.map(s => it.signName[s]).join(", ")}${gap(run)}.</p>`)}
      <p>${!x.rule ? "Whether this was reached is for people to judge. " : x.runs.length || !it.entries.length ? "" : "Not reached in the entries that were made. "}${!it.entries.length ? "" : done.length ? `Recorded as done: ${done.map(it.title).join(", ")}.` : "No entry records that it was done."}</p>
      ${x.own && html`<${Details} summary="What you agreed" about=${about} open=${!x.what}><div class="ap-row st-rule">
        <${TextLine} id=${own + "-n"} label="How many signs" about=${about} width="5" value=${x.signs} onInput=${y => set("signs", y)} /><${Select} id=${own + "-level"} label="At this level" about=${about} empty=${null} value=${x.level} choices=${definition.levels.map(y => [y.id, y.words])} onChange=${y => set("level", y)} />
        <${TextLine} id=${own + "-k"} label="Entries running" about=${about} width="5" value=${x.entries} onInput=${y => set("entries", y)} /><${Select} id=${own + "-who"} label="As seen by" about=${about} empty="Anyone" value=${x.viewpoint} choices=${definition.viewpoints.map(y => [y.id, y.name])} onChange=${y => set("viewpoint", y)} /></div>
        <${TextArea} id=${own + "-what"} label="Then we" about=${about} rows=${2} value=${x.what} onInput=${y => set("what", y)} /><${TextLine} id=${own + "-call"} label="Whom to call" about=${about} value=${x.who} onInput=${y => set("who", y)} />
        <p><${Button} about=${about} onClick=${() => change("an agreement removed", v => { v.own_agreed = v.own_agreed.filter(a => a.id !== x.id); })}>Remove this agreement<//></p><//>`}</div>`;
  }

  /** Signs that only this home has. */
  function OwnSigns({sitting}) {
    const {value, change, id, nextId} = sitting, set = (x, part, y) => change("a sign of our own", v => { v.own_signs.find(s => s.id === x.id)[part] = y; }, {merge: true});
    return html`<${Details} summary="Signs of this home's own">${value.own_signs.map(x => html`<div key=${x.id} class="st-agreed"><${TextLine} id=${`${id}-own-${x.id}`} label="What is the sign?" value=${x.name} onInput=${y => set(x, "name", y)} />
      <div class="ap-columns">${["calm", "watch", "act"].map(level => html`<${TextLine} key=${level} id=${`${id}-own-${x.id}-${level}`} label=${`What ${sitting.it.words[level].toLowerCase()} looks like`} about=${`: ${x.name}`} value=${x[level]} onInput=${y => set(x, level, y)} />`)}</div>
      <p><${Button} about=${`: ${x.name}`} onClick=${() => change("a sign removed", v => { v.own_signs = v.own_signs.filter(s => s.id !== x.id); })}>Remove this sign<//></p></div>`)}
      <p><${Button} onClick=${() => { const name = nextId("o", value.own_signs); change("a sign added", v => { v.own_signs.push({id: name, name: "", calm: "", watch: "", act: ""}); }); sitting.focus(`[id="${id}-own-${name}"]`); }}>Add a sign<//></p><//>`;
  }

  function Overview({sitting}) {
    const {definition, value, change, it, id, go, nextId} = sitting, waiting = definition.bulletins.find(x => !value.entries.some(e => e.bulletin === x.id));
    const add = bulletin => { const name = nextId("e", value.entries); change("an entry added", v => { v.entries.push({id: name, when: NO_DATE, bulletin, views: {}, done: [], did: "", answers: {}, origin: "", origin_id: "", also: ""}); }); go(name); };
    const differing = it.entries.filter(e => differences(e, it.signs.map(x => x.id), it.people, it.ids).length), addAgreed = () => { const name = nextId("a", value.own_agreed); change("an agreement added", v => { v.own_agreed.push({id: name, signs: "2", level: "watch", entries: "2", viewpoint: "", what: "", who: ""}); }); sitting.focus(`[id="${id}-agreed-${name}-what"]`); };
    return html`<h4 data-st-title="" tabindex="-1">Entries</h4>
      ${!it.entries.length && html`<p>${waiting ? "Open the first bulletin, rate what it tells you, then open the next. What you do not know stays unrated." : `Begin with today: ${plural(it.signs.length, "sign")}, in words, as each person sees them. What nobody saw stays unrated, and a week without an entry is shown as one.`}</p>`}
      <ul class="ap-tasks">${it.entries.map((e, n) => html`<li key=${e.id}><span><${Button} plain id=${`${id}-open-${e.id}`} onClick=${() => go(e.id)}>${it.title(e)}<//>${it.gapBefore(n) > 0 && html`<br /><span class="ap-meta">Before this, ${gapWords(it.gapBefore(n), it.rhythm)}.</span>`}</span>
        <span>${e.origin && html`<${Tag}>From ${e.origin}<//> `}<${Tag}>${it.people.filter(x => Object.values(e.views[x]?.ratings ?? {}).some(r => r.level)).map(x => it.names[x]).join(", ") || "Not rated yet"}<//></span></li>`)}</ul>
      <div class="ap-row">${waiting ? html`<${Button} primary onClick=${() => add(waiting.id)}>Open ${waiting.title}<//>` : !definition.bulletins.length && html`<${Button} primary onClick=${() => add("")}>Add an entry<//>`}
        ${!definition.bulletins.length && html`<${Select} id=${id + "-rhythm"} label="How often do you rate?" empty=${null} value=${it.rhythm} choices=${OFTEN} onChange=${x => change("how often", v => { v.rhythm = x; })} />`}</div>
      ${definition.own_signs && html`<${OwnSigns} sitting=${sitting} />`}
      ${it.entries.length > 0 && html`<${Chart} it=${it} definition=${definition} id=${id} />`}
      ${differing.length > 0 && html`<h4>Where people see it differently</h4>${differing.map(e => html`<div key=${e.id}><h5>${it.title(e)}</h5><${Sides} entry=${e} it=${it} /></div>`)}`}
      <h4>What was agreed beforehand</h4>${!it.agreed.length && html`<p>Nothing yet. It is easier to agree what is done, and whom to call, while nobody has to.</p>`}
      ${it.agreed.map(x => html`<${Agreement} key=${x.id} x=${x} sitting=${sitting} />`)}${definition.own_agreed && html`<p><${Button} onClick=${addAgreed}>Agree something beforehand<//></p>`}
      ${definition.closing.map(x => html`<${TextArea} key=${x.id} id=${`${id}-end-${x.id}`} label=${x.question} hint=${x.hint} value=${value.closing[x.id]} onInput=${y => change("closing answer", v => { v.closing[x.id] = y; }, {merge: true})} />`)}`;
  }

  return function StrainTracker({definition, material, value, change, say, id}) {
    const root = useRef(), focus = useFocus(root), [open, setOpen] = useState("");
    const it = read(definition, value), entry = it.entries.find(x => x.id === open);
    const go = (name, back) => { setOpen(name); focus(back ? `[id="${id}-open-${back}"]` : "[data-st-title]"); };
    const alter = (e, label, recipe, how) => change(label, v => { recipe(v.entries.find(x => x.id === e.id)); }, how);
    const nextId = (letter, list) => `${letter}${Math.max(0, ...list.map(x => +/^[a-z](\d+)$/.exec(x.id)?.[1] || 0)) + 1}`;
    const person = material.followed ?? null, name = person !== null ? person || "the child you follow" : material.case?.people.find(x => x.id === definition.child)?.name.split(/\s+/)[0] || definition.child || "the child";
    const sitting = {definition, value, change, say, id, it, focus, go, alter, nextId};
    return html`<div class="st" ref=${root}><p>Whose home: <strong dir="auto">${name}</strong></p>
      ${entry ? html`<${Editor} key=${entry.id} entry=${entry} sitting=${sitting} />` : html`<${Overview} sitting=${sitting} />`}</div>`;
  };
}
