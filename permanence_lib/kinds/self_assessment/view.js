// A self-assessment: a few statements at a time, a level in words for each, and what was said before beside it.

const bare = text => String(text ?? "").replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");
const MOVES = {up: "Moved up", same: "Stayed", down: "Moved down", new: "Not rated then", later: "Not rated now", apart: "Rated in other words then"};
const WHEN = {start: "At the start", middle: "Half way", end: "At the end"};
const NUMBERS = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
const LATER = "Later";
/** As many statements as fit on a page without losing one's place. */
const A_PAGE = 11;

/** How one statement moved between two levels; empty where it was rated neither time. */
export function move(levels, then, now) {
  if (!then || !now) return now ? "new" : then ? "later" : "";
  if (!levels.includes(then) || !levels.includes(now)) return "apart";
  const by = levels.indexOf(now) - levels.indexOf(then);
  return by > 0 ? "up" : by < 0 ? "down" : "same";
}

/** Which of the statements moved how, in their own order; a statement rated neither time is in no list. */
export function growth(levels, statements, then, now) {
  const found = Object.fromEntries(Object.keys(MOVES).map(x => [x, []]));
  for (const name of statements) found[move(levels, then[name] ?? "", now[name] ?? "")]?.push(name);
  return found;
}

/** How many of the statements have a level. */
export const ratedIn = (statements, ratings) => statements.filter(name => ratings[name]?.level).length;

const groupsOf = (definition, material) => definition.sections.length ? definition.sections : material.standard;

/** Sections cut into pages: statements of one bullet stay together, small bullets share a page. */
function pagesOf(groups) {
  return groups.flatMap((group, section) => {
    const pages = [[]], bullets = new Map();
    group.statements.forEach((x, n) => { const b = x.bullet ?? Math.floor(n / 8); bullets.set(b, [...bullets.get(b) ?? [], x]); });
    for (const some of bullets.values()) {
      if (pages.at(-1).length && pages.at(-1).length + some.length > A_PAGE) pages.push([]);
      pages.at(-1).push(...some);
    }
    return pages.map((statements, n) => ({section, group, statements, part: n + 1, parts: pages.length}));
  });
}

export function view(kit) {
  const {html, useState, useRef, TextArea, TextLine, Button, CardTable, Details, Inset, Tag, Views, useFocus} = kit;
  const ids = statements => statements.map(x => x.id);
  const levelsOf = ratings => Object.fromEntries(Object.entries(ratings).map(([name, x]) => [name, x.level]));
  const nameOf = earlier => WHEN[earlier.when] ?? `From “${earlier.title}”`;
  const thenWords = (earlier, name) => { const level = earlier.ratings[name]?.level; return level ? earlier.words[level] ?? level : ""; };

  const Meanings = ({levels}) => html`<dl class="sa-meanings">${levels.map((x, n) => html`<div key=${x.id}><dt><span class="ap-vh">${n + 1}. </span>${x.words}</dt><dd>${x.about}</dd></div>`)}</dl>`;

  // Rating: one page of statements

  /** What was said of a statement before, and how it stands to what is said now. */
  function Before({sitting, name}) {
    const {definition, value} = sitting, levels = ids(definition.levels), now = value.ratings[name]?.level ?? "";
    return value.earlier.map((earlier, n) => {
      const said = thenWords(earlier, name), evidence = bare(earlier.ratings[name]?.evidence), way = move(levels, earlier.ratings[name]?.level ?? "", now);
      return html`<p key=${n} class="ap-hint">${nameOf(earlier)}: ${said || "not rated"}.${definition.growth && ["up", "same", "down"].includes(way) && ` ${MOVES[way]} since.`} ${evidence && html`<q dir="auto">${evidence}</q>`}</p>`;
    });
  }

  function Row({sitting, statement, onward, before}) {
    const {definition, value, change, say, id, focus} = sitting, name = statement.id, own = `${id}-${name}`;
    const rating = value.ratings[name] ?? {level: "", evidence: ""}, [open, setOpen] = useState(false);
    const alter = (label, part, x) => change(label, next => { (next.ratings[name] ??= {level: "", evidence: ""})[part] = x; }, {merge: true});
    const set = level => alter(`the level of ${name}`, "level", level);
    const choices = [["", LATER], ...definition.levels.map(x => [x.id, x.words])];
    const press = e => {
      if (e.ctrlKey || e.altKey || e.metaKey || !/^\d$/.test(e.key) || !choices[+e.key]) return;
      e.preventDefault(); set(choices[+e.key][0]); say(`${name}: ${choices[+e.key][1]}`); onward();
    };
    const picked = value.picks.some(x => x.statement === name);
    const pick = () => { change(`choose ${name} to work on`, next => { next.picks.push({statement: name, why: ""}); }); say(`${name} is chosen to work on`); focus(`[id="${own}-picked"]`); };
    return html`<div class="sa-row"><p class="sa-text" id=${`${own}-text`}><span class="ap-hint">${name}</span> ${statement.text}</p>
      <div class="sa-levels" role="radiogroup" aria-labelledby=${`${own}-text`} onKeyDown=${press}>${choices.map(([level, words]) => html`<label key=${level}>
        <input type="radio" name=${own} checked=${level === rating.level} onChange=${() => set(level)} /><span>${words}</span></label>`)}</div>
      <div class="sa-more">${before && html`<${Before} sitting=${sitting} name=${name} />`}
        ${open || rating.evidence ? html`<${TextLine} id=${`${own}-evidence`} label=${definition.evidence_words} about=${`, ${name}`} hint=${open && definition.evidence_hint} value=${rating.evidence} onInput=${x => alter(`the evidence for ${name}`, "evidence", x)} />`
          : html`<${Button} plain about=${`, ${name}`} onClick=${() => { setOpen(true); focus(`[id="${own}-evidence"]`); }}>Add a line of evidence<//>`}
        ${definition.picks > 0 && (picked ? html`<span id=${`${own}-picked`} tabindex="-1"><${Tag}>Chosen to work on<//></span>` : html`<${Button} plain about=${`, ${name}`} onClick=${pick}>Work on this<//>`)}</div></div>`;
  }

  function Page({sitting, at}) {
    const {definition, value, pages, go, focus, root} = sitting, page = pages[at], {levels} = definition, last = at === pages.length - 1;
    const [before, setBefore] = useState(true), title = `${page.section + 1}. ${page.group.title}`;
    const onward = n => () => {
      const rows = root.current.querySelectorAll("[role=radiogroup]"), next = rows[n + 1];
      if (next) next.querySelector("input:checked").focus(); else focus(".sa-next");
    };
    return html`<p><${Button} plain onClick=${sitting.back}>Back to all sections<//></p>
      <h4 class="sa-title" tabindex="-1">${title}${page.parts > 1 ? `, part ${page.part} of ${page.parts}` : ""}</h4>
      <p class="ap-hint">${ratedIn(ids(page.statements), value.ratings)} of ${page.statements.length} rated here; ${sitting.all} of ${sitting.many} in all. By keyboard: 1 to ${levels.length} sets a level and goes on to the next statement, 0 leaves it for later.</p>
      <${Details} summary="What the levels mean"><${Meanings} levels=${levels} /><//>
      ${value.earlier.length > 0 && html`<p><button type="button" aria-pressed=${String(before)} onClick=${() => setBefore(!before)}>Show what I said before</button></p>`}
      <div class="sa-grid" style=${{"--sa-levels": levels.length + 1}}><div class="sa-row sa-head" aria-hidden="true"><p class="sa-text">Statement</p><div class="sa-levels"><span>${LATER}</span>${levels.map((x, n) => html`<span key=${x.id}>${x.words}</span>`)}</div></div>
        ${page.statements.map((x, n) => html`<${Row} key=${x.id} sitting=${sitting} statement=${x} before=${before} onward=${onward(n)} />`)}</div>
      <div class="ap-row">${at > 0 && html`<${Button} onClick=${() => go(at - 1)}>Previous page<//>`}<${Button} primary class="ap-primary sa-next" onClick=${() => last ? sitting.back() : go(at + 1)}>${last ? "To the end" : "Next page"}<//></div>`;
  }

  // What has moved

  function Moved({sitting}) {
    const {definition, value, groups} = sitting, [which, setWhich] = useState(0), earlier = value.earlier[which] ?? value.earlier[0];
    const levels = ids(definition.levels), words = Object.fromEntries(definition.levels.map(x => [x.id, x.words]));
    const found = groups.map(group => growth(levels, ids(group.statements), levelsOf(earlier.ratings), levelsOf(value.ratings)));
    const shown = Object.keys(MOVES).filter(x => ["up", "same", "down"].includes(x) || found.some(f => f[x].length));
    const listed = way => groups.flatMap((group, n) => group.statements.filter(x => found[n][way].includes(x.id)));
    const line = x => html`<li key=${x.id}>${x.id} ${x.text}: ${way(thenWords(earlier, x.id), words[value.ratings[x.id]?.level])}</li>`;
    const way = (then, now) => !then ? `“${now}” now` : !now ? `“${then}” then` : then === now ? `“${now}”` : html`from “${then}” to <strong>“${now}”</strong>`;
    const lines = name => html`<ul>${listed(name).map(line)}</ul>`;
    return html`<p><${Button} plain onClick=${sitting.back}>Back to all sections<//></p><h4 class="sa-title" tabindex="-1">What has moved since “${earlier.title}”</h4>
      ${value.earlier.length > 1 && html`<${Views} label="Compare with" current=${String(which)} onChange=${x => setWhich(+x)} views=${value.earlier.map((x, n) => [String(n), x.title])} />`}
      <${CardTable} caption="Statements by section" columns=${["Section", ...shown.map(x => MOVES[x])]} rows=${groups.map((group, n) => ({key: n, head: `${n + 1}. ${group.title}`, cells: shown.map(x => found[n][x].length)}))} />
      ${["up", "down"].map(name => listed(name).length > 0 && html`<div key=${name}><h5>${MOVES[name]}</h5>
        ${name === "down" && html`<p>Rating yourself lower than before often means that you now see more of what the statement asks. It is not a step back, and nobody counts it as one.</p>`}${lines(name)}</div>`)}
      ${shown.filter(x => x !== "up" && x !== "down" && listed(x).length).map(name => html`<${Details} key=${name} summary=${`${MOVES[name]}: ${listed(name).length}`}>${lines(name)}<//>`)}
      <p><${Button} primary onClick=${sitting.back}>Back to all sections<//></p>`;
  }

  // What to work on

  function Picks({sitting}) {
    const {definition, value, change, say, id, groups, focus} = sitting, [chosen, setChosen] = useState(""), over = value.picks.length - definition.picks;
    const texts = Object.fromEntries(groups.flatMap(x => x.statements).map(x => [x.id, x.text])), free = x => !value.picks.some(p => p.statement === x.id);
    const add = () => { if (!chosen) return; change(`choose ${chosen} to work on`, next => { next.picks.push({statement: chosen, why: ""}); }); setChosen(""); focus(`[id="${id}-why-${chosen}"]`); };
    const remove = name => { change(`take ${name} off the list`, next => { next.picks = next.picks.filter(x => x.statement !== name); }); say(`${name} is off the list. Undo puts it back.`); focus(".sa-title"); };
    return html`<p><${Button} plain onClick=${sitting.back}>Back to all sections<//></p><h4 class="sa-title" tabindex="-1">${NUMBERS[definition.picks]} to work on</h4>
      ${value.aims.length > 0 && html`<${Inset}><p><strong>You set out to work on</strong></p><ul>${value.aims.map(x => html`<li key=${x.exercise + x.id}>${x.words}${x.why && html`: <q dir="auto">${x.why}</q>`} <span class="ap-hint">From “${x.title}”</span></li>`)}</ul><//>`}
      ${!value.picks.length && html`<p>Nothing chosen yet. Not the lowest ones, necessarily: the ones a child would notice.</p>`}
      ${over > 0 && html`<p class="ap-hint">You have chosen ${value.picks.length}. ${NUMBERS[definition.picks]} can be held in mind; the others will still be here next time.</p>`}
      <ol class="sa-picks">${value.picks.map((x, n) => html`<li key=${x.statement}><p>${x.statement} ${texts[x.statement] ?? ""} <${Button} plain about=${x.statement} onClick=${() => remove(x.statement)}>Take off the list<//></p>
        <${TextArea} id=${`${id}-why-${x.statement}`} rows="2" label=${definition.pick_why} about=${x.statement} value=${x.why} onInput=${words => change(`why ${x.statement}`, next => { next.picks[n].why = words; }, {merge: true})} /></li>`)}</ol>
      <div class="ap-field"><label for=${`${id}-pick`}>Choose a statement</label><select id=${`${id}-pick`} value=${chosen} onChange=${e => setChosen(e.target.value)}><option value="">Choose</option>
        ${groups.map((group, n) => html`<optgroup key=${n} label=${`${n + 1}. ${group.title}`}>${group.statements.filter(free).map(x => html`<option key=${x.id} value=${x.id}>${x.id} ${x.text}</option>`)}</optgroup>`)}</select></div>
      <div class="ap-row"><${Button} off=${!chosen} onClick=${add}>Add it to the list<//><${Button} primary onClick=${sitting.back}>Back to all sections<//></div>`;
  }

  // All sections: the first page

  function Evidence({sitting}) {
    const {definition, value} = sitting, most = definition.evidence_for, written = Object.values(value.ratings).filter(x => bare(x.evidence)).length;
    if (!most) return null;
    return html`<p>A line of evidence for the ${(NUMBERS[most] ?? String(most)).toLowerCase()} that matter most in your present role is plenty. Written so far: ${written}.</p>`;
  }

  function All({sitting}) {
    const {definition, value, change, id, groups, pages, go, all, many} = sitting, names = page => ids(page.statements);
    const waiting = page => ratedIn(names(page), value.ratings) < page.statements.length, next = pages.findIndex(waiting);
    const first = section => { const mine = pages.filter(x => x.section === section); return pages.indexOf(mine.find(waiting) ?? mine[0]); };
    const task = (key, words, tag, tone) => html`<li key=${key} data-task=${key}><${Button} plain aria-describedby=${`${id}-tag-${key}`} onClick=${() => go(typeof key === "number" ? first(key) : key)}>${words}<//><span id=${`${id}-tag-${key}`}><${Tag} tone=${tone}>${tag}<//></span></li>`;
    const compared = definition.growth && value.earlier.length > 0;
    return html`<p>${many} statements in ${groups.length} sections. Take each as it comes, and say what you do, not what you know. Whatever you cannot say yet can stay at “${LATER}”.</p><${Evidence} sitting=${sitting} />${definition.notice && html`<p class="ap-hint">${definition.notice}</p>`}
      <${Details} open=${!all} summary="The levels, in words"><${Meanings} levels=${definition.levels} /><//>
      ${definition.growth && definition.when !== "start" && !compared && html`<p class="ap-hint">When you bring in your earlier profile, what you said then stands beside each statement.</p>`}
      <ul class="ap-tasks">${groups.map((group, n) => { const rated = ratedIn(ids(group.statements), value.ratings); return task(n, `${n + 1}. ${group.title}`, `${rated} of ${group.statements.length} rated`, rated === group.statements.length ? "done" : ""); })}
        ${compared && task("moved", "What has moved", `${value.earlier.length === 1 ? nameOf(value.earlier[0]) : "Earlier"} and now`, "")}
        ${definition.picks > 0 && task("picks", `${NUMBERS[definition.picks]} to work on`, value.picks.length ? `${value.picks.length} chosen` : "None chosen yet", value.picks.length >= definition.picks ? "done" : "")}</ul>
      ${next >= 0 && html`<p><${Button} primary onClick=${() => go(next)}>${all ? "Go on" : "Begin"}<//></p>`}
      ${definition.closing.map(ask => html`<${TextArea} key=${ask.id} id=${`${id}-closing-${ask.id}`} label=${ask.question} hint=${ask.hint} value=${value.closing[ask.id]} onInput=${words => change(`“${ask.question}”`, v => { v.closing[ask.id] = words; }, {merge: true})} />`)}`;
  }

  return function SelfAssessment({definition, material, value, change, say, id}) {
    const root = useRef(), focus = useFocus(root), [at, setAt] = useState("");
    const groups = groupsOf(definition, material), pages = pagesOf(groups), every = groups.flatMap(x => ids(x.statements));
    const go = to => { setAt(to); focus(".sa-title"); };
    const back = () => { setAt(""); focus(`[data-task="${pages[at]?.section ?? at}"] button`); };
    const sitting = {definition, value, change, say, id, root, focus, groups, pages, go, back, many: every.length, all: ratedIn(every, value.ratings)};
    return html`<div class="sa" ref=${root}>${at === "moved" && value.earlier.length ? html`<${Moved} sitting=${sitting} />` : at === "picks" ? html`<${Picks} sitting=${sitting} />`
      : pages[at] ? html`<${Page} key=${at} sitting=${sitting} at=${at} />` : html`<${All} sitting=${sitting} />`}</div>`;
  };
}
