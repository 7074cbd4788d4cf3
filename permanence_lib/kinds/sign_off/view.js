// A sign-off: prepared before the meeting, recorded afterwards as the participant was told it. Two pages, one record.

const bare = text => String(text ?? "").replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");
const READY = {ready: "Ready", nearly: "Nearly", "not-yet": "Not yet"};
const SAID = {confirmed: "Confirmed", "not-yet": "Not yet", talk: "To talk about"};
const NO_ITEM = {where: "", ready: "", said: "", comment: ""};
const NO_DATE = {day: "", month: "", year: ""};

/** How many items stand where, in words: "2 ready, 1 nearly, 1 not looked at yet". Nothing is added up. */
export function counted(said, words, otherwise) {
  const rest = said.filter(x => !(x in words)).length;
  const known = Object.entries(words).map(([name, label]) => [said.filter(x => x === name).length, label.toLowerCase()]).filter(([n]) => n);
  return [...known, ...(rest ? [[rest, otherwise]] : [])].map(x => x.join(" ")).join(", ");
}

/** The next free id: a letter and a figure above every one in use. */
export const newId = (letter, taken) => letter + (Math.max(0, ...taken.filter(x => x[0] === letter && /^[0-9]+$/.test(x.slice(1))).map(x => +x.slice(1))) + 1);

/** Whether what stands for the manager looks like a whole name: two words with capitals, longer than initials, and no role. */
export const looksLikeAName = text => !/manager|supervisor|lead|head|director|practitioner|officer|worker/i.test(text ?? "")
  && /\p{Lu}\p{Ll}[\p{L}'’-]*\s+(\p{Lu}\.?\s+)?\p{Lu}[\p{L}'’-]{2,}/u.test(text ?? "");

export function view(kit) {
  const {html, useState, useRef, TextArea, TextLine, Radios, DateBoxes, Button, Views, Inset, Warning, useFocus} = kit;
  const entries = words => Object.entries(words);

  /** The words above: how the items stand on either side. */
  function Standing({form}) {
    const {definition, value} = form, of = part => definition.items.map(x => value.items[x.id]?.[part] ?? "");
    return html`<p>You say: ${counted(of("ready"), READY, "not looked at yet")}. Your manager, as told by you: ${counted(of("said"), SAID, "not said yet")}.</p>`;
  }

  // Before the meeting

  function Prepare({form}) {
    const {definition, value, id} = form;
    return html`<h4 class="sf-title" tabindex="-1">Item by item: where is the evidence?</h4>
      <ol class="sf-items">${definition.items.map(item => {
        const own = `${id}-${item.id}`, now = value.items[item.id] ?? NO_ITEM, set = (part, words, how) => form.item(item, part, words, how);
        return html`<li key=${item.id}><p class="sf-text" id=${`${own}-text`}>${item.text}</p>
          <div class="sf-pair"><${TextLine} id=${`${own}-where`} label="Where the evidence is, in one line" about=${`: ${item.text}`} hint=${[item.where && `Usually: ${item.where}.`, item.evidence_hint].filter(Boolean).join(" ")} value=${now.where} onInput=${x => set("where", x, {merge: true})} />
          <${Radios} id=${`${own}-ready`} inline tight legend="I would say it is" about=${`: ${item.text}`} value=${now.ready} choices=${entries(READY)} onChange=${x => set("ready", x)} /></div></li>`;
      })}</ol>
      <h4>For the conversation</h4>
      ${definition.participant.map(ask => html`<${TextArea} key=${ask.id} id=${`${id}-own-${ask.id}`} label=${ask.question} hint=${ask.hint} value=${value.participant[ask.id]} onInput=${words => form.words("participant", ask, words)} />`)}
      <${TalkRows} form=${form} />
      <div class="ap-row"><${Button} primary onClick=${() => form.turn("after")}>After the meeting: what was said<//></div>
      <p class="ap-hint">Printed now, this makes a page to take with you.</p>`;
  }

  function TalkRows({form}) {
    const {value, id} = form;
    return html`<div><h5>To talk about</h5>${!value.talk.length && html`<p class="ap-hint">Nothing on the list yet. What you bring in from earlier work comes here too.</p>`}
      <ul class="sf-rows">${value.talk.map((row, n) => html`<li key=${row.id}>
        <${TextLine} id=${`${id}-${row.id}`} label=${`Point ${n + 1}`} hint=${[row.title && `From “${row.title}”.`, row.more].filter(Boolean).join(" ")} value=${row.words} onInput=${x => form.row("talk", row, "words", x, `point ${n + 1}`)} />
        <${Button} plain about=${`point ${n + 1}`} onClick=${() => form.remove("talk", row, `point ${n + 1}`)}>Remove<//></li>`)}</ul>
      <p><${Button} class="sf-add-talk" onClick=${() => form.add("talk", "t", {words: "", more: "", source: "", title: "", came: ""})}>Add something to talk about<//></p></div>`;
  }

  // After the meeting

  function Record({form}) {
    const {definition, value, change, id} = form;
    return html`<${Inset}><p><strong>As told by you; your manager's own confirmation can be added later.</strong> Write it in their sense: could they read it and say “yes, that is what I said”?</p><//>
      <h4 class="sf-title" tabindex="-1">The meeting</h4>
      <div class="sf-pair"><${DateBoxes} id=${`${id}-met`} legend="When you met" name="The date you met" value=${value.met} onChange=${x => change("the date you met", next => { next.met = x; }, {merge: true})} />
        <div><${TextLine} id=${`${id}-initials`} width="20" label="Your manager's initials or role" hint="For example: RB, team manager. Not a full name, not a signature." value=${value.initials} onInput=${x => change("the initials of your manager", next => { next.initials = x; }, {merge: true})} />
        ${looksLikeAName(value.initials) && html`<${Warning}><p>This looks like a full name. Initials or a role are enough here.</p><//>`}</div></div>
      <h4>What your manager said, item by item</h4>
      <ol class="sf-items">${definition.items.map(item => {
        const own = `${id}-${item.id}`, now = value.items[item.id] ?? NO_ITEM, set = (part, words, how) => form.item(item, part, words, how);
        return html`<li key=${item.id}><p class="sf-text">${item.text}</p><p class="ap-hint">You said: ${READY[now.ready]?.toLowerCase() ?? "nothing yet"}${bare(now.where) && `. ${bare(now.where)}`}</p>
          <div class="sf-pair"><${TextArea} id=${`${own}-comment`} rows="2" label="Their comment" optional about=${`: ${item.text}`} value=${now.comment} onInput=${x => set("comment", x, {merge: true})} />
          <${Radios} id=${`${own}-said`} inline tight legend="They said" about=${`: ${item.text}`} value=${now.said} choices=${entries(SAID)} onChange=${x => set("said", x)} />
          ${now.said && html`<p class="sf-clear"><${Button} plain about=${`: ${item.text}`} onClick=${() => { set("said", ""); document.getElementById(`${own}-said-0`)?.focus(); }}>Clear this choice<//></p>`}</div></li>`;
      })}</ol>
      ${definition.manager.length > 0 && html`<h4>What you asked them</h4>`}
      ${definition.manager.map(ask => html`<${TextArea} key=${ask.id} id=${`${id}-manager-${ask.id}`} label=${ask.question} value=${value.manager[ask.id]} onInput=${words => form.words("manager", ask, words)} />`)}
      ${value.talk.length > 0 && html`<h4>What came of the points you brought</h4>${value.talk.map((row, n) => html`<${TextArea} key=${row.id} id=${`${id}-came-${row.id}`} rows="2" label=${bare(row.words) || `Point ${n + 1}`} hint=${row.more} value=${row.came} onInput=${x => form.row("talk", row, "came", x, `what came of point ${n + 1}`)} />`)}`}
      <h4>What you agreed</h4>${!value.agreed.length && html`<p class="ap-hint">One thing that somebody will do by a day is worth more than five intentions. What you put here can be carried into later weeks.</p>`}
      <ol class="sf-rows">${value.agreed.map((row, n) => html`<${Agreed} key=${row.id} form=${form} row=${row} name=${`agreement ${n + 1}`} />`)}</ol>
      <p><${Button} class="sf-add-agreed" onClick=${() => form.add("agreed", "a", {what: "", who: "", by: NO_DATE})}>Add what you agreed<//></p>
      <div class="ap-row"><${Button} onClick=${() => form.turn("before")}>Back to your preparation<//></div>`;
  }

  function Agreed({form, row, name}) {
    const own = `${form.id}-${row.id}`, set = (part, x) => form.row("agreed", row, part, x, name);
    return html`<li><div class="sf-agreed"><${TextLine} id=${own} label="What" about=${name} value=${row.what} onInput=${x => set("what", x)} />
      <${TextLine} id=${`${own}-who`} label="Who" about=${name} value=${row.who} onInput=${x => set("who", x)} />
      <${DateBoxes} id=${`${own}-by`} legend="By when" about=${name} optional hint="" name="The date" value=${row.by} onChange=${x => set("by", x)} /></div>
      <${Button} plain about=${name} onClick=${() => form.remove("agreed", row, name)}>Remove<//></li>`;
  }

  return function SignOff({definition, value, change, say, id}) {
    const root = useRef(), focus = useFocus(root), begun = !!(bare(value.initials) || Object.values(value.met).some(bare));
    const [page, setPage] = useState(begun ? "after" : "before");
    const form = {
      definition, value, change, id,
      turn: to => { setPage(to); focus(".sf-title"); },
      item: (item, part, words, how) => change(`${part} of “${item.text}”`, next => { (next.items[item.id] ??= {...NO_ITEM})[part] = words; }, how),
      words: (side, ask, words) => change(`“${ask.question}”`, next => { next[side][ask.id] = words; }, {merge: true}),
      row: (list, row, part, words, name) => change(name, next => { next[list].find(x => x.id === row.id)[part] = words; }, {merge: true}),
      add: (list, letter, empty) => {
        const name = newId(letter, value[list].map(x => x.id));
        change(list === "talk" ? "add something to talk about" : "add what you agreed", next => { next[list].push({id: name, ...structuredClone(empty)}); });
        focus(`[id="${id}-${name}"]`);
      },
      remove: (list, row, name) => {
        change(`remove ${name}`, next => { next[list] = next[list].filter(x => x.id !== row.id); });
        say(`Removed ${name}. Undo puts it back.`); focus(`.sf-add-${list}`);
      },
    };
    return html`<div class="sf" ref=${root}><${Standing} form=${form} />
      <${Views} label="Before or after the meeting" current=${page} onChange=${setPage} views=${[["before", "Before the meeting"], ["after", "What was said"]]} />
      ${page === "before" ? html`<${Prepare} form=${form} />` : html`<${Record} form=${form} />`}</div>`;
  };
}
