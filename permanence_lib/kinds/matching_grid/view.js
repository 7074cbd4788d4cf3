// A child's needs against what homes offer, in words; what would close a gap, from whom and until when. Nothing is added up.

const bare = text => String(text ?? "").replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");
const NO_DAY = {day: "", month: "", year: ""};
const BLANK = {fit: "", evidence: "", find_out: "", support: "", who: "", starts: NO_DAY, ends: NO_DAY, said_when: "", otherwise: ""};
const written = x => x && typeof x === "object" ? Object.values(x).some(bare) : !!bare(x);

/** What one cell still leaves open, in words. Not a fault: a thing somebody will ask. */
export function looseEnds(follow, cell) {
  if (!bare(cell.fit)) return Object.values(cell).some(written) ? ["no fit chosen"] : [];
  const found = follow === "find-out" || bare(cell.evidence) ? [] : ["what this rests on"];
  if (follow === "find-out" && !bare(cell.find_out)) found.push("how to find out");
  if (follow !== "support") return found;
  if (!bare(cell.support)) return [...found, "what support"];
  const asked = {"who provides it": cell.who, "until when": written(cell.ends) ? cell.ends : cell.said_when, "what if it does not come": cell.otherwise};
  return [...found, ...Object.keys(asked).filter(words => !written(asked[words]))];
}

export function view(kit) {
  const {html, useState, useRef, TextArea, TextLine, Radios, DateBoxes, Button, CardTable, Details, useFocus, plural} = kit;

  const cellOf = (grid, row, home) => ({...BLANK, ...grid.value.cells[`${row.id}/${home.id}`]});
  const fitOf = (grid, cell) => grid.definition.fits.find(x => x.id === cell.fit);
  const endsOf = (grid, cell) => looseEnds(fitOf(grid, cell)?.follow ?? "", {...cell, fit: fitOf(grid, cell)?.id ?? ""});

  // One need, with each home beside it

  function Support({grid, cell, set, own, about}) {
    return html`<${TextArea} id=${own + "-support"} label="What support would it take?" about=${about} rows=${2} value=${cell.support} onInput=${set("support")} />
      <${TextLine} id=${own + "-who"} label="Who provides it, and who has agreed it?" about=${about} value=${cell.who} onInput=${set("who")} />
      <${DateBoxes} id=${own + "-starts"} legend="From when" about=${about} hint="" value=${cell.starts} onChange=${set("starts")} name="The first day" optional />
      <${DateBoxes} id=${own + "-ends"} legend="Until when" about=${about} hint="" value=${cell.ends} onChange=${set("ends")} name="The last day" optional />
      <${TextLine} id=${own + "-when"} label="Or in words, where there is no date" about=${about} hint="For example, until school is finished" value=${cell.said_when} onInput=${set("said_when")} />
      <${TextArea} id=${own + "-otherwise"} label="And if it does not come?" about=${about} rows=${2} value=${cell.otherwise} onInput=${set("otherwise")} />`;
  }

  function OneCell({grid, row, home}) {
    const {definition, change, id} = grid, cell = cellOf(grid, row, home), follow = fitOf(grid, cell)?.follow ?? "";
    const own = `${id}-${row.id}-${home.id}`, about = `: ${row.name}, ${home.name}`, ends = endsOf(grid, cell);
    const set = part => x => change(`${row.name}, ${home.name}`, v => { const at = `${row.id}/${home.id}`; v.cells[at] = {...structuredClone(BLANK), ...v.cells[at], [part]: x}; }, {merge: part !== "fit"});
    const promised = ["support", "who", "starts", "ends", "said_when", "otherwise"].some(part => written(cell[part]));
    return html`<section class="mg-home" aria-labelledby=${own + "-name"}><h5 id=${own + "-name"} dir="auto">${home.name}</h5>
      <${Radios} id=${own} legend="How does this home fit?" about=${about} choices=${definition.fits.map(x => [x.id, x.words, x.hint || undefined])} value=${cell.fit} onChange=${set("fit")} />
      <${TextArea} id=${own + "-evidence"} label="What do we know, and from whom?" about=${about} rows=${3} value=${cell.evidence} onInput=${set("evidence")} />
      ${(follow === "find-out" || written(cell.find_out)) && html`<${TextArea} id=${own + "-find"} label="How would we find out, and by when?" about=${about} rows=${2} value=${cell.find_out} onInput=${set("find_out")} />`}
      ${(follow === "support" || promised) && html`<${Support} grid=${grid} cell=${cell} set=${set} own=${own} about=${about} />`}
      ${ends.length > 0 && html`<p class="mg-open"><strong>Still to be said:</strong> ${ends.join("; ")}.</p>`}</section>`;
  }

  function NeedWords({grid, row}) {
    const {change, id, value, back} = grid, n = value.needs.findIndex(x => x.id === row.id);
    const set = part => x => change("words of a need", v => { v.needs[n][part] = x; }, {merge: true});
    const remove = () => { change(`take away ${row.name}`, v => { v.needs.splice(n, 1); for (const at of Object.keys(v.cells)) if (at.startsWith(`${row.id}/`)) delete v.cells[at]; }); back(); };
    return html`<${TextLine} id=${`${id}-need-name`} label="The need, in a few words" value=${value.needs[n].name} onInput=${set("name")} />
      <${TextArea} id=${`${id}-need-about`} label="What it looks like for this child" optional rows=${2} value=${value.needs[n].about} onInput=${set("about")} />
      ${row.came_from && html`<p class="ap-cite">From “${row.came_from}”</p>`}<p><${Button} about=${row.name} onClick=${remove}>Take this need away<//></p>`;
  }

  function OneNeed({grid, row}) {
    const {rows, homes, open, back} = grid, at = rows.indexOf(row), next = rows[at + 1], last = rows[at - 1];
    return html`<p><${Button} plain onClick=${back}>Back to the whole grid<//></p>
      <h4 tabindex="-1" data-mg-title="" dir="auto">${row.name}</h4>
      ${row.id === "wishes" ? html`<${Said} grid=${grid} />` : row.own ? html`<${NeedWords} grid=${grid} row=${row} />` : row.about && html`<p>${row.about}</p>`}
      ${homes.length ? html`<div class="mg-homes">${homes.map(home => html`<${OneCell} key=${home.id} grid=${grid} row=${row} home=${home} />`)}</div>` : html`<p>There is no home in the grid yet. Go back and add one.</p>`}
      <div class="ap-row">${last && html`<${Button} onClick=${() => open(last.id)}>Previous need<//>`}${next ? html`<${Button} primary onClick=${() => open(next.id)}>Next: ${next.name}<//>` : html`<${Button} primary onClick=${back}>Back to the whole grid<//>`}</div>`;
  }

  // The whole grid

  function Said({grid}) {
    const {definition, value, followed} = grid;
    return html`${!followed && definition.said.map((x, n) => html`<figure key=${n}><blockquote>${x.words}</blockquote>${x.by && html`<figcaption class="mg-by">${x.by}</figcaption>`}</figure>`)}
      ${bare(value.wishes.words) && html`<blockquote dir="auto">${value.wishes.words}</blockquote>`}`;
  }

  function Wishes({grid}) {
    const {definition, value, change, id, child, followed} = grid, {wishes} = value;
    const set = part => x => change("what the child wants", v => { v.wishes[part] = x; }, {merge: true});
    return html`<h4>What ${child} has said they want, in their words</h4>
      ${!followed && definition.said.map((x, n) => html`<figure key=${n}><blockquote>${x.words}</blockquote>${x.by && html`<figcaption class="mg-by">${x.by}</figcaption>`}</figure>`)}
      <div class="ap-columns"><${TextArea} id=${id + "-wish"} label=${definition.said.length && !followed ? "What else they have said or shown" : "What they have said or shown"} hint="As they put it. For a very young child: what they show, and to whom." rows=${3} value=${wishes.words} onInput=${set("words")} />
        <div><${TextLine} id=${id + "-heard"} label="Who heard it, how and when" value=${wishes.heard} onInput=${set("heard")} />
        <${TextLine} id=${id + "-ask"} label="If nobody has asked: who will, how and by when" value=${wishes.ask} onInput=${set("ask")} /></div></div>`;
  }

  function Home({grid, home}) {
    const {value, change, id, focus} = grid, n = value.homes.findIndex(x => x.id === home.id), own = `${id}-home-${home.id}`;
    const set = part => x => change("words of a home", v => { v.homes[n][part] = x; }, {merge: true});
    const remove = () => { change(`take away ${home.name}`, v => { v.homes.splice(n, 1); delete v.strengths[home.id]; for (const at of Object.keys(v.cells)) if (at.endsWith(`/${home.id}`)) delete v.cells[at]; }); focus("[data-mg-add-home]"); };
    return html`<section class="mg-home" aria-labelledby=${own + "-title"}><h5 id=${own + "-title"} dir="auto">${home.name}</h5>
      ${home.own ? html`<${TextLine} id=${own + "-name"} label="Name or alias" about=${`: ${home.name}`} value=${value.homes[n].name} onInput=${set("name")} />
        <${TextLine} id=${own + "-about"} label="Who lives there" about=${`: ${home.name}`} value=${value.homes[n].about} onInput=${set("about")} />` : home.about && html`<p>${home.about}</p>`}
      ${home.strengths?.length > 0 && html`<ul>${home.strengths.map(x => html`<li>${x}</li>`)}</ul>`}
      <${TextArea} id=${own + "-brings"} label=${home.strengths?.length ? "What else this home brings" : "What this home brings"} about=${`: ${home.name}`} rows=${2} value=${value.strengths[home.id]} onInput=${x => change(`what ${home.name} brings`, v => { v.strengths[home.id] = x; }, {merge: true})} />
      ${home.own && html`<p><${Button} about=${home.name} onClick=${remove}>Take this home away<//></p>`}</section>`;
  }

  const freshId = (things, word) => { let n = things.length + 1; while (things.some(x => x.id === `${word}-${n}`)) n += 1; return `${word}-${n}`; };

  function Homes({grid}) {
    const {homes, change, id, focus} = grid;
    const add = () => { const name = freshId(homes, "home"); change("add a home", v => { v.homes.push({id: name, name: "", about: ""}); }); focus(`[id="${id}-home-${name}-name"]`); };
    return html`<h4>Homes and carers</h4>${!homes.length && html`<p class="ap-hint">One home is enough to begin with: the one the child is in, or the one being thought of. Use an alias.</p>`}
      <div class="mg-homes">${homes.map(home => html`<${Home} key=${home.id} grid=${grid} home=${home} />`)}</div>
      <p><${Button} data-mg-add-home="" onClick=${add}>Add ${homes.length ? "another" : "a"} home or carer<//></p>`;
  }

  function Cell({grid, row, home}) {
    const cell = cellOf(grid, row, home), fit = fitOf(grid, cell), {open, id} = grid;
    const go = () => open(row.id, `[id="${id}-${row.id}-${home.id}-0"]`);
    return html`<div class="mg-cell"><${Button} plain about=${`: ${row.name}, ${home.name}`} onClick=${go}>${fit?.words ?? "Not said yet"}<//>
      ${bare(cell.evidence) && html`<p class="mg-clip" dir="auto">${cell.evidence}</p>`}
      ${bare(cell.support) && html`<p class="mg-clip" dir="auto"><strong>Support:</strong> ${cell.support}${bare(cell.who) && ` (${cell.who})`}</p>`}
      ${bare(cell.find_out) && html`<p class="mg-clip" dir="auto"><strong>To find out:</strong> ${cell.find_out}</p>`}</div>`;
  }

  function Whole({grid}) {
    const {rows, homes, value, change, open, child} = grid;
    const add = () => { const name = freshId(rows, "need"); change("add a need", v => { v.needs.push({id: name, name: "", about: "", came_from: ""}); }); open(name, `[id="${grid.id}-need-name"]`); };
    const blank = row => homes.some(home => !fitOf(grid, cellOf(grid, row, home))), next = rows.find(blank);
    const begun = rows.some(row => homes.some(home => fitOf(grid, cellOf(grid, row, home))));
    const head = row => html`<${Button} plain data-mg-row=${row.id} onClick=${() => open(row.id)}><span dir="auto">${row.name}</span><//>${row.came_from && html`<p class="ap-cite">From “${row.came_from}”</p>`}`;
    return html`<h4>Need by need</h4><p>Open a need to see every home beside it. Nothing is added up: one gap can weigh more than everything that is met.</p>
      <div class=${homes.length > 3 ? "mg-table ap-scroll" : "mg-table"} ...${homes.length > 3 ? {tabindex: 0, role: "region", "aria-label": "The whole grid"} : {}}><${CardTable} caption=${`How each home fits ${child}`} columns=${["Need", ...homes.map(x => x.name)]} rows=${rows.map(row => ({key: row.id, head: head(row), cells: homes.map(home => html`<${Cell} grid=${grid} row=${row} home=${home} />`)}))} /></div>
      ${homes.length === 0 && html`<p class="ap-hint">Add a home above, and it stands here beside each need.</p>`}
      ${rows.length === 1 && html`<p class="ap-hint">Only the child's own wishes stand here so far. Add the needs that decide whether a home would last.</p>`}
      <div class="ap-row">${homes.length > 0 && next && html`<${Button} primary onClick=${() => open(next.id)}>${begun ? "Go on with" : "Begin with"}: ${next.name}<//>`}<${Button} onClick=${add}>Add a need<//></div>`;
  }

  function Open({grid}) {
    const {rows, homes, open, id} = grid;
    const found = rows.flatMap(row => homes.map(home => ({row, home, ends: endsOf(grid, cellOf(grid, row, home))}))).filter(x => x.ends.length);
    return found.length > 0 && html`<${Details} summary=${`Still to be said in ${plural(found.length, "place")}`}><ul>${found.map(({row, home, ends}) => html`<li key=${row.id + home.id}><${Button} plain onClick=${() => open(row.id, `[id="${id}-${row.id}-${home.id}-0"]`)}>${row.name}, ${home.name}<//>: ${ends.join("; ")}</li>`)}</ul><//>`;
  }

  function Ending({grid}) {
    const {definition, value, change, id} = grid;
    return html`<${TextArea} id=${id + "-absent"} label="Who is not in this grid?" hint="A relative nobody has asked, a brother or sister, a former carer, the child's own parent." rows=${3} value=${value.absent} onInput=${x => change("who is not in this grid", v => { v.absent = x; }, {merge: true})} />
      ${definition.closing.map(x => html`<${TextArea} key=${x.id} id=${`${id}-end-${x.id}`} label=${x.question} hint=${x.hint} rows=${4} value=${value.closing[x.id]} onInput=${words => change("words at the end", v => { v.closing[x.id] = words; }, {merge: true})} />`)}`;
  }

  return function MatchingGrid({definition, material, value, change, say, id}) {
    const root = useRef(), focus = useFocus(root), [at, setAt] = useState(null);
    const followed = material.followed != null, child = followed ? material.followed || "the child you follow" : definition.child || "the child";
    const named = (things, word) => things.map((x, n) => ({...x, own: true, name: bare(x.name) || `${word} ${n + 1}, not named yet`}));
    const rows = [{id: "wishes", name: `What ${child} has said they want`}, ...definition.needs.filter(x => x.general || !followed), ...named(value.needs, "Need")];
    const homes = [...followed ? [] : definition.homes, ...named(value.homes, "Home")];
    const open = (row, to = "[data-mg-title]") => { setAt(row); focus(to); };
    const back = () => { setAt(null); focus(`[data-mg-row="${at}"], [data-mg-row]`); };
    const grid = {definition, material, value, change, say, id, focus, followed, child, rows, homes, open, back};
    const row = rows.find(x => x.id === at);
    return html`<div class="mg" ref=${root}>${row ? html`<${OneNeed} key=${row.id} grid=${grid} row=${row} />`
      : html`<${Wishes} grid=${grid} /><${Homes} grid=${grid} /><${Whole} grid=${grid} /><${Open} grid=${grid} /><${Ending} grid=${grid} />`}</div>`;
  };
}
