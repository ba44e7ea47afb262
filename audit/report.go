package audit

// Report writes report.html into the trail's folder dir from its lines and pictures
// alone, and returns its path.
func Report(dir string) (path string, err error) { panic("not built") }
