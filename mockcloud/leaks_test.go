package mockcloud

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain sees that no goroutine is left when all tests have ended.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
