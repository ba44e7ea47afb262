package main

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"miacct/mockcloud"
	"miacct/testdata/sample"
)

// TestNoScenarioLeaks runs the whole program through scenarios and searches all it has shown and
// left for the password and for every cookie. LEAKS is how many scenarios, all if 0; SEED chooses them, else -sample does.
func TestNoScenarioLeaks(t *testing.T) {
	n, seed := number(t, "LEAKS", 1), number(t, "SEED", sample.Rand(t).Int())
	t.Logf("SEED=%d", seed)
	all := mockcloud.Scenarios()
	random := rand.New(rand.NewPCG(uint64(seed), 0))
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	if n > 0 {
		all = all[:n]
	}
	for _, s := range all {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			s.State.Devices = s.State.Devices[:min(2, len(s.State.Devices))]
			cloud, err := mockcloud.Start(mockcloud.Options{State: s.State})
			if err != nil {
				t.Fatal(err)
			}
			defer cloud.Close()
			a := cloud.State().Account
			cmd := miacct(t, cloud, "--json", "--confirm", a.ID, "--timeout", "10s")
			var shown bytes.Buffer
			cmd.Stdout, cmd.Stderr = &shown, &shown
			code := runCode(t, cmd.Run(), cmd)
			handed := cloud.Handed()
			if len(handed) == 0 || shown.Len() == 0 {
				t.Errorf("exit code %d, %d cookies, %d bytes shown: the search means nothing", code, len(handed), shown.Len())
			}
			leaks(t, a.Password, cmd.Dir, shown.String(), handed...)
		})
	}
}
