// What the projector shows, as small as a stamp, and what it could show instead.
import {blocksOf} from "./blocks.js";

const BOARD_WALLS = {
  welcome: "Welcome, and how to join", agenda: "The day", question: "The question", picture: "Where the room stands",
  "before-after": "Before and after", words: "Chosen words", clock: "The clock", rest: "A break", paused: "Paused", ended: "The end of the day",
};
const BOARD_OF_AN_EXERCISE = ["question", "picture", "before-after", "words"];

export function wallOf(kit) {
  const {html, Button, Tag} = kit;
  const Blocks = blocksOf(kit);

  function Small({wall}) {
    const inside = {
      welcome: () => html`<p class="ap-stamp-big">${wall.code || "Welcome"}</p><p>${wall.people} in</p>`,
      agenda: () => html`<ol>${wall.rows.slice(0, 7).map((row) => html`<li>${row.times} ${row.title}${row.when === "now" ? " · Now" : ""}</li>`)}</ol>`,
      question: () => html`<${Blocks} blocks=${wall.prompt} deeper=${3} tables=${false} />`,
      words: () => wall.shown.map((one) => html`<blockquote dir="auto">${one.text}</blockquote>`),
      clock: () => html`<p class="ap-stamp-big">Clock</p>`, rest: () => html`<p class="ap-stamp-big">Break</p>`,
      paused: () => html`<p>${wall.words}</p>`,
    };
    const shown = inside[wall.what] ?? (() => wall.shown?.length > 0 && html`<${Blocks} blocks=${wall.shown.filter((block) => block.sort !== "table")} deeper=${3} tables=${false} />`);
    return html`<div class="ap-stamp" aria-hidden="true"><div><p class="ap-stamp-title">${wall.title ?? wall.now?.title ?? BOARD_WALLS[wall.what]}</p>${shown()}</div></div>`;
  }

  const possible = (what, looking) => {
    if (!BOARD_OF_AN_EXERCISE.includes(what)) return true;
    if (!looking) return false;
    return what === "question" || what === "words" || ["shown", "again", "closed"].includes(looking.phase) && looking.shown;
  };

  return function Projector({seen, act}) {
    const {wall, looking} = seen, choices = Object.keys(BOARD_WALLS).slice(0, 8);
    const show = (what, more = {}) => act("show", {what, ...(BOARD_OF_AN_EXERCISE.includes(what) && looking ? {exercise: looking.id} : {}), ...more}, `On the projector: ${BOARD_WALLS[what].toLowerCase()}.`);
    const turn = (step) => act("show", {...seen.state.screen, part: wall.part + step}, `Part ${wall.part + step + 1} of ${wall.parts}.`);
    return html`<section class="ap-board-card" aria-labelledby="board-wall"><h2 id="board-wall">On the projector</h2>
      <p><${Tag}>${BOARD_WALLS[wall.what]}<//>${wall.title ? ` ${wall.title}` : ""}</p><${Small} wall=${wall} />
      ${wall.parts > 1 && html`<div class="ap-board-row"><${Button} off=${wall.part === 0} onClick=${() => turn(-1)}>Back<//><span>Part ${wall.part + 1} of ${wall.parts}</span><${Button} off=${wall.part + 1 >= wall.parts} onClick=${() => turn(1)}>On<//></div>`}
      <div class="ap-board-walls" role="group" aria-label="Show on the projector">${choices.map((what) => html`<button type="button" key=${what} aria-pressed=${String(wall.what === what)} aria-disabled=${possible(what, looking) ? undefined : "true"} onClick=${() => possible(what, looking) && show(what)}>${BOARD_WALLS[what]}</button>`)}</div>
      <p><a href="screen" target="_blank" rel="noopener">Open the projector’s own window<span class="ap-vh"> (opens in a new tab)</span></a></p></section>`;
  };
}
