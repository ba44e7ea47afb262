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
