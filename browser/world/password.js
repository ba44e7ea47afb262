const hostAllowed = (host, hosts) => hosts.some(h => h.startsWith("*.") ? host.endsWith(h.slice(1)) && host.length > h.length - 1 : host === h);

// given gives v to the password field e of a document that may have it. Everything is
// checked in the same turn in which the value is set.
const given = (e, v, hosts, typed) => {
  const place = location.protocol === "https:" && isSecureContext && hostAllowed(location.hostname, hosts);
  if (!place) return {Place: location.origin};
  if (!e?.isConnected) return {Words: "missing"};
  if (!(e instanceof HTMLInputElement) || e.type !== "password") return {Words: "not a password field"};
  const all = rootsOf().all.flatMap(r => [...r.querySelectorAll("input[type=password]")]).filter(p => visible(p) && !disabled(p));
  if (all.length !== 1 || all[0] !== e) return {Words: all.length > 1 ? `ambiguous (${all.length} password fields)` : "hidden"};
  if (e.readOnly) return {Words: "read-only"};
  e.focus();
  if (e.type !== "password" || !e.isConnected) return {Words: "not a password field"}; // the page's answer to the focus
  if (typed) { e.select(); return {Length: e.value.length}; }
  enter(e, v);
  if (e.type !== "password") {
    enter(e, "");
    return {Words: "not a password field"};
  }
  return checked(e, v);
};

// checked reads back how much e holds, and whether any other field got it too.
const checked = (e, v) => {
  const other = rootsOf().all.flatMap(r => [...r.querySelectorAll("input,textarea")]).some(o => o !== e && o.value.includes(v));
  return {Length: e.value === v ? v.length : e.value.length && -1, Leaked: other};
};
