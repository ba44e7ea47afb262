package pages

// Words are what the site's controls say: entry -> language -> wordings, best known first.
type Words map[string]map[string][]string
