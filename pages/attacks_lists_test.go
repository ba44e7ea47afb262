package pages_test

import (
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
		{name: "in words that nobody knows", before: onePhone, hooks: then("<h1>Zapping gizmos</h1><p>Gizmos were zapped.</p>"),
			outcomes: []trail.Outcome{trail.Unknown, trail.NotRecognised}, counts: map[string]int{"order": 1, "delete": 0}},
	})
}
