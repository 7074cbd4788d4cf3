// What a workshop sees on the projector. It is told what to show and asks for nothing but another part of it.
import {blocksOf} from "./blocks.js";
import {clockOf} from "./clock.js";
import {fittedOf, toolsOf} from "./wall.js";

export function page(kit) {
  const {html} = kit;
  const Blocks = blocksOf(kit), ClockFace = clockOf(kit), Fitted = fittedOf(kit), Tools = toolsOf(kit);
  const at = (iso) => new Date(iso).toLocaleTimeString("en-GB", {hour: "2-digit", minute: "2-digit"});
  const place = (seen) => seen.address || location.origin;
  const bare = (address) => address.replace(/^https?:\/\//, "").replace(/\/$/, "");

  const PHASES = {
    waiting: "Not open yet.",
    open: "Open now. Nobody sees your answer until the room looks together.",
    held: "Closed for the moment. Nothing is shown yet.",
    shown: "Look up: where the room stands.",
    again: "Think again. Change what you like, or leave it: your first answer stays beside it.",
    closed: "Closed.",
  };
  const SHARING = {
    private: "Private: only you see what you write.",
    anonymous: "Shown without names.",
    named: "What is chosen for the wall stands with its alias.",
  };

  function Welcome({seen}) {
    return html`<div class="ap-wall-welcome">
      <div><h2>${seen.week}</h2>
        <p class="ap-wall-lead">Open this address on your own device, or point its camera at the square:</p>
        <p class="ap-wall-address">${bare(place(seen))}</p>
        ${seen.code && html`<p class="ap-wall-lead">and type</p><p class="ap-wall-code">${seen.code}</p>`}
        <p>${seen.code ? "No account." : "Sign in as for your workbook."} Choose a name for the day; it need not be yours. What you write belongs to you.</p>
        <p>${seen.people ? `${seen.people} ${seen.people === 1 ? "person is" : "people are"} in.` : "Nobody has to be first."}
          ${seen.next && ` Next: ${seen.next.title}, ${seen.next.times}.`}</p></div>
      <img class="ap-wall-qr" src="qr.svg" alt="QR code that leads to the address beside it" /></div>`;
  }

  const WHEN = {past: "Done", now: "Now", next: "Next"};
  function Row({row, children}) {
    return html`<li class=${`ap-when-${row.when}`}><span class="ap-wall-times">${row.times}</span>
      <span class="ap-wall-what">${row.title}${WHEN[row.when] && html` <span class="ap-wall-mark">${WHEN[row.when]}</span>`}${children}</span></li>`;
  }

  function Agenda({seen}) {
    return html`<h2>Today</h2><ol class="ap-wall-agenda">${seen.rows.map((row) => html`<${Row} key=${row.times} row=${row}>
      ${row.stretches.length > 0 && html`<ol>${row.stretches.map((one) => html`<${Row} key=${one.times} row=${one} />`)}</ol>`}<//>`)}</ol>`;
  }

  function Question({seen}) {
    return html`<h2>${seen.title}</h2>
      ${seen.note.length > 0 && html`<div class="ap-wall-note"><h3>Before you begin</h3><${Blocks} blocks=${seen.note} deeper=${0} /></div>`}
      <div class="ap-wall-prompt"><${Blocks} blocks=${seen.prompt} deeper=${0} /></div>
      ${seen.groups.length > 0 && html`<div class="ap-wall-groups"><h3>Sit together</h3>
        <ol>${seen.groups.map((group, n) => html`<li key=${n}><bdi>${group.join(", ")}</bdi></li>`)}</ol></div>`}
      <p class="ap-wall-phase"><strong>${PHASES[seen.phase]}</strong> ${SHARING[seen.sharing]}${seen.given > 0 && html` <span class="ap-wall-given">${seen.given} answers so far.</span>`}</p>`;
  }

  const HEADS = {picture: "Where the room stands", "before-after": "First answers, and answers now"};
  function Picture({seen}) {
    return html`<p class="ap-wall-kicker">${HEADS[seen.what]}</p><h2>${seen.title}</h2>
      <${Blocks} key=${`${seen.title} ${seen.part}`} blocks=${seen.shown} deeper=${0} />`;
  }

  function Words({seen}) {
    const themes = [...new Set(seen.shown.map((one) => one.theme))];
    return html`<h2>${seen.title}</h2>
      ${!seen.shown.length && html`<p>Nothing has been chosen for the wall yet.</p>`}
      ${themes.map((theme) => html`${theme && html`<h3>${theme}</h3>`}<div class="ap-wall-words">${seen.shown.filter((one) => one.theme === theme).map((one, n) => html`<figure class="ap-quote" key=${n}>
        ${one.about && html`<p class="ap-wall-about">${one.about}</p>`}<blockquote dir="auto">${one.text}</blockquote>${one.by && html`<figcaption><bdi>${one.by}</bdi></figcaption>`}</figure>`)}</div>`)}`;
  }

  function Clock({seen, line, rest}) {
    const ends = seen.clock?.ends_at;
    return html`<div class="ap-wall-still"><h2>${seen.here?.title ?? seen.week}</h2>
      ${rest && ends && html`<p class="ap-wall-back">Back at ${at(ends)}</p>`}
      ${seen.clock && html`<${ClockFace} clock=${seen.clock} line=${line} large />`}
      ${!rest && ends && html`<p>Until ${at(ends)}</p>`}
      ${seen.next && html`<p>Then: ${seen.next.title}</p>`}</div>`;
  }

  function Paused({seen}) {
    return html`<div class="ap-wall-still"><h2>We have paused</h2>${seen.words && html`<p class="ap-wall-lead">${seen.words}</p>`}
      <p>Nothing is asked of you. What you have written is kept.</p></div>`;
  }

  function Ended({seen}) {
    return html`<div class="ap-wall-still"><h2>Thank you</h2><p class="ap-wall-lead">Your work is yours. Take it with you: your own page has a file of it.</p>
      ${seen.questions.length > 0 && html`<h3>Questions we carry on</h3><ul>${seen.questions.map((words) => html`<li dir="auto">${words}</li>`)}</ul>`}</div>`;
  }

  const walls = {
    welcome: Welcome, agenda: Agenda, question: Question, picture: Picture, "before-after": Picture, words: Words, clock: Clock,
    rest: (given) => html`<${Clock} ...${given} rest />`, paused: Paused, ended: Ended,
  };
  const BIG_CLOCK = ["clock", "rest", "paused", "ended"];

  return function Wall({seen, line, say}) {
    const Shown = walls[seen.what] ?? Welcome;
    return html`<div class="ap-wall" data-what=${seen.what}>
      <${Fitted} label="On the wall"><${Shown} seen=${seen} line=${line} /><//>
      <div class="ap-wall-foot">
        ${seen.rehearsal && html`<p><strong>Rehearsal.</strong> Nobody here is real, and nothing is kept.</p>`}
        ${seen.what !== "welcome" && html`<p class="ap-wall-join"><span>${bare(place(seen))}</span> ${seen.code && html`<strong>${seen.code}</strong>`}</p>`}
        ${seen.parts > 1 && html`<p>${seen.part + 1} of ${seen.parts}</p>`}
        ${seen.clock && !BIG_CLOCK.includes(seen.what) && html`<${ClockFace} clock=${seen.clock} line=${line} />`}
        <${Tools} seen=${seen} line=${line} say=${say} />
      </div></div>`;
  };
}
