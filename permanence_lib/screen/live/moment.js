// "I need a moment": one tap, taken back as easily, and it says when it has been seen. And where else one can turn.

const MOMENT_SAYS = {
  sending: "Passing it on… If it stays like this, catch your facilitator’s eye.",
  told: "Your facilitator has been told, and nobody else. Take the time you need; you can go out.",
  seen: "Your facilitator has seen it. Take the time you need; you can go out.",
};

/** A wish that was not passed on yet outlives a reload of the page: this one must not get lost. */
const MOMENT_KEPT = "ap-moment";
function keepMoment(wanted) {
  try { if (wanted == null) sessionStorage.removeItem(MOMENT_KEPT); else sessionStorage.setItem(MOMENT_KEPT, wanted ? "yes" : "no"); } catch { /* nowhere to keep it: the line asks again while the page is open */ }
}
function keptMoment() {
  try { return sessionStorage.getItem(MOMENT_KEPT); } catch { return null; }
}

/** `const {Moment, Turning} = momentOf(kit)`. Moment: the button and what came of it. Turning: people and places. */
export function momentOf({html, useEffect, useRef, useState, Button, Details}) {
  function Moment({alias, moment, line, say}) {
    const [asked, ask] = useState(null), [why, tell] = useState(""), before = useRef(moment);
    const wanted = asked ?? moment.wanted;
    const words = !wanted ? "" : asked ? MOMENT_SAYS.sending : moment.seen ? MOMENT_SAYS.seen : MOMENT_SAYS.told;
    useEffect(() => {
      if (moment.wanted && (moment.seen !== before.current.seen || !before.current.wanted)) say(moment.seen ? MOMENT_SAYS.seen : MOMENT_SAYS.told);
      before.current = moment;
    }, [moment.wanted, moment.seen]);
    const turn = async (to) => {
      tell(""); ask(to); keepMoment(to);
      const {why: no} = await line.act("moment", {wanted: to});
      ask(null); keepMoment(null);
      if (no) tell(no);
      else if (!to) say("Taken back. Nobody is waiting for you.");
    };
    useEffect(() => {
      const kept = keptMoment();
      if (kept && (kept === "yes") !== moment.wanted) turn(kept === "yes"); else keepMoment(null);
    }, []);
    return html`<div class="ap-moment ap-noprint" role="group" aria-label="For you alone">
      <p class="ap-me">You are <strong dir="auto">${alias}</strong></p>
      <${Button} onClick=${() => turn(!wanted)}>${wanted ? "I am all right again" : "I need a moment"}<//>
      ${why && html`<p class="ap-error ap-moment-says" role="alert">${why}</p>`}${words && html`<p class="ap-moment-says">${words}</p>`}</div>`;
  }

  const dial = ({texts, number}) => `${texts ? "sms" : "tel"}:${number}`;

  function Turning({support, line}) {
    const ask = () => { if (!support) line.act("support"); };
    const list = support && html`<dl class="ap-turning">
      ${support.near.map((one) => html`<dt key=${one.name}>${one.name}</dt><dd>${one.text}</dd>`)}
      ${support.places.map((one) => html`<dt key=${one.name}>${one.name}</dt><dd>${one.text}
        <br /><a href=${dial(one)}>${one.how}</a>. ${one.hours}. <span class="ap-cite">${one.cite}.</span></dd>`)}</dl>`;
    return html`<${Details} summary="Where you can turn" onOpen=${ask}>${list || html`<p class="ap-hint">One moment…</p>`}<//>`;
  }

  return {Moment, Turning};
}
