// What entries give away only when they are held beside each other.
import {gapWords} from "./order.js";
import {daysFrom, finding, isNear} from "./finding.js";

const NAMED_BESIDE = 6;
const HANDOVER_DAYS = 7;
const sameSource = (a, b) => a.entry.source.trim().toLowerCase() === b.entry.source.trim().toLowerCase();

/** Entries from different sources that say opposite things of one matter, unless they are set side by side already. */
export function opposedSources({response, dated, reads}) {
  const linked = new Set(response.disagreements.flatMap(d => [`${d.first} ${d.second}`, `${d.second} ${d.first}`]));
  return reads.topics.flatMap(topic => opposedOn(topic, dated, reads.lengths.sources).flatMap(([group, pairs]) => {
    const lines = dated.filter(line => group.has(line.id));
    const isLinked = pairs.some(([a, b]) => group.has(a.id) && group.has(b.id) && linked.has(`${a.id} ${b.id}`));
    return isLinked ? [] : [finding("sources", `${topic.id}:${lines[0].id}`, lines, {about: topic.about})];
  }));
}

function opposedOn(topic, dated, weeks) {
  const [ones, others] = [topic.one, topic.other].map(phrases => dated.filter(line => line.saysAny(phrases)));
  const pairs = ones.flatMap(a => others.filter(b => a.id !== b.id && !sameSource(a, b) && isNear(a, b, weeks)).map(b => [a, b]));
  let groups = [];
  for (const [a, b] of pairs) {
    const touched = groups.filter(group => group.has(a.id) || group.has(b.id));
    groups = [...groups.filter(group => !touched.includes(group)), new Set([a.id, b.id, ...touched.flatMap(group => [...group])])];
  }
  return groups.map(group => [group, pairs]);
}

/** Referrals that follow one another before anybody begins to assess. */
export function repeatedReferrals({dated, reads}) {
  const found = [];
  let run = [];
  const end = taken => { if (run.length > 1) found.push(referredRun(dated, run, taken)); run = []; };
  for (const line of dated) {
    const isReferral = line.bears("referral") && !line.says("onward");
    if (line.bears("taken") && !isReferral) end(line);
    else if (isReferral) {
      if (run.length && daysFrom(run.at(-1), line) > reads.lengths.referrals * 7) end(null);
      run.push(line);
    }
  }
  end(null);
  return found;
}

function referredRun(dated, run, taken) {
  const between = dated.slice(dated.indexOf(run[0]), dated.indexOf(run.at(-1)));
  const lines = [...between.filter(line => run.includes(line) || line.bears("closed")), run.at(-1), ...(taken ? [taken] : [])];
  return finding("referrals", run[0].id, lines, {n: String(run.length), time: gapWords(daysFrom(run[0], taken ?? run.at(-1)))});
}

/** A plan whose goal is not the goal of the plan before, with no reason given and none said in the analysis. */
export function changedPlans({dated, reads}) {
  const found = [];
  let before = null;
  for (const line of dated) {
    const goals = line.isPlan ? Object.keys(reads.goals).filter(goal => line.saysAny(reads.goals[goal])) : [];
    if (!goals.length) continue;
    const changed = before && !goals.some(goal => before.goals.includes(goal));
    if (changed && !line.says("reason") && !(line.entry.analysis ?? "").trim()) {
      found.push(finding("plan-changed", line.id, [before.line, line], {before: before.goals.join(" or "), now: goals.join(" or ")}));
    }
    before = {line, goals};
  }
  return found;
}

const isChange = line => line.bears("staff") || line.marked("home") || !!line.says("disturbed");

/** A word such as stable, with changes of worker or home within half a year of it. */
export function saidSettled({dated, reads}) {
  return dated.filter(line => line.says("settled")).flatMap(line => {
    const near = dated.filter(x => x.id !== line.id && isNear(x, line, reads.lengths.sources) && isChange(x)).slice(0, NAMED_BESIDE);
    return near.length ? [finding("settled", line.id, dated.filter(x => x === line || near.includes(x)), {word: line.says("settled")})] : [];
  });
}

/** One entry calls a relative unknown; others speak of that relative. */
export function calledUnknown({lines, dated, people}) {
  return lines.filter(line => line.says("unknown")).flatMap(line => people.kinIn(line).sort().flatMap(kin => {
    const others = dated.filter(x => x.id !== line.id && people.kinIn(x).includes(kin) && !x.says("unknown")).slice(0, NAMED_BESIDE);
    return others.length ? [finding("called-unknown", `${line.id}:${kin}`, [line, ...others], {person: kin})] : [];
  }));
}

/** An offer or request after which the person is not named for longer than a gap may be. */
export function waitingOffers({dated, people, weeks}) {
  return dated.flatMap((line, n) => {
    const person = people.whoAsks(line), rest = dated.slice(n + 1);
    if (!person || !rest.length) return [];
    const after = rest.find(x => people.of.get(x.id).has(person) && daysFrom(line, x) > 0), days = daysFrom(line, after ?? rest.at(-1));
    return days > weeks * 7 ? [finding("offer-waiting", line.id, after ? [line, after] : [line], {person, time: gapWords(days)})] : [];
  });
}

/** An offer, and within half a year a plan that names none of those who made it. */
export function unplannedOffers({dated, people, reads}) {
  return dated.flatMap((line, n) => {
    const names = people.of.get(line.id);
    if (!people.whoAsks(line)) return [];
    const plan = dated.slice(n + 1).find(x => x.isPlan);
    const named = plan && [...names].some(name => people.of.get(plan.id).has(name));
    return plan && !named && isNear(line, plan, reads.lengths.sources) ? [finding("offer-unplanned", line.id, [line, plan])] : [];
  });
}

/** A worker leaves, nobody is said to take over, and the next is named only later, or never. */
export function betweenWorkers({dated, weeks}) {
  return dated.flatMap((line, n) => {
    if (!(line.bears("staff") && line.says("leaves")) || line.says("handover")) return [];
    const after = dated.slice(n + 1).find(x => x.bears("staff") && daysFrom(line, x) > 0), days = daysFrom(line, after ?? dated.at(-1));
    return days > (after ? HANDOVER_DAYS : weeks * 7) ? [finding("between-workers", line.id, after ? [line, after] : [line], {time: gapWords(days)})] : [];
  });
}
