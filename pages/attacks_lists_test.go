package pages_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"miacct/mockcloud"
	"miacct/trail"
)

// A list that says that there are no devices, until they come, is not an empty one.
func TestListsThatLookEmptyAtFirst(t *testing.T) {
	t.Parallel()
	const comes = `else new IntersectionObserver(x => { if (x.some(y => y.isIntersecting)) load(); }).observe(more);`
	late := func(words string) mockcloud.Hook {
		return swapIn("GET /h5/{devices}", comes, `else { more.hidden = true; put(place, h("p", {}, `+words+`)); setTimeout(() => { put(place); load(); }, 2500); }`)
	}
	find := func(words string) mockcloud.Hook {
		return swapIn("GET /find", loads, `async function load() { if (list.length) { list = await devices(); return draw(); }
			draw(); document.querySelector("#list").append(h("p", {}, `+words+`)); await new Promise(done => setTimeout(done, 2500)); list = await devices(); draw(); }`)
	}
	all := map[string]int{"find-off:*": 3, "remove:*": 3, "delete": 1}
	attacked(t, []attack{
		{name: "My Devices", before: lenient, hooks: []mockcloud.Hook{late(`W.no_devices`)}, outcomes: []trail.Outcome{trail.Done}, counts: all},
		{name: "My Devices, which says that it is at work in words nobody knows", before: lenient, hooks: []mockcloud.Hook{late(`W.no_devices), h("p", {}, "Zapping gizmos…"`)},
			outcomes: []trail.Outcome{trail.Done}, counts: all},
		{name: "Find Device", before: lenient, hooks: []mockcloud.Hook{find(`""`)}, outcomes: []trail.Outcome{trail.Done}, counts: all},
		{name: "Find Device, which says that it is at work in words nobody knows", before: lenient, hooks: []mockcloud.Hook{find(`"Zapping gizmos…"`)},
			outcomes: []trail.Outcome{trail.Done}, counts: all},
	})
}

// A phone that is signed in still may come back after it was removed: Find Device is turned off on it again, and it is removed
// again, once. One that comes back whenever it is removed stays, and so does the account.
func TestAPhoneThatComesBack(t *testing.T) {
	t.Parallel()
	back := func(times int) []mockcloud.Hook {
		return []mockcloud.Hook{{On: "POST /status/{list}/delete", After: func(s *mockcloud.State, _ *http.Request, body []byte) []byte {
			gone := !slices.ContainsFunc(s.Devices, func(d mockcloud.Device) bool { return d.Own && !d.Removed })
			if d := &s.Devices[0]; gone && s.Counts["came back"] < times {
				d.Removed, d.FindOn = false, true
				s.Counts["came back"]++
			}
			return body
		}}}
	}
	attacked(t, []attack{
		{name: "once", before: onePhone, hooks: back(1), outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"find-off:*": 2, "remove:*": 2, "delete": 1}},
		{name: "always", before: onePhone, hooks: back(100), outcomes: []trail.Outcome{trail.Failed}, counts: map[string]int{"find-off:*": 2, "remove:*": 2, "delete": 0}},
	})
}

// A phone in a part of the list that is closed at first is none to be overlooked, nor is the head of that part a device.
func TestAPhoneInAClosedPart(t *testing.T) {
	t.Parallel()
	head := func(called string) string {
		return strings.ReplaceAll(`(() => { if (window.part?.isConnected) return window.part.box;
		const box = h("div", {}), b = h("button", { type: "button", class: "btn", "aria-expanded": "false" }, "▸ Offline (1)");
		box.hidden = true;
		b.onclick = () => { box.hidden = !box.hidden; b.textContent = (box.hidden ? "▸" : "▾") + " Offline (1)"; b.setAttribute("aria-expanded", String(!box.hidden)); };
		window.part = h("div", { class: "row" }, b, box); window.part.box = box; place.append(window.part);
		new MutationObserver(() => { if (!box.children.length) { window.part.remove(); load(); } }).observe(box, { childList: true });
		return box; })()`, "Offline (1)", called)
	}
	in := func(called string) []mockcloud.Hook {
		return []mockcloud.Hook{swapIn("GET /h5/{devices}", `place.append(row(d))`, `(d.key === "f0003" ? `+head(called)+` : place).append(row(d))`)}
	}
	all := map[string]int{"find-off:*": 3, "remove:*": 3, "delete": 1}
	attacked(t, []attack{
		{name: "called by how they stand", before: lenient, hooks: in("Offline (1)"), outcomes: []trail.Outcome{trail.Done}, counts: all},
		{name: "called in words that nobody knows", before: lenient, hooks: in("Snoozing (1)"), outcomes: []trail.Outcome{trail.Done}, counts: all},
	})
}

// Sessions of browsers in the list are no devices: they are left alone, and phones between them are found however many there are.
func TestSessionsAmongTheDevices(t *testing.T) {
	t.Parallel()
	before := scenario(t, "plain")
	before.Knobs.DevicesList = "virtual"
	const all, sessions = `all = (await get(LIST + "?after=")).data.list;`, `const one = (d, s, b) => ({...d, key: d.key + b + s, name: b + " on " + ["Windows", "macOS", "Ubuntu", "Android"][s % 4]});
		all = (await get(LIST + "?after=")).data.list.flatMap(d => [...Array(36).keys()].map(s => one(d, s, ["Chrome", "Firefox", "Vivaldi"][s % 3])).concat(d));`
	attacked(t, []attack{{name: "in a list that holds what is in view", before: func(s *mockcloud.State) { *s = before }, hooks: []mockcloud.Hook{
		swapIn("GET /h5/{devices}", all, sessions), {On: "POST /status/{list}/delete", Before: counted("removal")}},
		outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"asked removal": 3, "find-off:*": 3, "remove:*": 3, "delete": 1}}})
}

// A site that took the order may look at it and refuse it while its page is still open.
func TestAnOrderThatIsTakenAndThenRefused(t *testing.T) {
	t.Parallel()
	const ends = `if (v.result === "deleted" || v.result === "accepted") return ended(place, v.result === "accepted");`
	then := func(html string) []mockcloud.Hook {
		return []mockcloud.Hook{
			mockcloud.Answer("POST /pass/del/submit", "order", "&&&START&&&{\"code\":0,\"result\":\"accepted\"}"),
			swapIn("GET /pass/del", ends, `if (v.result === "accepted") { ended(place, true); setTimeout(() => { place.innerHTML = "`+html+`"; }, 2000); return; }`)}
	}
	attacked(t, []attack{
		{name: "as there is an order", before: onePhone, hooks: then("<h1>Your request was declined</h1><p>There is an open order in the store.</p>"),
			outcomes: []trail.Outcome{trail.Refused}, counts: map[string]int{"order": 1, "delete": 0}},
		{name: "by the page of the deletion", before: onePhone, hooks: append(then("")[:1], swapIn("GET /pass/del", ends,
			`if (v.result === "accepted") { ended(place, true); setTimeout(() => location.reload(), 2000); return; }`)),
			outcomes: []trail.Outcome{trail.Unknown, trail.NotRecognised}, counts: map[string]int{"order": 1, "delete": 0}},
		{name: "beside it, in words that nobody knows", before: onePhone, hooks: append(then("")[:1], swapIn("GET /pass/del", ends,
			`if (v.result === "accepted") { ended(place, true); setTimeout(() => place.append(h("p", {}, "State: zapped, gizmo 4711 is open.")), 2000); return; }`)),
			outcomes: []trail.Outcome{trail.Unknown, trail.NotRecognised}, counts: map[string]int{"order": 1, "delete": 0}},
		{name: "on another page, in words that nobody knows", before: onePhone, hooks: append(then("")[:1], mockcloud.Answer("GET /fe/service/account/zapped", "", "<!doctype html><title>Mi Account</title><main><h1>Zapping gizmos</h1><p>Gizmo 4711 is open.</p></main>"),
			swapIn("GET /pass/del", ends, `if (v.result === "accepted") { ended(place, true); setTimeout(() => location.assign("/fe/service/account/zapped"), 2000); return; }`)),
			outcomes: []trail.Outcome{trail.Unknown, trail.NotRecognised}, counts: map[string]int{"order": 1, "delete": 0}},
		{name: "and leads to the sign-in", before: onePhone, hooks: append(then("")[:1], swapIn("GET /pass/del", ends,
			`if (v.result === "accepted") { ended(place, true); setTimeout(() => location.assign("/pass/serviceLogin"), 2000); return; }`)),
			outcomes: []trail.Outcome{trail.Done}, counts: map[string]int{"order": 1, "right-password-after-order": 0}},
		{name: "in words that nobody knows", before: onePhone, hooks: then("<h1>Zapping gizmos</h1><p>Gizmos were zapped.</p>"),
			outcomes: []trail.Outcome{trail.Unknown, trail.NotRecognised}, counts: map[string]int{"order": 1, "delete": 0}},
	})
}

// What a press sends may go out a moment later: the control that asked for it stands there again, or cannot be pressed
// until then, and is not pressed again.
func TestAnActThatIsSentLate(t *testing.T) {
	t.Parallel()
	asked := []mockcloud.Hook{{On: "POST /find/v2/device/service/close", Before: counted("off")}, {On: "POST /status/{list}/delete", Before: counted("removal")}, {On: "POST /pass/del/submit", Before: counted("order")}}
	var attacks []attack
	for name, ms := range map[string]string{"half a second": "500", "two seconds": "2000"} {
		wait := "await new Promise(done => setTimeout(done, " + ms + ")); "
		attacks = append(attacks, attack{name: name + " behind its question", hooks: append([]mockcloud.Hook{
			swapIn("GET /find", `const v = await sendCloud("/find/v2/device/service/close"`, wait+`const v = await sendCloud("/find/v2/device/service/close"`),
			swapIn("GET /h5/{devices}", `const v = await sendCloud(LIST + "/delete"`, wait+`const v = await sendCloud(LIST + "/delete"`),
			swapIn("GET /pass/del", `const v = await post("/pass/del/submit"`, wait+`const v = await post("/pass/del/submit"`)}, asked...)},
			attack{name: name + " after its question has closed", hooks: append([]mockcloud.Hook{
				swapIn("GET /find", `else return close_(d, again); }`, `else setTimeout(() => close_(d, again), `+ms+`); }`),
				swapIn("GET /h5/{devices}", "async () => {\n    const v", "() => { setTimeout(async () => {\n    const v", "await load();\n  }]] });", "await load();\n  }, "+ms+"); }]] });"),
				swapIn("GET /pass/del", "go.disabled = true;", "", "await carryOut(root, () => put(", wait+"await carryOut(root, () => put(")}, asked...)})
	}
	for i := range attacks {
		attacks[i].outcomes = []trail.Outcome{trail.Done}
		attacks[i].counts = map[string]int{"asked off": 3, "asked removal": 3, "asked order": 1, "find-off:*": 3, "remove:*": 3, "delete": 1}
	}
	attacked(t, attacks)
}

// counted counts a request, whatever becomes of it.
func counted(what string) func(*mockcloud.State, http.ResponseWriter, *http.Request) bool {
	return func(s *mockcloud.State, _ http.ResponseWriter, _ *http.Request) bool {
		s.Counts["asked "+what]++
		return false
	}
}

// A phone that is removed from the cloud may still be bound to the account, which has a list of its own: it is removed there, too.
func TestASecondListOfTheAccount(t *testing.T) {
	t.Parallel()
	bound := func(control string) []mockcloud.Hook {
		page := `<!doctype html><html lang="en"><title>Linked devices</title><body><main><h1>Linked devices</h1><div id="at"></div></main><script>
			const at = document.querySelector("#at"), draw = gone => { at.innerHTML = gone ? "<p>No devices.</p>" : "<ul><li>Mi 9 ` + control + `</li></ul>";
				const b = at.querySelector("button"); if (b) b.onclick = async () => { await fetch("/bound/unlink", {method: "POST"}); localStorage.gone = 1; draw(1); }; };
			draw(localStorage.gone)</script></body></html>`
		return []mockcloud.Hook{mockcloud.Insert("/fe/service/account", `<a href="/bound">Linked devices</a>`),
			mockcloud.Answer("GET /bound", "", page), mockcloud.Answer("POST /bound/unlink", "unlinked", `{"code":0}`)}
	}
	attacked(t, []attack{
		{name: "that has it still", before: onePhone, hooks: bound(`<button>Unlink</button>`), outcomes: []trail.Outcome{trail.Done},
			counts: map[string]int{"unlinked": 1, "remove:*": 1, "delete": 1}},
		{name: "whose link leads to nothing", before: onePhone, hooks: []mockcloud.Hook{mockcloud.Insert("/fe/service/account", `<a href="/gone">Linked devices</a>`)}, outcomes: []trail.Outcome{trail.Done},
			counts: map[string]int{"remove:*": 1, "delete": 1}},
		{name: "from which nothing can be removed", before: onePhone, hooks: bound(`<span>Signed in</span>`), outcomes: []trail.Outcome{trail.Done},
			counts: map[string]int{"unlinked": 0, "remove:*": 1, "delete": 1}},
	})
}
