// A participant's place: one sentence on what the room is doing, the exercise under it, and a way out of the moment.
import {blocksOf} from "./blocks.js";
import {clockOf} from "./clock.js";
import {momentOf} from "./moment.js";
import {workOf} from "./work.js";

/** So long after the last key the page does not move on by itself, in ms. */
const MID_WORD = 15000;

export function page(kit) {
  const {html, useEffect, useRef, useState, Button, Details} = kit;
  const Blocks = blocksOf(kit), ClockFace = clockOf(kit), {Moment, Turning} = momentOf(kit), {Works, Gate, DayList} = workOf(kit);

  /** Which exercise is in front of somebody: it follows the room, but never in the middle of a word. */
  function useFollowing(seen, head, say) {
    const room = seen.doing?.exercise ?? "", [chosen, choose] = useState(room), [waiting, wait] = useState(false), typed = useRef(0);
    const follow = () => {
      wait(false); choose(room);
      if (document.activeElement?.closest(".ap-work")) head.current?.focus();
    };
    const noted = useRef(room), said = `${seen.doing?.title}. ${seen.doing?.words}`, told = useRef(said);
    useEffect(() => {
      if (told.current !== said) say(said);
      told.current = said;
      if (noted.current === room) return undefined;
      noted.current = room;
      if (chosen === room) { wait(false); return undefined; }
      if (Date.now() - typed.current > MID_WORD || !chosen) { follow(); return undefined; }
      wait(true);
      return undefined;
    }, [room, said]);
    return {chosen, waiting, follow, choose: (id) => { wait(false); choose(id); }, typing: () => { typed.current = Date.now(); }};
  }

  const list = (names) => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  const Group = ({group}) => group && html`<p class="ap-group"><strong>Group ${group.number}</strong>, ${group.with.length ? html`with <span dir="auto">${list(group.with)}</span>` : "nobody else yet"}</p>`;

  /** The code to come back with: fetched when it is wanted, so that nobody reads it over a shoulder. */
  function Code() {
    const [code, got] = useState("");
    const fetchIt = () => fetch("mine/code").then((answer) => answer.ok ? answer.json() : {}).catch(() => ({})).then((found) => got(found.code || "-"));
    return html`<${Details} summary="My code to come back" onOpen=${fetchIt}>
      ${!code ? html`<p class="ap-hint">One moment…</p>` : code === "-" ? html`<p>The code could not be fetched just now. It is on <a href="mine">the page where you take your work with you</a>.</p>`
      : html`<p class="ap-code">${code}</p><p class="ap-hint">With it you find your answers again on any device. Whoever has it can read them.</p>`}<//>`;
  }

  const quoted = ({about, text, by}) => ({sort: "quote", text, by: [about, by].filter(Boolean).join(". ")});

  /** What the room saw of an exercise, and one's own first answer. */
  function Looking({looking, chosen}) {
    if (looking?.exercise !== chosen || !chosen) return null;
    return looking.room.length + looking.words.length > 0 && html`<section class="ap-room-sees" aria-label="What the room sees"><h3>What the room sees</h3><${Blocks} blocks=${[...looking.room, ...looking.words.map(quoted)]} deeper=${1} /></section>`;
  }

  function First({looking, chosen}) {
    const wide = useRef(matchMedia("(min-width: 64rem)").matches);
    if (looking?.exercise !== chosen || !looking?.first.length) return null;
    return html`<div class="ap-first"><${Details} key=${chosen} summary="Your first answer" open=${wide.current}><h3 class="ap-vh">Your first answer</h3><p class="ap-hint">As it stood when the room first looked. It is kept.</p><${Blocks} blocks=${looking.first} deeper=${1} /><//></div>`;
  }

  function Here({seen, line, say}) {
    const head = useRef(), {chosen, waiting, follow, choose, typing} = useFollowing(seen, head, say);
    const {doing, paused, ended, free, exercises, models} = seen, one = exercises.find((each) => each.id === chosen), atRooms = chosen === doing.exercise;
    const looked = useRef("");
    useEffect(() => {
      const wanted = atRooms ? "" : chosen;
      if (wanted !== looked.current) { looked.current = wanted; line.act("look", {exercise: wanted}); }
    }, [chosen, atRooms]);
    const turningSoon = paused || seen.moment.wanted, turning = html`<${Turning} support=${seen.support} line=${line} />`;
    const go = (id) => { choose(id); requestAnimationFrame(() => document.querySelector(".ap-place-now")?.focus()); };
    const others = exercises.some((each) => each.open && each.id !== chosen);
    return html`<div class="ap-place" onInput=${typing}>
      <${Moment} alias=${seen.me.alias} moment=${seen.moment} line=${line} say=${say} />
      ${seen.room.rehearsal && html`<p class="ap-rehearsal"><strong>Rehearsal.</strong> Nothing written here is kept.</p>`}
      <div class="ap-doing"><h2 tabindex="-1" ref=${head}>${doing.title}</h2><p>${doing.words}</p>
        <${Group} group=${seen.group} />
        ${!paused && html`<${ClockFace} clock=${seen.clock} line=${line} say=${say} />`}
        ${!paused && !doing.exercise && seen.next && html`<p class="ap-hint">${seen.next}</p>`}
        ${ended && html`<p><a class="ap-take-it" href="mine">Take my work with me</a></p>`}</div>
      ${turningSoon && turning}
      <div hidden=${paused}>
        ${waiting && html`<div class="ap-inset"><p>The room has moved on. Finish your sentence; it is kept.</p><p><${Button} onClick=${follow}>Go to what the room is doing<//></p></div>`}
        <div class="ap-place-now" tabindex="-1">
          ${one && !atRooms && !waiting && html`<p><strong>${one.title}</strong>. ${one.late ? "What you changed after it was closed is kept for you, and is not counted." : "What you write is kept."} <${Button} plain onClick=${follow}>Back to what the room is doing<//></p>`}
          <${Looking} looking=${seen.looking} chosen=${chosen} />
          <div class=${seen.looking?.exercise === chosen && seen.looking.first.length ? "ap-beside" : ""}>
            <${First} looking=${seen.looking} chosen=${chosen} />
            <div>${one && models[chosen] && atRooms && doing.still && html`<p class="ap-hint">${doing.still}</p>`}
              ${one && !models[chosen] && html`<${Gate} key=${chosen} one=${one} line=${line} />`}
              <${Works} models=${models} shown=${paused ? "" : chosen} line=${line} /></div></div>
        </div>
        ${others && html`<${Details} key=${free ? "free" : "day"} summary=${free ? "The day’s exercises, at your own pace" : "The day’s exercises so far"} open=${free && !chosen}><${DayList} exercises=${free ? exercises : exercises.filter((each) => each.open)} shown=${chosen} free=${free} choose=${go} /><//>`}
        ${!seen.room.signed_in && html`<${Code} />`}
      </div>
      ${!turningSoon && turning}</div>`;
  }

  return function Page({seen, line, say}) {
    return html`<${Here} seen=${seen} line=${line} say=${say} />`;
  };
}
