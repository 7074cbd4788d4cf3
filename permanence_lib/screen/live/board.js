// The facilitator's board. What comes next is largest; everything else has its place and stays there.
import {nowOf} from "./board_now.js";
import {peopleOf} from "./board_people.js";
import {wordsOf} from "./board_words.js";
import {wallOf} from "./board_wall.js";
import {dayOf} from "./board_day.js";
import {keysOf} from "./board_keys.js";
import {readyOf} from "./board_ready.js";

/** After an act the same finger may still be on its way down: nothing is done twice by accident. */
const BOARD_GRACE = 600;

export function page(kit) {
  const {html, useRef, useState, Warning, Button, Tag} = kit;
  const Now = nowOf(kit), {Moments, People, Groups, Turn} = peopleOf(kit), Words = wordsOf(kit);
  const Projector = wallOf(kit), {Day, Questions} = dayOf(kit), Keys = keysOf(kit), Ready = readyOf(kit);

  /** Asks the room to do something, says what came of it, and keeps what was refused on the page. */
  function useDo(line, say) {
    const [trouble, setTrouble] = useState("");
    const quiet = useRef(0);
    const act = async (what, given = {}, done = "") => {
      const {why} = await line.act(what, given);
      setTrouble(why || "");
      if (!why && done) say(done);
      return !why;
    };
    const once = (...asked) => {
      if (Date.now() < quiet.current) return Promise.resolve(false);
      quiet.current = Date.now() + BOARD_GRACE;
      return act(...asked);
    };
    return {act, once, trouble, forget: () => setTrouble("")};
  }

  function Trouble({trouble, forget}) {
    if (!trouble) return null;
    return html`<div class="ap-board-trouble" role="alert"><${Warning}><p>${trouble}</p><//><${Button} plain onClick=${forget}>I have seen this<//></div>`;
  }

  const JUMPS = [["board-words", "Words"], ["board-people", "People"], ["board-wall", "Projector"], ["board-groups", "Groups"], ["board-questions", "Questions"], ["board-day", "The day"]];

  /** On a phone everything lies one below the other: this leads there. */
  function Jumps({seen}) {
    const wanted = JUMPS.filter(([id]) => id !== "board-words" || seen.looking && seen.looking.phase !== "waiting");
    const jump = (event, id) => { event.preventDefault(); const to = document.getElementById(id); to.tabIndex = -1; to.focus(); to.scrollIntoView(); };
    return html`<nav class="ap-board-jumps" aria-label="On this board"><ul>${wanted.map(([id, words]) => html`<li key=${id}><a href=${`#${id}`} onClick=${(event) => jump(event, id)}>${words}</a></li>`)}</ul></nav>`;
  }

  return function Board({seen, line, say}) {
    const {act, once, trouble, forget} = useDo(line, say);
    const given = {seen, line, say, act, once};
    return html`<div class="ap-board" data-paused=${seen.state.paused ? "" : undefined}>
      <p class="ap-board-room">${seen.room.title}. <bdi>${seen.room.cohort}</bdi>${seen.room.rehearsal && html` <${Tag} tone="late">Rehearsal: nobody here is real<//>`}</p>
      <${Moments} ...${given} />
      <${Trouble} trouble=${trouble} forget=${forget} />
      <div class="ap-board-grid">
        <div class="ap-board-main"><${Now} ...${given} /><${Jumps} seen=${seen} /><${Words} ...${given} /></div>
        <div class="ap-board-side">
          <${People} ...${given} /><${Projector} ...${given} /><${Groups} ...${given} />
          <${Questions} ...${given} /><${Day} ...${given} />
          <section class="ap-board-card" aria-label="Help"><${Turn} ...${given} /><${Ready} /><${Keys} ...${given} /></section>
        </div>
      </div></div>`;
  };
}
