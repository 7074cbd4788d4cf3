// A code that came with the address, after its #, is put into the form. It is never part of what is asked of the server.

function fill(id, value) {
  const box = document.getElementById(id);
  if (!box || !value) return null;
  box.value = value.slice(0, 80);
  return box;
}

function take() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (!location.pathname.endsWith('/join') || !(given.has('code') || given.has('facilitator'))) return;
  history.replaceState(null, '', location.pathname + location.search); // so that it is not shown or shared by accident
  if (fill('code', given.get('code'))) document.getElementById('alias').focus();
  const lead = fill('lead', given.get('facilitator'));
  if (!lead) return;
  lead.closest('details').open = true;
  lead.form.submit();
}

take();
addEventListener('hashchange', take);
