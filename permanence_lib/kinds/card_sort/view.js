// Cards into piles, something told, the same cards again. The first sort is kept beside the second.

const bare = text => String(text ?? "").replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");
const shortened = (text, most = 60) => { const letters = [...text]; return letters.length <= most ? text : letters.slice(0, most).join("").trimEnd() + "…"; };
const BLANK = {pile: "", why: ""};
const pileOf = (placed, card) => placed[card]?.pile || "";
const DRAGGED = "application/x-card";

/** The cards that lie in none of the piles there are. */
export const stillToSort = (cards, piles, placed) => cards.filter(card => !piles.includes(pileOf(placed, card)));

/** The cards that a reveal bears on (none named: all) and that have no place in the second sort yet. */
export function toLookAtAgain(cards, piles, bearsOn, second) {
  const asked = cards.filter(card => bearsOn.includes(card));
  return stillToSort(asked.length ? asked : cards, piles, second);
}

/** Which cards lie elsewhere in the second sort, which stayed, and which were not looked at again. */
export function whatMoved(cards, piles, first, second) {
  const twice = cards.filter(x => piles.includes(pileOf(first, x)) && piles.includes(pileOf(second, x)));
  const moved = twice.filter(x => pileOf(first, x) !== pileOf(second, x));
  return {moved, stayed: twice.filter(x => !moved.includes(x)), open: cards.filter(x => !twice.includes(x))};
}

/** The same in a sentence. */
export function sayMoves(moved, stayed, open) {
  if (!moved && !stayed) return "No card has been looked at again yet.";
  const rest = open ? ` ${open} ${open === 1 ? "was" : "were"} not looked at again.` : "";
  return `${moved || "No"} ${moved < 2 ? "card" : "cards"} moved; ${stayed} stayed where ${stayed === 1 ? "it was" : "they were"}.${rest}`;
}

/** The cards on the table: those given, as the chosen version tells them, and those the participant wrote. */
function cardsOf(definition, value) {
  const told = definition.versions.find(x => x.id === value.version)?.cards ?? {};
  const own = definition.own ? value.own.filter(x => bare(x.text)) : [];
  return [...definition.cards.map(x => ({...x, text: told[x.id] ?? x.text})), ...own];
}

/** What is told after a sort, each with the name its answer is kept under. */
const toldAfter = (definition, when) => definition.reveals.map((x, n) => ({...x, key: x.id || `reveal-${n + 1}`})).filter(x => x.after === when);

export function view(kit) {
  const {html, useState, useRef, TextArea, TextLine, Select, Button, Views, CardTable, Details, Inset, useFocus, plural} = kit;

  /** The question a card is asked where it lies; "" when none. In a second sort only a card that moved is asked. */
  function askedOf({definition, value, round}, card, pile) {
    if (!pile) return "";
    const own = definition.piles.find(x => x.id === pile)?.asks ?? "", each = definition.why === "each", {words} = definition;
    if (round === "second") return pile === pileOf(value.first, card) ? "" : each ? words.moved_card : own;
    return own || (each ? words.why_card : "");
  }

  function Reason({table, card, own}) {
    const {value, change, round, lies, label} = table, asks = askedOf(table, card.id, lies(card.id));
    const words = value[round][card.id]?.why ?? "";
    if (!asks && !words) return null;
    return html`<${TextArea} id=${own} label=${asks || "Your words"} about=${`: ${label(card)}`} rows=${2} value=${words}
      onInput=${x => change(`words on “${label(card)}”`, v => { (v[round][card.id] ??= {...BLANK}).why = x; }, {merge: true})} />`;
  }

  function CardWords({table, card}) {
    const {definition, value} = table;
    return html`<p class="cs-text" dir="auto">${card.text}</p>${card.about && html`<p class="ap-hint">${card.about}</p>`}
      ${card.source && (!definition.hide_sources || value.kept) && html`<p class="ap-cite" dir="auto">${card.source}</p>`}
      ${card.came_from && html`<p class="ap-cite">From “${card.came_from}”</p>`}`;
  }

  function Thoughts({table, card}) {
    const {definition, lies, pileName} = table, mine = definition.feedback.filter(x => x.card === card.id);
    const here = x => !x.pile || x.pile === lies(card.id);
    return [...mine.filter(here), ...mine.filter(x => !here(x))].map((x, n) => html`<p key=${n}>${!here(x) && html`<em>Had it lain in “${pileName(x.pile)}”: </em>`}${x.words}</p>`);
  }

  /** The card in the hand, and the piles to lay it on: by button, by figure key, or by dragging it. */
  function Hand({table, card}) {
    const {definition, value, names, todo, round, id, put, pick, lies, onward} = table, first = pileOf(value.first, card.id);
    const laid = round === "second" ? pileOf(value.second, card.id) : lies(card.id);
    const keys = e => {
      const n = Number(e.key);
      if (e.ctrlKey || e.altKey || e.metaKey || /^(TEXTAREA|INPUT|SELECT)$/.test(e.target.tagName) || !(n >= 1 && n <= definition.piles.length)) return;
      e.preventDefault(); put(card, definition.piles[n - 1].id);
    };
    const next = onward(card.id), staying = laid && askedOf(table, card.id, lies(card.id));
    return html`<div class="cs-hand" role="group" aria-label="The card in your hand" onKeyDown=${keys}>
      <p class="ap-hint">Card ${names.indexOf(card.id) + 1} of ${names.length}. ${todo.length ? `${todo.length} still to ${round === "second" ? "look at again" : "sort"}.` : ""}</p>
      <div id=${id + "-card"} class="cs-card" tabindex="-1" data-cs-card="" draggable=${true} onDragStart=${e => e.dataTransfer.setData(DRAGGED, card.id)}><${CardWords} table=${table} card=${card} /></div>
      <p id=${id + "-where"} class="cs-where">${round === "second" ? definition.words.again : definition.words.sort}</p>
      <div class="cs-choices" role="group" aria-labelledby=${id + "-where"}>${definition.piles.map((pile, n) => html`<button type="button" key=${pile.id} aria-pressed=${String(pile.id === laid)} onClick=${() => put(card, pile.id)}>
        <span class="cs-key" aria-hidden="true">${n + 1}</span><span><strong>${pile.name}</strong>${round === "second" && pile.id === first && html` <span class="cs-was">your first sort</span>`}${pile.about && html`<span class="cs-about">${pile.about}</span>`}</span></button>`)}</div>
      <p class="ap-hint cs-keys">The keys 1 to ${definition.piles.length} do the same.</p>
      ${laid && html`<${Reason} table=${table} card=${card} own=${`${id}-why-${card.id}`} />`}
      ${definition.feedback_when === "asked" && laid && definition.feedback.some(x => x.card === card.id) && html`<${Details} key=${card.id} summary="A thought on this card"><${Thoughts} table=${table} card=${card} /><//>`}
      <div class="ap-row">${staying && html`<${Button} primary onClick=${() => pick(next)}>${next ? "Next card" : "Done with this card"}<//>`}
        ${!laid && next && html`<${Button} plain onClick=${() => pick(next)}>Leave it for later<//>`}</div></div>`;
  }

  function Piles({table}) {
    const {definition, value, cards, names, round, lies, pick, put, pileName, id} = table, [over, setOver] = useState("");
    const drop = pile => e => { const card = cards.find(x => x.id === e.dataTransfer.getData(DRAGGED)); setOver(""); if (card) { e.preventDefault(); put(card, pile); } };
    return html`<h4>Your piles</h4><div class="cs-piles">${definition.piles.map(pile => {
      const here = cards.filter(x => lies(x.id) === pile.id), own = `${id}-pile-${pile.id}`;
      return html`<section key=${pile.id} aria-labelledby=${own} class=${over === pile.id ? "cs-over" : ""} onDragOver=${e => { e.preventDefault(); setOver(pile.id); }} onDragLeave=${() => setOver("")} onDrop=${drop(pile.id)}>
        <h5 id=${own}>${pile.name} <span class="cs-count">${here.length ? plural(here.length, "card") : "empty"}</span></h5>
        <ul>${here.map(card => html`<li key=${card.id} draggable=${true} onDragStart=${e => e.dataTransfer.setData(DRAGGED, card.id)}><${Button} plain onClick=${() => pick(card.id)}><span class="ap-vh">Pick up: </span><span class="cs-clip" dir="auto">${names.indexOf(card.id) + 1}. ${card.text}</span><//>
          ${round === "second" && pileOf(value.first, card.id) !== pile.id && html`<p class="ap-cite">First: ${pileName(pileOf(value.first, card.id)) || "not sorted"}</p>`}</li>`)}</ul></section>`;
    })}</div>`;
  }

  /** Every card with a list to choose its pile from: the same sort for those who would rather see it all. */
  function All({table}) {
    const {definition, value, cards, round, lay, pileName, label, id} = table, second = round === "second";
    const columns = second ? ["Card", "First sort", "Second sort", "Reason"] : ["Card", "Pile", "Reason"];
    const reasons = cards.some(card => askedOf(table, card.id, table.lies(card.id)) || value[round][card.id]?.why);
    const choose = card => html`<${Select} id=${`${id}-in-${card.id}`} label=${html`<span class="ap-vh">Pile for card</span>`} about=${`: ${label(card)}`} value=${pileOf(value[round], card.id)} empty=${second ? "Not looked at again" : "Not sorted"}
      choices=${definition.piles.map(x => [x.id, x.name])} onChange=${pile => lay(card, pile)} />`;
    const rows = cards.map((card, n) => ({key: card.id, head: html`<span class="cs-row" dir="auto">${n + 1}. ${card.text}</span>`, cells: [
      ...second ? [pileName(pileOf(value.first, card.id)) || "Not sorted"] : [], choose(card), ...reasons ? [html`<${Reason} table=${table} card=${card} own=${`${id}-row-${card.id}`} />`] : []]}));
    return html`<${CardTable} caption=${second ? "Both sorts, card by card" : "Your sort, card by card"} columns=${reasons ? columns : columns.slice(0, -1)} rows=${rows} />`;
  }

  function Told({table, when}) {
    const {definition, value} = table, changed = when === "first" ? definition.cards.filter(x => definition.versions.some(v => v.cards[x.id])) : [];
    return toldAfter(definition, when).map((reveal, n) => html`<div key=${reveal.key} class="cs-told"><h4 tabindex="-1" data-cs-told=${when}>${reveal.title || "Now you are told"}</h4>
      ${reveal.text.trim().split(/\n\s*\n/).map((x, m) => html`<p key=${m}>${x}</p>`)}
      ${n === 0 && changed.length > 0 && html`<dl>${changed.map(card => definition.versions.map(v => html`<div key=${card.id + v.id}><dt>${v.name}${v.id === value.version && " (yours)"}</dt><dd>${v.cards[card.id] ?? card.text}</dd></div>`))}</dl>`}
      ${n === 0 && when === "first" && definition.words.stance && html`<p><strong>${definition.words.stance}</strong></p>`}</div>`);
  }

  function Questions({table, when}) {
    const {definition, value, change, id} = table;
    return toldAfter(definition, when).filter(x => x.asks).map(x => html`<${TextArea} key=${x.key} id=${`${id}-asked-${x.key}`} label=${x.asks} hint=${x.hint} rows=${3} value=${value.asked[x.key]}
      onInput=${words => change("words on what you were told", v => { v.asked[x.key] = words; }, {merge: true})} />`);
  }

  function WhyOne({table, part, label}) {
    const {definition, value, change, id} = table;
    return definition.why === "one" && html`<${TextArea} id=${`${id}-${part}`} label=${label} rows=${3} value=${value[part]} onInput=${x => change("words on the whole sort", v => { v[part] = x; }, {merge: true})} />`;
  }

  /** What moved, in a sentence and a table; then the questions about it. */
  function Moves({table}) {
    const {definition, value, cards, names, piles, pileName} = table;
    const found = whatMoved(names, piles, value.first, value.second), at = x => cards.find(card => card.id === x);
    const line = x => ({key: x, head: html`<span class="cs-row" dir="auto">${at(x).text}</span>`, cells: [pileName(pileOf(value.first, x)), pileName(pileOf(value.second, x)), found.moved.includes(x) ? "Moved" : "Stayed", html`<span dir="auto">${value.second[x]?.why || value.first[x]?.why}</span>`]});
    const looked = [...found.moved, ...found.stayed];
    return html`<h4 tabindex="-1" data-cs-moves="">What moved, and what did not</h4><p>${sayMoves(found.moved.length, found.stayed.length, found.open.length)}</p>
      ${looked.length > 0 && html`<${CardTable} caption="Before and after" columns=${["Card", "First sort", "Second sort", "What it did", "Reason"]} rows=${looked.map(line)} />`}
      <${WhyOne} table=${table} part="why_again" label=${definition.words.why_again} /><${Questions} table=${table} when="first" />`;
  }

  function Feedback({table}) {
    const {definition, cards, value, again} = table, spoken = cards.filter(x => definition.feedback.some(y => y.card === x.id));
    if (!value.kept || !spoken.length || definition.feedback_when === "asked") return null;
    return html`<div data-cs-thoughts=""><${Details} summary=${`Thoughts on ${plural(spoken.length, "card")}`} open=${!again}>${spoken.map(card => html`<div key=${card.id} class="cs-thought"><p><strong>${card.text}</strong></p><${Thoughts} table=${table} card=${card} /></div>`)}<//></div>`;
  }

  /** On from the first sort: what waits is said, and nobody is held up by it. */
  function Keep({table}) {
    const {definition, value, change, say, todo, focus, again, setAt, pick, setMode} = table, [asked, setAsked] = useState(false);
    const waits = again || (definition.feedback.length > 0 && definition.feedback_when === "end"), them = todo.length === 1 ? "it" : "them";
    if (!waits || value.kept) return null;
    const keep = () => { change("keep the first sort", v => { v.kept = "first"; }); setAt(null); say("Your first sort is kept."); focus(again ? "[data-cs-told]" : "[data-cs-thoughts] summary"); };
    const press = () => { if (!todo.length) { keep(); return; } setAsked(true); focus("[data-cs-wait]"); };
    const show = () => { setMode("hand"); pick(todo[0]); };
    return html`<p><${Button} primary=${!todo.length} onClick=${press}>${again ? "Keep this sort and go on" : "Keep this sort and hear some thoughts on it"}<//></p>
      ${asked && todo.length > 0 && html`<${Inset}><p tabindex="-1" data-cs-wait="">${plural(todo.length, "card")} ${todo.length === 1 ? "is" : "are"} not sorted yet.</p>
        <div class="ap-row"><${Button} primary onClick=${show}>Sort ${them} first<//><${Button} onClick=${keep}>Go on without ${them}<//></div><//>`}`;
  }

  function Own({table}) {
    const {definition, value, change, id, focus} = table, {own} = definition, full = value.own.length >= own.most;
    const alter = (n, part) => x => change(`your card ${n + 1}`, v => { v.own[n][part] = x; }, {merge: true});
    const add = () => {
      let n = value.own.length + 1;
      while (value.own.some(x => x.id === `own-${n}`)) n += 1;
      change("add a card", v => { v.own.push({id: `own-${n}`, text: "", source: "", came_from: ""}); }); focus(`[id="${id}-own-${n}-text"]`);
    };
    const remove = (card, n) => { change(`take away card ${n + 1}`, v => { v.own.splice(n, 1); delete v.first[card.id]; delete v.second[card.id]; }); focus(".cs-add button"); };
    return html`<${Details} summary=${`${own.ask}${value.own.length ? ` (${value.own.length})` : ""}`} open=${!Object.keys(value.first).length}><p class="ap-hint">${own.hint}</p>
      <ol class="cs-own">${value.own.map((card, n) => html`<li key=${card.id}><${TextArea} id=${`${id}-${card.id}-text`} label=${own.text} about=${`, card ${n + 1}`} rows=${2} value=${card.text} onInput=${alter(n, "text")} />
        <${TextLine} id=${`${id}-${card.id}-source`} label=${own.source} about=${`, card ${n + 1}`} value=${card.source} optional onInput=${alter(n, "source")} />
        ${card.came_from && html`<p class="ap-cite">From “${card.came_from}”</p>`}<${Button} about=${`card ${n + 1}`} onClick=${() => remove(card, n)}>Take this card away<//></li>`)}</ol>
      <p class="cs-add"><${Button} off=${full} onClick=${add}>${value.own.length ? "Write another card" : "Write a card"}<//> ${full && html`<span class="ap-hint">That is as many as this sort asks for.</span>`}</p><//>`;
  }

  function Version({table}) {
    const {definition, value, change, id, focus} = table, now = definition.versions.find(x => x.id === value.version);
    const choose = x => { change("the version", v => { v.version = x; }); focus(x ? "[data-cs-card]" : "[data-cs-version]"); };
    if (now) return html`<p>You are working with <strong>${now.name}</strong>. ${!value.kept && html`<${Button} plain onClick=${() => choose("")}>Choose another version<//>`}</p>`;
    return html`<h4 id=${id + "-version"} tabindex="-1" data-cs-version="">${definition.words.version}</h4><p class="ap-hint">Your facilitator says which.</p>
      <div class="ap-row" role="group" aria-labelledby=${id + "-version"}>${definition.versions.map(x => html`<${Button} key=${x.id} onClick=${() => choose(x.id)}>${x.name}<//>`)}</div>`;
  }

  function Sorting({table}) {
    const {definition, value, cards, todo, round, again, change, say, focus, at, setAt, mode, setMode, id} = table;
    const card = cards.find(x => x.id === (at ?? todo[0])), second = round === "second";
    const leave = () => { change("leave the others where they were", v => { for (const x of todo) if (pileOf(v.first, x)) v.second[x] = {pile: v.first[x].pile, why: ""}; }); setAt(null); say("The others stay where they were."); focus("[data-cs-moves]"); };
    const begun = todo.some(x => pileOf(value.first, x)) && Object.keys(value.second).length > 0;
    return html`${second && html`<${Told} table=${table} when="first" />`}
      <${Views} label="How to sort" current=${mode} onChange=${setMode} views=${[["hand", "One card at a time"], ["all", "All cards in a table"]]} />
      ${mode === "all" ? html`<${All} table=${table} />` : html`
        ${card ? html`<${Hand} table=${table} card=${card} />` : html`<${Inset}><p tabindex="-1" data-cs-card="" id=${id + "-card"}>${second ? "You have looked at each of them again." : `All ${plural(cards.length, "card")} lie in a pile.`} Pick one up from its pile to move it.</p><//>`}
        <${Piles} table=${table} />`}
      ${second && begun && todo.length > 0 && html`<p><${Button} onClick=${leave}>Leave the other ${todo.length === 1 ? "card" : todo.length} where ${todo.length === 1 ? "it was" : "they were"}<//></p>`}
      <${WhyOne} table=${table} part="why" label=${second ? `${definition.words.why} (your first sort)` : definition.words.why} /><${Keep} table=${table} />
      ${second && Object.keys(value.second).length > 0 && html`<${Moves} table=${table} />`}<${Feedback} table=${table} />
      ${second && toldAfter(definition, "second").length > 0 && (value.kept === "second" ? html`<${Told} table=${table} when="second" /><${Questions} table=${table} when="second" />`
        : !todo.length && html`<p><${Button} primary onClick=${() => { change("keep the second sort", v => { v.kept = "second"; }); focus("[data-cs-told=second]"); }}>Keep both sorts and go on<//></p>`)}
      ${(!again || value.kept) && definition.closing.map(x => html`<${TextArea} key=${x.id} id=${`${id}-end-${x.id}`} label=${x.question} hint=${x.hint} rows=${4} value=${value.closing[x.id]} onInput=${words => change("words at the end", v => { v.closing[x.id] = words; }, {merge: true})} />`)}`;
  }

  return function CardSort({definition, value, change, say, id}) {
    const root = useRef(), focus = useFocus(root), [at, setAt] = useState(null), [mode, setMode] = useState("hand");
    const again = definition.reveals.some(x => x.after === "first"), round = again && value.kept ? "second" : "first";
    const cards = cardsOf(definition, value), names = cards.map(x => x.id), piles = definition.piles.map(x => x.id);
    const told = toldAfter(definition, "first"), bearsOn = told.some(x => !x.cards.length) ? [] : told.flatMap(x => x.cards);
    const todo = round === "second" ? toLookAtAgain(names, piles, bearsOn, value.second) : stillToSort(names, piles, value.first);
    const lies = card => [pileOf(value[round], card), pileOf(value.first, card)].find(x => piles.includes(x)) ?? "";
    const pileName = pile => definition.piles.find(x => x.id === pile)?.name ?? "", label = card => shortened(card.text);
    /** The next card that waits, after this one and then from the start. */
    const onward = card => { const rest = todo.filter(x => x !== card); return rest.find(x => names.indexOf(x) > names.indexOf(card)) ?? rest[0] ?? null; };
    const pick = card => { setAt(card); focus("[data-cs-card]"); };
    const lay = (card, pile) => change(`where “${label(card)}” lies`, v => { (v[round][card.id] ??= {...BLANK}).pile = pile; });
    const table = {definition, value, change, say, id, focus, cards, names, piles, todo, round, again, lies, pileName, label, onward, pick, lay, at, setAt, mode, setMode};
    table.put = (card, pile) => {
      lay(card, pile);
      say(`${pileName(pile)}: ${label(card)}`);
      if (askedOf(table, card.id, pile)) setAt(card.id); else pick(onward(card.id));
    };
    const ready = !definition.versions.length || definition.versions.some(x => x.id === value.version);
    return html`<div class="cs" ref=${root}>${definition.versions.length > 0 && html`<${Version} table=${table} />`}
      ${ready && definition.own && html`<${Own} table=${table} />`}
      ${ready && (cards.length ? html`<${Sorting} table=${table} />` : html`<p>Write the first card, and it will lie here to be sorted.</p>`)}</div>`;
  };
}
