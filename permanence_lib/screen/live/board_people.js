// Who is here, who has answered (never what), who needs a moment, and who sits with whom.

export function peopleOf(kit) {
  const {html, useState, Button, Details, Select} = kit;
  const at = (iso) => new Date(iso).toLocaleTimeString("en-GB", {hour: "2-digit", minute: "2-digit"});

  function Turn({seen, act}) {
    const {support} = seen;
    return html`<${Details} summary="Where to turn" onOpen=${() => support || act("look", {support: true})}>
      ${support ? html`<ul>${[...support.near, ...support.places].map((one) => html`<li key=${one.name}><strong>${one.name}.</strong> ${one.text}</li>`)}</ul>` : html`<p>One moment…</p>`}<//>`;
  }

  /** Private: it stands here and nowhere else. */
  function Moments({seen, act}) {
    const {asked, seen: heard, stops} = seen.moments;
    if (!asked.length && !heard.length) return null;
    return html`<section class=${`ap-board-moments${asked.length ? " ap-board-asked" : ""}`} role="region" aria-label="Who needs a moment">
      <div role=${asked.length ? "alert" : undefined}>${asked.map((one) => html`<p key=${one.id}><strong><bdi>${one.alias}</bdi> needs a moment</strong>, since ${at(one.since)}.${stops && seen.state.clock?.left != null ? " The clock stands still for it." : ""}
        <${Button} about=${one.alias} onClick=${() => act("heard", {member: one.id}, "They see that you have seen it.")}>I have seen it<//></p>`)}</div>
      ${heard.map((one) => html`<p key=${one.id} class="ap-hint"><bdi>${one.alias}</bdi> is taking a moment, since ${at(one.since)}. You have seen it.</p>`)}
      ${asked.length > 0 && html`<${Turn} seen=${seen} act=${act} />`}</section>`;
  }

  function Mark({one, asked}) {
    if (!asked) return null;
    return one.answered ? html`<span class="ap-board-mark" data-done><span aria-hidden="true">✓</span><span class="ap-vh"> has answered</span></span>`
      : html`<span class="ap-board-mark"><span aria-hidden="true">–</span><span class="ap-vh"> not yet</span></span>`;
  }

  function Out({seen, act}) {
    const [who, setWho] = useState("");
    const here = seen.people.filter((one) => !one.gone), out = seen.people.filter((one) => one.gone);
    const one = here.find((each) => each.id === who);
    return html`<${Details} summary="Take somebody out of the room">
      <p>Their way in is closed at once. What they wrote is kept, is not counted and is not shown.</p>
      <${Select} id="board-out" label="Who" value=${who} onChange=${setWho} choices=${here.map((each) => [each.id, each.alias])} />
      <${Button} off=${!one} onClick=${() => act("take-out", {member: who}, `${one.alias} is out of the room.`).then(() => setWho(""))}>Take out<//>
      ${out.length > 0 && html`<ul>${out.map((each) => html`<li key=${each.id}><bdi>${each.alias}</bdi> <${Button} plain about=${each.alias} onClick=${() => act("let-in", {member: each.id}, `${each.alias} may come in again.`)}>Let in again<//></li>`)}</ul>`}<//>`;
  }

  function Join({seen}) {
    const {code, address} = seen.room, where = (address || location.origin).replace(/^http:\/\//, "");
    return html`<p class="ap-board-join"><span>${where}</span> ${code && html`<strong>${code}</strong>`}</p>
      <${Details} summary="Show the square for cameras"><img class="ap-board-qr" src="qr.svg" alt="QR code that leads to the address above" /><//>`;
  }

  function People({seen, act}) {
    const here = seen.people.filter((one) => !one.gone), asked = seen.looking && seen.looking.phase !== "waiting";
    const needs = here.filter((one) => one.needs);
    return html`<section class="ap-board-card" aria-labelledby="board-people">
      <h2 id="board-people">${here.length ? `${here.length} in the room` : "Nobody is here yet"}</h2>
      <${Join} seen=${seen} />
      <ul class="ap-board-people">${here.map((one) => html`<li key=${one.id}><${Mark} one=${one} asked=${asked} /><bdi>${one.alias}</bdi>${one.paper && html` <span class="ap-hint">on paper</span>`}</li>`)}</ul>
      ${needs.length > 0 && html`<${Details} summary=${`What would help ${needs.length === 1 ? "one person" : `${needs.length} people`}`}><ul>${needs.map((one) => html`<li key=${one.id}><bdi>${one.alias}</bdi>: <span dir="auto">${one.needs}</span></li>`)}</ul><//>`}
      ${seen.people.length > 0 && html`<${Out} seen=${seen} act=${act} />`}</section>`;
  }

  function Groups({seen, act}) {
    const {groups} = seen.state, names = Object.fromEntries(seen.people.map((one) => [one.id, one.alias]));
    const few = seen.count.people < 3;
    return html`<section class="ap-board-card" aria-labelledby="board-groups"><h2 id="board-groups">Groups</h2>
      ${groups.length > 0 && html`<ol class="ap-board-groups">${groups.map((group, n) => html`<li key=${n}>${group.map((id, k) => html`${k > 0 && ", "}<bdi>${names[id]}</bdi>`)}</li>`)}</ol>`}
      <p class="ap-hint">${few ? "There is nobody to divide yet." : groups.length ? "Who comes late joins the smallest group." : "One press. People who have not sat together today come first."}</p>
      <div class="ap-board-row" role="group" aria-label=${groups.length ? "New groups of" : "Groups of"}><span aria-hidden="true">${groups.length ? "New groups of" : "Groups of"}</span>
        ${[3, 4, 5].map((size) => html`<${Button} key=${size} off=${few} onClick=${() => act("group", {size}, `Groups of ${size} are made.`)}>${size}<//>`)}
        ${groups.length > 0 && html`<${Button} onClick=${() => act("ungroup", {}, "One room again.")}>One room again<//>`}</div></section>`;
  }

  return {Moments, People, Groups, Turn};
}
