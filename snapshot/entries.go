package snapshot

// FindEntries fills p.Entries and Node.Entry from p.Tree.
func (p *Page) FindEntries() {}
