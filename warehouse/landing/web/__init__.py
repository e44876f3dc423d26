"""Sources on the web: which there are, what they offer, and how it is fetched politely."""
