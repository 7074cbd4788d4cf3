// A practice copy: the same exercise, with this browser in place of the workbook.
const parts = JSON.parse(document.getElementById("ap-parts").textContent);
const place = `permanence-practice:${parts.frame.id}`;
const REFUSED = "This browser does not keep anything for a page opened from a file. Save an answer file before you close the page.";

const moduleOf = text => import(URL.createObjectURL(new Blob([text], {type: "text/javascript"})));
let held = {value: parts.filled, revision: 1, at: new Date().toISOString()};  // of a copy that is kept nowhere: here, until the page is closed
const kept = () => { if (parts.nowhere) return held; try { return JSON.parse(localStorage.getItem(place)) ?? {}; } catch { return {}; } };

/** Answers the exercise as the workbook would, as far as a file can. */
const answers = {
  hello() {
    const {value = null, revision = 0, at = null, done = false} = kept();
    return {kind: "opened", value: value && {...parts.empty, ...value}, revision, at, done};
  },
  save({id, value, done, base}) {
    const at = new Date().toISOString(), revision = base + 1;
    const now = {value, done, at, revision};
    if (parts.nowhere) held = now; else try { localStorage.setItem(place, JSON.stringify(now)); } catch { return {kind: "failed", id, why: REFUSED}; }
    return {kind: "saved", id, revision, at, done};
  },
  example: () => ({kind: "example", example: parts.example}),
  "open-answer"({id, value}) {
    const strange = Object.keys(value).filter(name => !(name in parts.empty));
    return {kind: "opened-answer", id, ...(strange.length ? {why: "This file was made by another version of the exercise. Open it in the workbook."} : {value: {...parts.empty, ...value}})};
  },
};

const listeners = new Set();
const model = {
  get: name => parts[name],
  on: (event, listen) => listeners.add(listen),
  off: (event, listen) => listeners.delete(listen),
  send(message) {
    const reply = answers[message.kind]?.(message);
    if (reply) queueMicrotask(() => listeners.forEach(listen => listen(reply)));
  },
};

const kit = await moduleOf(parts.kit), {view} = await moduleOf(parts.view);
kit.mount({model, el: document.getElementById("ap-exercise"), View: view(kit, () => moduleOf(parts.more)), material: parts.material});
let starting = false;
if (parts.nowhere) addEventListener("beforeunload", leave => { if (held.revision > 1 && !starting) leave.preventDefault(); });
document.getElementById("ap-clear").addEventListener("click", () => {
  starting = true;
  if (parts.nowhere) { location.reload(); return; }
  try { localStorage.removeItem(place); sessionStorage.clear(); } catch { /* nothing was kept */ }
  document.getElementById("ap-cleared").textContent = "Cleared. The page starts again empty.";
  setTimeout(() => location.reload(), 800);
});
document.body.dataset.apReady = "";
